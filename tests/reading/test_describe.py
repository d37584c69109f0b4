"""The description is read from the slots alone; absent is told apart from empty."""

import msgspec
import pytest

from fonds.model import Description, Record
from fonds.reading import describe, segment

PAGE = """Skip to content

June 5, 1962

Cable to Embassy

This document was made possible with support from the Ashgrove Foundation

TELEGRAM

Top Secret

The talks were held in the town, and nothing was decided about the road.

The ministry tells the embassy that nothing was decided.

Author(s):

Document Information

Source

RGANI, f. 1, op. 2, d. 3, l. 4. Translated by Cy Dee.

Rights

The archive welcomes the use of its copies in teaching. Write to [email protected] about anything else, please.

Original Uploaded Date

2013-02-20

Type

Cable

Language

Record ID

112233

Ashgrove Foundation
"""


def read(page: str) -> Description:
    return describe(segment(page)[0])


def test_a_whole_frame() -> None:
    description = read(PAGE)
    assert description.title == "Cable to Embassy"
    assert description.date is not None
    assert description.date.edtf == "1962-06-05"
    assert description.funders == ("Ashgrove Foundation",)
    assert description.summary == "The ministry tells the embassy that nothing was decided."
    assert description.document_kind == "telegram"
    assert (description.record_id, description.uploaded, description.type) == ("112233", "2013-02-20", "Cable")
    assert description.marking == "Top Secret"
    assert description.translated_by == ("Cy Dee",)
    assert description.labels_without_value == ("Author(s):", "Language")
    assert description.language is None
    assert [(lost.what, lost.literal) for lost in description.lost] == [("mail address", "[email protected]")]


def test_a_source_line_may_hold_several_citations_and_an_editor() -> None:
    source = "TsKhSD, f. 5, op. 30, d. 12, l. 3; and RGASPI, f. 17, op. 3, d. 9. Edited by Ann Bee."
    record, _ = segment(PAGE)
    slots = tuple(
        msgspec.structs.replace(slot, content=source) if slot.kind == "source" else slot for slot in record.slots
    )
    description = describe(msgspec.structs.replace(record, slots=slots))
    assert description.citation is not None
    assert (description.citation.repository, description.citation.held_by) == ("TsKhSD", "RGANI")
    assert description.citation.others == ("RGASPI, f. 17, op. 3, d. 9",)
    assert [(each.repository, each.fond, each.delo) for each in description.further_citations] == [
        ("RGASPI", "17", "9")
    ]
    assert description.edited_by == ("Ann Bee",)


def test_slots_that_are_kept_elsewhere_are_absent() -> None:
    record, _ = segment(PAGE)
    kept = tuple(slot for slot in record.slots if slot.kind not in ("page_title", "summary", "source"))
    description = describe(msgspec.structs.replace(record, slots=kept))
    assert (description.title, description.summary, description.citation) == (None, None, None)
    assert description.record_id == "112233"


def test_an_empty_record_has_no_description() -> None:
    assert describe(Record()) == Description()


def test_a_value_whose_label_was_lost_is_not_given_to_another() -> None:
    page = PAGE.replace("2013-02-20\n\nType\n\nCable", "Cable")
    description = read(page)
    assert description.uploaded is None
    assert "Original Uploaded Date" in description.labels_without_value


def test_a_rule_of_handling_is_no_class() -> None:
    assert read(PAGE.replace("Top Secret", "SPECIAL FOLDER\n\nSECRET")).marking == "SECRET"


@pytest.mark.parametrize(
    ("literal", "edtf"),
    [
        ("June 22, 1945", "1945-06-22"),
        ("June 1945", "1945-06"),
        ("June 03, 1954", "1954-06-03"),
        ("June 22 - 24, 1945", "1945-06-22/1945-06-24"),
    ],
)
def test_dates_of_the_head(literal: str, edtf: str) -> None:
    description = read(PAGE.replace("June 5, 1962", literal))
    assert description.date is not None
    assert description.date.edtf == edtf


def test_typed_text_is_called_what_it_calls_itself() -> None:
    assert read("INSTRUCTIONS for the Keeper\n\n1. The keeper lives at the hut and does not visit it.\n").title == (
        "INSTRUCTIONS for the Keeper"
    )


def test_typed_text_has_the_date_of_its_first_dated_line() -> None:
    description = read("ROAD OFFICE\n\nNaryn, 20 May 1940\n\n1. The keeper lives at the hut and does not visit it.\n")
    assert description.date is not None
    assert description.date.edtf == "1940-05-20"


def test_a_page_without_a_date_has_none() -> None:
    assert read(PAGE.replace("June 5, 1962\n\n", "").replace("TELEGRAM", "5 June 1962")).date is None


def test_the_kind_is_told_by_lines_where_no_word_tells_it() -> None:
    page = "Dear Comrades!\n\nThe talks were held in the town, and nothing was decided about the road.\n"
    assert read(page).document_kind == "letter"
