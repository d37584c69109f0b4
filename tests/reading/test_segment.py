"""Blocks reproduce the source, whatever it holds; labels are unique; what no rule knows is a paragraph."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import Passage
from fonds.reading import segment
from tests.captures import check_blocks, check_labels

_WORDS = st.sampled_from(
    [
        "Skip to content", "June 22, 1945", "22 June 1945", "Document Information", "Source", "Record ID",
        "Author(s):", "Top Secret", "[Stamp:", "]", "[handwritten: note", "[...]", "8. Concerning Xinjiang",
        "1. Send lorries;", "a) one;", "(1) two", "I. On Papers", "First, we", "- item", "Excerpts sent to:",
        "Cdes. Molotov and Beria - everything", "|",
        "This document was made possible with support from X Foundation", "Citation: “A,” May 1, 1950, B",
        "Search in",
        '"A letter with a long title and a site," May 1, 1950, Site, RGASPI, F. 1, Op. 2, D. 3, L. 4.',
        "English HTML", "to Cde. X", "Dear Comrade!", "Torbin", "Present:", "Cde. X—It is so.", "[1] Note.",
        "----", "19 мая 1954 г.", "外交部", "1.", "1. 1. 1.", "(", "Nº", "№ 5", "Copy Nº 3", "\xa0", "\ufeff",
        "İ", "ǅ", "𝟙. x", "²)", "٣. x", "ⅷ.", "Summary: text",
        "The Politburo reports that the talks on trade in the city broke down.", "of the", "A: b", "A: b ",
    ]
)  # fmt: skip
_LINES = st.lists(st.one_of(_WORDS, st.text(max_size=120)), max_size=30)
_BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\n\u00a0\n", "\u2028", "\x0b", " \n  "])
SOURCES = st.builds(lambda lines, line_break: line_break.join(lines), _LINES, _BREAKS)


@given(SOURCES)
def test_blocks_reproduce_the_source(source: str) -> None:
    record, capture = segment(source)
    if capture.form == "html":
        return
    check_blocks(source, record, capture)
    check_labels(record)


@given(st.text())
def test_any_text_can_be_segmented(source: str) -> None:
    record, capture = segment(source)
    if capture.form != "html":
        check_blocks(source, record, capture)


@given(st.data())
def test_damaged_pages_can_be_segmented(data: st.DataObject) -> None:
    page = (Path(__file__).parents[2] / "src/fonds/demo/records/minutes-caravan-road.txt").read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, min(len(page), start + 400)))
    source = page[:start] + data.draw(st.text(max_size=30)) + page[end:]
    record, capture = segment(source)
    check_blocks(source, record, capture)
    check_labels(record)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Top Secret", "marking"),
        ("СОВЕРШЕННО СЕКРЕТНО", "marking"),
        ("Streng geheim!", "marking"),
        ("Extremely urgent.", "priority"),
        ("MINUTES No. 17", "minutes_head"),
        ("TELEGRAM Nº 59976", "document_kind"),
        ("Received in Moscow on 11/15/49 at 4:18 a.m.", "routing"),
        ("To Cde. A. B. SMIRNOV", "addressee"),
        ("[Stamp: Chancery. Received 26 August 1950]", "stamp"),
        ("[handwritten: to the file]", "handwritten"),
        ("Present: Cdes. A, B, C", "attendance"),
        ("Excerpts have been sent: to Cdes. A and B.", "distribution"),
        ("Subject: the road to the north", "subject"),
        ("RGANI, f. 18. op. 161, d. 5, l. 127-128.", "shelfmark"),
        ("[...]", "omission"),
        ("RESOLVED:", "formula"),
        ("Nº 25-S-161", "reference"),
        ("22 June 1945", "dateline"),
        ("Dear Comrades!", "salutation"),
        ("[1] That is the consul.", "footnote"),
        ("Copy No. 3", "copies"),
    ],
)
def test_a_line_is_named_by_its_words(line: str, kind: str) -> None:
    following = "The talks were held in the town, and nothing was decided about the road to the north."
    record, _ = segment(f"{line}\n\n{following}\n")
    assert [slot.kind for slot in record.slots] == [kind, "paragraph"]


def test_a_name_is_read_by_its_place() -> None:
    text = "Deliver this at once, and report to me what he says about it when you have seen him."
    before, _ = segment(f"URGENT\n\nTorbin\n\n{text}\n")
    behind, _ = segment(f"URGENT\n\n{text}\n\nTorbin\n")
    assert [slot.kind for slot in before.slots] == ["priority", "addressee", "paragraph"]
    assert [slot.kind for slot in behind.slots] == ["priority", "paragraph", "signature"]


def test_a_note_runs_on_until_its_bracket_closes() -> None:
    record, _ = segment(
        "[handwritten at the top:\nfrom Minutes No. 9\nPoint 4 is in the archive]\nof 5 May 1936\n"
        "The request is granted, and the money is to be found in the reserve of the committee.\n"
    )
    assert [slot.kind for slot in record.slots][:3] == ["handwritten"] * 3
    assert record.slots[3].kind != "handwritten"


def test_lines_broken_at_the_margin_are_one_passage() -> None:
    record, capture = segment(
        "1. The lamp is lit at dusk and whenever the pole by the well\n   cannot be seen from the door.\n"
        "2. Whoever knocks is let in.\n"
    )
    assert [passage.label for passage in record.passages()] == ["1", "2"]
    assert capture.form == "plain"


def test_two_languages_are_two_texts() -> None:
    record, _ = segment(
        "Наши товарищи готовы выехать немедленно, просим сообщить решение.\n\n"
        "Our comrades are ready to leave at once, and we ask for your decision.\n"
    )
    assert [(text.language, text.script, text.role) for text in record.texts] == [
        ("en", "Latn", "translation"),
        ("ru", "Cyrl", "transcription"),
    ]
    assert [slot.text for slot in record.slots] == ["t2", "t1"]


def test_the_frame_belongs_to_no_text() -> None:
    record, _ = segment("Skip to content\n\nMay 5, 1950\n\nLetter from A to B\n\nThe weather is still good here.\n")
    assert [(slot.kind, slot.text, isinstance(slot, Passage)) for slot in record.slots] == [
        ("chrome", "", False),
        ("page_date", "", False),
        ("page_title", "", True),
        ("paragraph", "t1", True),
    ]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_source_that_is_a_table_is_rows(sign: str) -> None:
    rows = [("Post", "Lamps", "Oil"), ("North", "3", "12"), ("1. South", "4", "9")]
    record, _ = segment("\n".join(sign.join(row) for row in rows))
    assert [slot.kind for slot in record.slots] == ["table"] * 3


@pytest.mark.parametrize(
    "text",
    ["To Velten, the keeper\nof the lamps, North\nSir, the oil is out.", "North,3\nSouth,4,9\nEast,1", "North,3"],
)
def test_lines_with_commas_are_no_table(text: str) -> None:
    record, _ = segment(text)
    assert "table" not in {slot.kind for slot in record.slots}


def test_strokes_that_part_lines_alike_make_rows() -> None:
    record, _ = segment(
        "Report\n\nThe stores were counted in May.\n\nPost | Lamps\nNorth | 3\nSouth | 4\n\nNobody a|b objected."
    )
    assert [slot.kind for slot in record.slots][-4:] == ["table", "table", "table", "paragraph"]
