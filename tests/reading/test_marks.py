"""Brackets are typed by what editors say in them, by their form, and by what stands around them."""

import json
from pathlib import Path

import pytest

from fonds.model import Record, SlotKind
from fonds.reading import read_file
from fonds.reading._marks import find_marks
from tests.lines import record_of


def marks(record: Record) -> list[tuple[str, str]]:
    """Text and kind of each mark, in order."""
    return [
        (slot.content[mark.start : mark.end], mark.kind) for slot in find_marks(record).slots for mark in slot.marks
    ]


def kind_of(content: str, kind: SlotKind = "paragraph", *more: str) -> str:
    """Kind of the only mark of a line."""
    others = (("paragraph", line) for line in more)
    found = [kind for _, kind in marks(record_of((kind, content), *others))]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("[Handwritten:] Point 8 is elsewhere", "handwritten"),
        ("[handwritten at the top of the page: to Cde. Torbin]", "handwritten"),
        ("[Stamp: Special Section 14]", "stamp"),
        ("[CPSU CC stamp: 20115]", "stamp"),
        ("[Seal: Republic of Talmar]", "description"),
        ("[a second version of the above follows]", "description"),
        ("Attachment: report. [not included]", "description"),
        ("[Note at the foot of the page: one copy]", "description"),
        ("three are SB [Translator's note: possibly bombers] and", "translator_note"),
        ("of the eleventh [illegible] the same", "unreadable"),
        ("[illegible signature]", "unreadable"),
        ("[signature]", "signature"),
        ("the districts [SIC] are informed", "sic"),
        ("Comardes [sic] came", "sic"),
        ("[...]", "omission"),
        ("He left. […] He came", "omission"),
        ("a member of the other [communist?] party", "doubt"),
        ("The old man [possibly a reference to Torbin] nodded", "doubt"),
        ("To Com[rade] Torbin", "supplied"),
        ("the F[oreign] Ministry", "supplied"),
        ("on 3 October 19[4]5 they", "supplied"),
        ("on 12 February [1950] they", "supplied"),
        ("on 22 [November] they", "supplied"),
        ("with passes [and] money", "supplied"),
        ("The answer [is to be] given", "supplied"),
        ("[North] Talmar representatives", "supplied"),
        ("by the Committee [i.e. the service] soon", "gloss"),
        ("in commodity [tovarnyye] coupons were paid to them in the town and by the road", "original_term"),
        ("Hold the NKO [People's Commissariat of Defense] responsible", "expansion"),
        ("work in Tolubay [Tulebai or Toli] goes on", "variant"),
        ("to Aksu [Akesu] and on", "variant"),
        ("we met Bai Shicheng [Pai Shih-ch'eng] there", "variant"),
        ("To GAVRILIN [TORBIN]", "gloss"),
        ("To ZUBOV [POLUBARINOV]", "gloss"),
        ("at Chuguchak [Tacheng; Чугучак; 塔城] and on", "variant"),
        ("Shen Wanqing [沈万清] came", "variant"),
        ("4. He has a task. [The text of this point is kept elsewhere]", "description"),
        ("to the Governor [Hao Zhongrui] that", "gloss"),
        ("In reply to Akhunov's [Mirsaid Akhunov] letter", "gloss"),
        ("the guarantees are vague.[1] He added", "footnote_mark"),
    ],
)
def test_what_a_bracket_does(content: str, kind: str) -> None:
    assert kind_of(content) == kind


def test_doubled_brackets_follow_their_legend() -> None:
    legend: SlotKind = "translator_note"
    record = record_of(
        (legend, "[[Words in double brackets are crossed out in the original]]"),
        ("point", "1. Go [[without delay]].", "1"),
    )
    assert [kind for _, kind in marks(record)] == ["translator_note", "crossed_out"]
    assert kind_of("from [[Politburo]] Minutes") == "supplied"


def test_another_name_of_a_place_and_the_man_behind_a_name() -> None:
    assert kind_of("sent to Ghulja [Yining] today.", "paragraph", "They stay in Ghulja.") == "variant"
    record = record_of(("addressee", "To Cde. Semenchuk"), ("paragraph", "the reply of Semenchuk [Polozov] to him"))
    assert [kind for _, kind in marks(record)] == ["gloss"]


def test_a_name_that_the_record_gives_in_full_is_supplied() -> None:
    assert kind_of("Qiu [Mingde] will lead", "paragraph", "Signed, Qiu Mingde") == "supplied"


def test_a_mark_over_several_lines_has_parts() -> None:
    record = find_marks(
        record_of(("handwritten", "[handwritten:"), ("handwritten", "point 5"), ("handwritten", "of May]"))
    )
    assert [mark.part for slot in record.slots for mark in slot.marks] == ["initial", "medial", "final"]


def test_figures_of_footnotes() -> None:
    record = record_of(
        ("sender", "From: WIERZEWSKI2"), ("paragraph", "It must be said.(3) So."), ("footnote", "[2] The envoy.")
    )
    assert marks(record) == [("2", "footnote_mark"), ("(3)", "footnote_mark"), ("[2]", "footnote_mark")]
    assert marks(record_of(("paragraph", "Six I-16 and T34 came; see (2) below."))) == []


def test_the_frame_has_no_marks() -> None:
    assert marks(record_of(("rights", "write to [email protected]"), ("source", "F. 3, d. [141]"))) == []


def test_every_mark_says_why() -> None:
    record = find_marks(record_of(("paragraph", "to Aksu [Akesu] and [...]")))
    assert all(mark.reason and 0 < mark.certainty <= 1 for slot in record.slots for mark in slot.marks)


def test_the_seed_has_the_marks_of_its_gold(shared: Path) -> None:
    gold = json.loads((shared / "pages" / "001.gold.json").read_text(encoding="utf-8"))
    reading = read_file(shared / "pages" / "001.txt")
    assert marks(reading.record) == [(mark["text"], mark["kind"]) for mark in gold["marks"]]
