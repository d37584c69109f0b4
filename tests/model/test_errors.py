"""The error tree: drawn, complete, and able to cross process borders."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import Conflict, FondsError, Invalid, NotFound, Refused, Unavailable, Unsupported, errors
from tests import strategies

KINDS = [FondsError, Invalid, NotFound, Refused, Conflict, Unsupported, Unavailable]


def test_every_class_stands_in_the_drawn_tree() -> None:
    drawn = {line.split()[1] for line in (errors.__doc__ or "").splitlines() if "──" in line} | {"FondsError"}
    defined = {name for name, thing in vars(errors).items() if isinstance(thing, type)}
    assert drawn == defined == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
@given(
    message=strategies.texts(),
    ref=strategies.texts(),
    hint=strategies.texts(),
    position=st.none() | st.integers(0, 10**6),
)
def test_errors_cross_process_borders(
    kind: type[FondsError], message: str, ref: str, hint: str, position: int | None
) -> None:
    error = kind(message, code="some-code", ref=ref, hint=hint, position=position)
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert vars(back) == vars(error)
    assert str(back) == str(error)


def test_the_reference_stands_before_the_message() -> None:
    assert str(Invalid("the file is empty", code="empty", ref="a.txt")) == "a.txt: the file is empty"
    assert str(Invalid("the file is empty", code="empty")) == "the file is empty"


def test_a_code_must_be_given() -> None:
    with pytest.raises(TypeError):
        FondsError("something")  # type: ignore[call-arg]  # that is what is tested
