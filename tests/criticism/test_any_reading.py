"""Whatever a reading holds, checks end, name slots that are there, and quote only what stands there."""

import gc
import weakref
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.criticism import CODES, check, with_findings
from fonds.criticism._page import Page
from fonds.model import Reading, Record, from_bytes, to_bytes
from fonds.names import find_mentions
from fonds.reading import describe, read_file, read_statements
from tests import strategies
from tests.criticism.builders import dispatch, passage, reading, task

DEMO = sorted((Path(__file__).resolve().parents[2] / "src" / "fonds" / "demo" / "records").glob("*.txt"))
SLIPS = st.sampled_from(
    ["[", "]", "(", ")", "Cde. ", "Cdes. ", "A, ", "and ", "Telezhkin ", "Telezkin ", "Ili", "1) ", "b) ",
     "see point 9 ", "(see also)", "'", "-", ". ", "\n", "塔城", "Ё", "\u0301", "of ", "5 June 1945", " "]
)  # fmt: skip


@given(strategies.readings())
def test_any_reading_is_checked(one: Reading) -> None:
    ids = {slot.id for slot in one.record.slots}
    for finding in check(one):
        assert finding.code in CODES
        assert finding.slots
        assert set(finding.slots) <= ids


@given(st.lists(st.lists(SLIPS, max_size=40).map("".join), max_size=6))
def test_any_text_is_read_for_names_and_checked(contents: list[str]) -> None:
    slots = tuple(passage(f"p{n}", content, str(n + 1)) for n, content in enumerate(contents))
    for mention in find_mentions(reading(*slots).record):
        content = next(slot.content for slot in slots if slot.id == mention.slot)
        assert content[mention.start : mention.end] == mention.literal
    for finding in check(reading(*slots)):
        text = " ".join(slot.content for slot in slots if slot.id in finding.slots)
        assert all(literal in text for literal in finding.literals)


REPEATED = [
    "[", "(", "A ", "Cde. ", "Cdes. A, ", "1) ", "a) b) ", "see point ", "X.Y.", "Aa-", "Ili ", "[Aa]", "points 1, ",
    "at 25:10 ", "No. 5-1951 ", "three points: ", "11 copies: ", "31 June ", "Ministry of A ", "f. 1, l. 9-1; ",
    "three towns: A, B; ", "10 rubles at 5 rubles each, in all ", "ratio 3:1 ", "GARF, f. 1, op. 2, d. 3, l. 4; ",
    "ll. 09", "a) ",
    "“a ", "a” ", '" ', "the the ", "part one of two; ", "[lost in the ", "No. from ", "__ May ", "came.The ", "3th ",
    "aa1a ", "pay 5,000. ", "groups influence contribute ", "received 5/5 5:55 ", "sincc ", "\u00e2\u0080",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_long_repetitions_come_to_an_end(piece: str) -> None:
    one = reading(passage("p1", piece * 5000, "1"), statements=(task("p1", piece), dispatch(piece, "9", slot="p1")))
    check(one)
    find_mentions(one.record)


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("kind", ["routing", "page_title", "summary", "source", "distribution", "reference"])
def test_long_repetitions_of_every_kind_are_read_and_checked(kind: str, piece: str) -> None:
    record = Record(slots=(passage("p1", piece * 2000, kind=kind), passage("p2", piece, "1")))
    check(Reading(record=record, description=describe(record), statements=read_statements(record)))


def test_nothing_is_left_of_a_page_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[weakref.ref[Page]] = []

    class Watched(Page):
        def __init__(self, one: Reading) -> None:
            super().__init__(one)
            pages.append(weakref.ref(self))

    monkeypatch.setattr("fonds.criticism.Page", Watched)
    gc.disable()
    try:
        slot = passage("p1", "1. Charge the Rad Office (Cde. Ognev) with it.", "1")
        check(reading(slot, statements=(task("p1", "Ognev"),)))
        assert [page() for page in pages] == [None]
    finally:
        gc.enable()


@pytest.mark.parametrize("page", DEMO, ids=lambda page: page.stem)
def test_a_reading_that_was_kept_is_written_as_it_was(page: Path) -> None:
    """Whether a page was read in this process or in another, which hands its reading over in bytes."""
    data = to_bytes(with_findings(read_file(page)))
    assert to_bytes(from_bytes(data, Reading)) == data
