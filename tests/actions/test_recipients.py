"""Whom a list means by a name: in full before in part, and in all forms that fonds knows."""

from __future__ import annotations

import pytest

from fonds.actions.recipients import find_recipients
from fonds.model import Dispatch, Source


def _list(*names: str, office: str | None = None) -> list[Dispatch]:
    by = Source(agent="fonds", version="1")
    return [Dispatch(slots=("l",), literal="", said_by=by, recipient=name, office=office) for name in names]


@pytest.mark.parametrize(
    ("asked", "names", "meant"),
    [
        ("ognev", ("Ognev", "A. I. Ognev"), ["Ognev"]),
        ("Ognev", ("A. I. Ognev", "N. Ognev", "Lebedeva"), ["A. I. Ognev", "N. Ognev"]),
        ("OGNEV a.", ("A. Ognev", "N. Ognev"), ["A. Ognev"]),
        ("Lebedëva", ("Lebedeva",), ["Lebedeva"]),
        ("Ogne", ("Ognev",), []),
        ("", ("Ognev",), []),
        ("Mikoyan", ("Микоян", "Кагановичу"), ["Микоян"]),
        ("Микоян", ("A. I. Mikoyan",), ["A. I. Mikoyan"]),
        ("Mikoyan", ("Mikoyan", "Микоян"), ["Mikoyan"]),
    ],
)  # fmt: skip
def test_whom_a_name_means(asked: str, names: tuple[str, ...], meant: list[str]) -> None:
    assert list(find_recipients(_list(*names), asked)) == meant


def test_who_holds_an_office_is_meant_by_it() -> None:
    found = find_recipients([*_list("Ognev", office="River Office"), *_list("Lebedeva")], "river office")
    assert list(found) == ["Ognev"]


def test_entries_of_one_recipient_stay_together() -> None:
    ((name, sent),) = find_recipients(_list("Ognev", "Lebedeva", "Ognev"), "Ognev").items()
    assert (name, len(sent)) == ("Ognev", 2)
