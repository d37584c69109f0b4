"""Numbers of the paper itself, and none of other papers."""

import pytest

from fonds.model import PaperNumber, SlotKind
from fonds.reading import read_statements
from tests.lines import record_of


def numbers(kind: SlotKind, content: str) -> list[tuple[str, str]]:
    found = [one for one in read_statements(record_of((kind, content))) if isinstance(one, PaperNumber)]
    return [(one.paper, one.number) for one in found]


@pytest.mark.parametrize(
    ("kind", "line", "found"),
    [
        ("page_title", "Excerpt from Minutes No. 61 of the Meeting", [("minutes", "61")]),
        ("minutes_head", "(Special Nº 60)", [("minutes", "60")]),
        ("document_kind", "CIPHERED TELEGRAM No. 836", [("telegram", "836")]),
        ("reference", "Nº 18-G-1951", [("", "18-G-1951")]),
        ("reference", "P70/45", [("minutes", "70")]),
        ("reference", "St-90/10s", [("minutes", "90")]),
        ("heading", "Протокол № 44", [("minutes", "44")]),
        ("handwritten", "[from Minutes N 19 of the meetings for April]", [("minutes", "19")]),
    ],
)
def test_numbers_of_the_paper(kind: SlotKind, line: str, found: list[tuple[str, str]]) -> None:
    assert numbers(kind, line) == found


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("reference", "In addition to my telegram No. 4390"),
        ("handwritten", "[see telegram No. 12]"),
        ("paragraph", "Minutes No. 61"),
        ("page_title", "On the 61 Wells"),
    ],
)
def test_numbers_of_other_papers_and_other_things(kind: SlotKind, line: str) -> None:
    assert numbers(kind, line) == []
