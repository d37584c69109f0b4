from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import (
    Citation,
    DatedAct,
    Description,
    Mention,
    Passage,
    Reading,
    Record,
    Slot,
    Source,
    Text,
    day_number,
    from_bytes,
    make_date,
    to_bytes,
)
from fonds.names import shipped
from fonds.reading import read_file
from fonds.search import Document, Named, build_document
from fonds.search.documents import _year_of
from tests import strategies

US = Source(agent="test")


def reading(*slots: Slot, **facts: object) -> Reading:
    record = Record(id="r1", texts=(Text(id="t1", language="ru"),), slots=slots)
    return Reading(record=record, **facts)  # type: ignore[arg-type]  # the facts are named by each test


def test_passages_title_and_summary_are_searched_and_the_rest_of_the_frame_is_not() -> None:
    document = build_document(
        reading(
            Slot(id="a", kind="chrome", content="Skip to content"),
            Slot(id="b", kind="page_title", content="On salt"),
            Passage(id="c", kind="point", content="Соль", text="t1", label="8.1"),
            Slot(id="d", kind="separator", content="***", text="t1"),
            Passage(id="e", kind="summary", content="Salt is sent", label="summary"),
            Passage(id="f", kind="rights", content="All rights", label="rights"),
            Slot(id="g", kind="label_value", content="English"),
            Passage(id="h", kind="paragraph", content="  \n", label="/1"),
            Passage(id="i", kind="signature", content="I. Ivanov", text="t1", label="signature"),
        )
    )
    assert [(each.slot_id, each.label, each.kind, each.language) for each in document.passages] == [
        ("b", "title", "page_title", "en"),
        ("c", "8.1", "point", "ru"),
        ("e", "summary", "summary", "en"),
        ("i", "signature", "signature", "ru"),
    ]


def test_facts_come_from_the_description() -> None:
    document = build_document(
        reading(
            description=Description(
                title="On salt",
                date=make_date("1945-06-22"),
                document_kind="minutes",
                marking="Top secret",
                citation=Citation(literal="RGASPI F. 17", repository="RGASPI", fond="17"),
            )
        )
    )
    day = day_number(1945, 6, 22)
    assert document == Document(
        record_id="r1", title="On salt", date="1945-06-22", earliest=day, latest=day, years=(1945,), kind="minutes",
        repository="RGASPI", fond="17", citation="RGASPI F. 17", marking="Top secret", languages=("ru",),
    )  # fmt: skip


def test_a_renamed_archive_is_found_under_its_name_of_today() -> None:
    cited = Citation(literal="TsKhSD F. 5", repository="TsKhSD", held_by="RGANI")
    document = build_document(reading(description=Description(citation=cited)))
    assert (document.repository, document.held_by) == ("TsKhSD", "RGANI")


def test_without_a_head_date_the_document_s_own_counts() -> None:
    acts = tuple(
        DatedAct(slots=("a",), literal=edtf, said_by=US, date=make_date(edtf), role=role)
        for edtf, role in (("1950", "mentioned"), ("XXXX-06-22", "document"), ("1944-05-01", "sent"))
    )
    assert build_document(reading(statements=acts)).date == "1944-05-01"
    assert build_document(reading(statements=acts[:2])).date is None


@pytest.mark.parametrize(
    ("edtf", "years"),
    [
        ("1945", (1945,)),
        ("1944-12-31/1946-01-01", (1944, 1945, 1946)),
        ("194X", tuple(range(1940, 1950))),
        ("1945/..", ()),
        ("XXXX-06-22", ()),
        ("Y-100000/2000", ()),
        ("-0001", (-1,)),
    ],
)
def test_years(edtf: str, years: tuple[int, ...]) -> None:
    assert build_document(reading(description=Description(date=make_date(edtf)))).years == years


@given(st.integers(-5000, 5000), st.integers(1, 12), st.integers(1, 28))
def test_the_year_of_a_day(year: int, month: int, day: int) -> None:
    assert _year_of(day_number(year, month, day)) == year
    assert _year_of(day_number(year, 1, 1)) == year
    assert _year_of(day_number(year, 12, 31)) == year


def test_names_stand_under_the_form_to_show() -> None:
    known = next(name for name in shipped() if name.kind == "place" and len(name.forms) > 2)
    second = known.forms[1].text
    document = build_document(
        reading(
            mentions=(
                Mention(slot="a", start=0, end=1, literal=second, kind="place", name=known.id),
                Mention(slot="a", start=5, end=6, literal="Nowhere", kind="place"),
                Mention(slot="a", start=7, end=8, literal="Nowhere", kind="place"),
                Mention(slot="a", start=9, end=9, literal="Ivanov", kind="person", name="person/not-shipped"),
            )
        )
    )
    by_shown = {each.shown: each.forms for each in document.places}
    assert set(by_shown) == {known.shown, "Nowhere"}
    assert second in by_shown[known.shown]
    assert document.persons == (Named(shown="Ivanov", forms=("Ivanov",)),)


@given(strategies.readings())
def test_any_reading_makes_a_document(made: Reading) -> None:
    document = build_document(made)
    assert from_bytes(to_bytes(document), Document) == document
    slots = {slot.id: slot.content for slot in made.record.slots}
    assert all(slots[each.slot_id] == each.content for each in document.passages)


def test_the_seed(shared: Path) -> None:
    document = build_document(read_file(next((shared / "seed").iterdir())))
    labels = [each.label for each in document.passages]
    assert {"title", "8.3.b", "distribution", "summary"} <= set(labels)
    assert (document.repository, document.fond, document.years) == ("RGASPI", "17", (1945,))
    assert "Ghulja" in {each.shown for each in document.places}
    assert not any("Skip to content" in each.content or "MacArthur" in each.content for each in document.passages)
