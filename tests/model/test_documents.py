"""Several documents on a page are found by their heads and feet, from the slots at hand."""

from hypothesis import given

from fonds.model import FRAME_KINDS, Record, find_documents
from tests.lines import record_of
from tests.strategies import records


def test_a_letter_and_what_it_forwards() -> None:
    record = record_of(
        ("page_title", "Letters"), ("addressee", "To A"), ("paragraph", "x"), ("signature", "B"),
        ("dateline", "5 May"), ("separator", "* * *"), ("document_kind", "APPEAL"),
        ("paragraph", "y"), ("signature", "C"), ("summary", "s"),
    )  # fmt: skip
    first, second = find_documents(record)
    assert [slot.content for slot in first] == ["To A", "x", "B", "5 May"]
    assert [slot.content for slot in second] == ["* * *", "APPEAL", "y", "C"]


def test_one_document_is_one() -> None:
    record = record_of(("addressee", "To A"), ("paragraph", "x"), ("signature", "B"), ("distribution", "To: A, C"))
    assert len(find_documents(record)) == 1


def test_a_head_without_text_begins_none() -> None:
    record = record_of(("paragraph", "x"), ("signature", "B"), ("addressee", "To A"), ("stamp", "[Stamp]"))
    assert len(find_documents(record)) == 1


def test_a_page_that_is_all_frame_holds_none() -> None:
    assert find_documents(record_of(("page_title", "x"))) == ()


@given(records())
def test_documents_hold_every_line_but_the_frame_in_order(record: Record) -> None:
    held = [slot for slots in find_documents(record) for slot in slots]
    assert held == [slot for slot in record.slots if slot.kind not in FRAME_KINDS]
    assert all(find_documents(record))
