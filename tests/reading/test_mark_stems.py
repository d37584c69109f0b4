"""Brackets are typed by the word that carries their meaning, in whatever phrase it stands."""

import pytest

from fonds.model import SlotKind
from fonds.reading._marks import find_marks
from tests.lines import record_of

_ENGLISH: tuple[SlotKind, str] = (
    "paragraph",
    "The talks of the road office with the keeper of the post were held in the town, and it was said that",
)  # fmt: skip


def mark(line: str, kind: SlotKind = "paragraph", *more: tuple[SlotKind, str]) -> str:
    """The kind of the first mark of a line in an English record."""
    record = find_marks(record_of(_ENGLISH, (kind, line), *more))
    first = record.slots[1].marks[0]
    assert first.reason
    assert 0 < first.certainty <= 1
    return first.kind


CASES = {
    "unreadable": [
        "He sent [14 groups not recovered] to us.", "Number N[figure lost in the binding]",
        "They are [two lines faded].",
    ],
    "doubt": ["The courier [name uncertain] came.", "It is a talk [or: quarrel] of hours.", "[perhaps ten] left."],
    "omission": [
        "He said [passage left out by the compiler] so.", "The end [section redacted by the archive] came.",
        "[One sheet of the notebook is lacking.]", "[(...)]",
    ],
    "description": ["Annex: a table [missing from the file]", "I add a paper [certificate not reproduced] to it."],
    "translator_note": [
        "He came [Tr. note: in the other text he left] at dusk.", "[Translated from the other language by Ostrov]",
        "Men [Ed.: one copy has “women”] came.",
    ],
    "handwritten": ["[across the top in red pencil:]", "[pencilled]", "[note in the margin: keep apart]"],
    "crossed_out": ["No. 8 in two parts [struck through: the second follows]"],
    "variant": ["They met in Temirlik [formerly Tolubay] today.", "Hao Junrui [also: Hao Chung-jui] came."],
    "original_term": ["He asked [me aseguró] for it.", "Some bandages [perevyazochnye materialy] are lacking."],
    "gloss": ["Ostrov [acting minister of roads] came.", "Zadov [interpreter of the embassy] came.",
              "Ostrov [deputy premier] came.", "The posts [headed by Zadov] were asked."],
    "expansion": ["The League of Lamp Keepers [LLK] met."],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in CASES.items() for line in lines])
def test_a_bracket_is_typed_by_its_stem(kind: str, line: str) -> None:
    assert mark(line) == kind


def test_signatures_stand_among_signatures() -> None:
    assert mark("L. A. Ostrov [facsimile]", "signature") == "signature"
    assert mark("Keeper of the post [seal and signature]", "signature") == "signature"


def test_what_happens_while_people_speak() -> None:
    assert mark("OSTROV: [Laughter.] It is so.", "speech") == "description"
    assert mark("ZADOV [interrupts]: And who will pay?", "speech") == "description"


def test_a_letter_is_a_mark_where_a_note_has_it() -> None:
    assert mark("The draft is good.[a] So it is.", "paragraph", ("footnote", "[a] It is lost.")) == "footnote_mark"
    assert mark("We sent [a] man.") == "supplied"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Wei Haoming [Wei Hao-ming] came.", "variant"), ("Call on Sohrbian [Behnam Sohrabian] today.", "gloss"),
        ("Tomás Quiroga [Tomas Quiroga] came.", "variant"), ("Ostrov [Lev Ostrov] came.", "gloss"),
    ],
)  # fmt: skip
def test_the_whole_name_again_or_in_full(line: str, kind: str) -> None:
    assert mark(line) == kind
