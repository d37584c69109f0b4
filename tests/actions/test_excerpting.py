"""An excerpt has the passages that were sent, with what is below them; pointers that lead nowhere are questions."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fonds.actions.excerpting import excerpt_for, excerpt_of, words_of
from fonds.actions.reasons import shipped_reasons
from fonds.model import Dispatch, Gap, NotFound, Passage, Reading, Record, Source
from fonds.reading import read_file
from fonds.release import Holding

SEED = sorted((Path(__file__).resolve().parents[3] / "shared" / "seed").glob("*.txt"))
BY = Source(agent="fonds", version="1")


def _holding(reading: Reading) -> Holding:
    return Holding(reading=reading, store="open", version=1, added="", changed="", origin="")


def _passage(slot_id: str, label: str, parent: str = "") -> Passage:
    number = tuple(label.split(".")) if label[0].isdigit() and "/" not in label else ()
    return Passage(id=slot_id, kind="point", content=f"words of {label}", label=label, number=number, parent=parent)


def _sent(recipient: str, scope: str, *reaches: str) -> Dispatch:
    return Dispatch(slots=("l",), literal="", said_by=BY, recipient=recipient, scope_literal=scope, reaches=reaches)


@pytest.fixture
def holding() -> Holding:
    """Two points with what is below them, sent to four."""
    slots = (
        _passage("a", "1"), _passage("b", "1.1", "a"), _passage("c", "1/2", "a"),
        _passage("d", "2"), _passage("e", "3"),
    )  # fmt: skip
    sent = (
        _sent("A. I. Ognev", "1", "a"), _sent("Lebedeva", "2", "d"), _sent("Lebedeva", "7"),
        _sent("N. Ognev", "3", "e"), _sent("Ministry of Roads", "everything", "a", "d", "e"),
    )  # fmt: skip
    return _holding(Reading(record=Record(id="r", slots=slots), statements=sent))


def _labels(reading: Reading) -> list[str]:
    return [passage.label for passage in reading.record.passages()]


def test_what_is_below_a_passage_was_sent_with_it(holding: Holding) -> None:
    made = excerpt_for(holding, "a. i. OGNEV")
    assert made.recipient == "A. I. Ognev"
    assert _labels(made.reading) == ["1", "1.1", "1/2"]
    assert made.reading.statements == ()
    assert made.reading.findings == ()


def test_a_pointer_that_leads_nowhere_is_a_question(holding: Holding) -> None:
    made = excerpt_for(holding, "Lebedeva")
    assert _labels(made.reading) == ["2"]
    assert [question.scope for question in made.questions] == ["7"]


def test_of_two_of_one_name_none_is_guessed(holding: Holding) -> None:
    with pytest.raises(NotFound):
        excerpt_for(holding, "Ognev")
    assert _labels(excerpt_for(holding, "N. Ognev").reading) == ["3"]


@pytest.mark.parametrize("nobody", ["", "Ogne", "Kirov"])
def test_nobody_of_that_name(holding: Holding, nobody: str) -> None:
    with pytest.raises(NotFound) as caught:
        excerpt_for(holding, nobody)
    assert "Ognev" not in f"{caught.value}{caught.value.hint}"


def test_passages_by_label(holding: Holding) -> None:
    assert _labels(excerpt_of(holding, ["2", "1.1"]).reading) == ["1.1", "2"]
    with pytest.raises(NotFound):
        excerpt_of(holding, ["9"])


def _gap(label: str, after: str) -> Gap:
    return Gap(label=label, reason=3, extent="lines", review_year=2040, id=f"g{label}", after=after)


def test_gaps_are_shown_where_something_of_what_was_sent_is_withheld(holding: Holding) -> None:
    gaps = (_gap("", ""), _gap("1.2", "c"), _gap("2.1", "d"), _gap("12", "e"))
    record = msgspec.structs.replace(holding.record, gaps=gaps)
    split = _holding(msgspec.structs.replace(holding.reading, record=record))
    made = excerpt_for(split, "A. I. Ognev")
    assert [gap.label for gap in made.reading.record.gaps] == ["1.2"]
    assert words_of(made.reading.record.gaps[0], shipped_reasons()) == (
        "[1.2 is not public: protected by another statute (FOIA exemption 3); some lines; to be reviewed in 2040]"
    )
    assert excerpt_of(split, ["2", "1"]).reading.record.gaps == gaps[1:3]
    assert excerpt_for(split, "Ministry of Roads").reading.record.gaps == gaps


def test_what_stands_above_a_passage_is_not_named(holding: Holding) -> None:
    (passage,) = excerpt_of(holding, ["1.1"]).reading.record.passages()
    assert passage.parent == ""


@pytest.mark.skipif(not SEED, reason="../shared is absent")
def test_the_model_case() -> None:
    reading = read_file(SEED[0])
    record = msgspec.structs.replace(reading.record, id="r")
    holding = _holding(msgspec.structs.replace(reading, record=record))
    mikoyan = excerpt_for(holding, "Mikoyan")
    assert mikoyan.questions == ()
    assert _labels(mikoyan.reading) == ["8.7"]
    assert _labels(excerpt_for(holding, "Molotov").reading)[0] == "8"
    bulganin = excerpt_for(holding, "Bulganin")
    assert _labels(bulganin.reading) == []
    assert [question.scope for question in bulganin.questions] == ["8"]
