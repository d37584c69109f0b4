"""A small archive made by hand: one rich record, one in Russian, one of nothing, and a room that holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from fonds.actions.reasons import shipped_reasons
from fonds.model import (
    Block,
    Candidate,
    Capture,
    Citation,
    Description,
    Dispatch,
    Finding,
    Invalid,
    Lost,
    Mark,
    NotFound,
    Party,
    Passage,
    Reading,
    Record,
    Relation,
    Slot,
    Source,
    Task,
    Text,
    Unavailable,
    make_date,
)
from fonds.model.ids import check_character
from fonds.release import PublicRecord, Summary
from fonds.search.engine import FacetCount, Fragment, Hit, PassageHit, ResultPage

SAID_BY = Source(agent="fonds", version="0")
ADDED = "2026-11-01T08:00:00Z"
CHANGED = "2026-11-22T09:30:00Z"


def record_id(body: str) -> str:
    return body + check_character(body)


RICH, RUSSIAN, BARE, ABSENT = (record_id(body) for body in ("3kf8bq2m7", "5zz0rt4vx", "9bcdfghjk", "7mmmmmmmm"))

STAMP = "[Stamp: Water Office, 9 June 1936]"
POINT_2 = "Charge the Survey [Upper Ili Survey] with four gauges at Tihwa [Urumqi] and the pass [sic]."
POINT_3 = 'Send two pumps [Translator\'s note: the word may also mean "engines"] and [unreadable] barrels.'


def mark(kind: str, content: str, literal: str) -> Mark:
    start = content.index(literal)
    return Mark(kind=kind, start=start, end=start + len(literal))  # type: ignore[arg-type]  # a kind by its name


def passage(slot_id: str, kind: str, content: str, label: str, **more: object) -> Passage:
    fields: dict[str, Any] = {"id": slot_id, "kind": kind, "content": content, "label": label, "text": "t1"}
    return Passage(**fields | more)


def rich_record() -> Record:
    slots = (
        Slot(id="f1", kind="chrome", content="Skip to content"),
        Slot(id="f2", kind="page_date", content="June 6, 1936"),
        Passage(id="f3", kind="page_title", content="Excerpt on the <Water> of the Khorgos", label="title"),
        passage(
            "h1", "handwritten", "[Handwritten:] Keep with the map.", "handwritten",
            marks=(mark("handwritten", "[Handwritten:] Keep", "[Handwritten:]"),),
        ),
        passage("p0", "minutes_head", "MINUTES No. 63", "minutes_head"),
        passage("i1", "item", "11. Concerning the water", "11", number=("11",), aliases=("old-11",)),
        passage("p1", "point", "1. Use the river by days.", "11.1", number=("11", "1"), parent="i1"),
        passage("p1b", "paragraph", "The Commission notes that it froze.", "11.1/2", parent="p1"),
        passage(
            "p2", "point", f"2. {POINT_2}", "11.2", number=("11", "2"), parent="i1",
            marks=(
                mark("expansion", f"2. {POINT_2}", "[Upper Ili Survey]"),
                mark("variant", f"2. {POINT_2}", "[Urumqi]"),
                mark("sic", f"2. {POINT_2}", "[sic]"),
            ),
        ),
        passage("p2a", "subpoint", "a) read them daily;", "11.2.a", number=("11", "2", "a"), parent="p2"),
        passage(
            "p3", "point", f"3. {POINT_3}", "11.3", number=("11", "3"), parent="i1",
            marks=(
                mark("translator_note", f"3. {POINT_3}", '[Translator\'s note: the word may also mean "engines"]'),
                mark("unreadable", f"3. {POINT_3}", "[unreadable]"),
            ),
        ),
        passage("d1", "distribution", "Cde. Lebyazhina - 2; Barmakov - 11 by cipher.", "distribution"),
        passage("w1", "stamp", STAMP, "stamp", marks=(mark("stamp", STAMP, STAMP),)),
        Passage(id="f4", kind="summary", content="The Commission orders gauges.", label="summary"),
        Slot(id="f5", kind="label", content="Author(s):"),
        Slot(id="f6", kind="source", content="GARF, f. 9990, op. 6, d. 44, ll. 102-105. Obtained by A. B."),
    )  # fmt: skip
    return Record(id=RICH, texts=(Text(id="t1", role="translation", language="en", script="Latn"),), slots=slots)


def blocks_of(record: Record) -> tuple[Block, ...]:
    """A block for each slot, named by one rule, the first paragraph without much certainty."""
    return tuple(
        Block(
            start=at, end=at + 1, kind=slot.kind, slot=slot.id, rule="opening words",
            certainty=0.5 if slot.kind == "paragraph" else 0.9,
        )
        for at, slot in enumerate(record.slots)
    )  # fmt: skip


def rich_reading() -> Reading:
    open_pointer = (
        Candidate(slots=("i1",), why="the item is the only number that reaches so far"),
        Candidate(slots=("p1",), why="a figure may be lost", literal="11.1"),
    )
    return Reading(
        record=rich_record(),
        capture=Capture(form="A1", size_bytes=1234, sha256="0" * 64, blocks=blocks_of(rich_record())),
        description=Description(
            title="Excerpt on the <Water> of the Khorgos",
            date=make_date("1936-06-06"),
            document_kind="minutes",
            senders=(Party(literal="the Survey at Ghulja", office="Survey at Ghulja"),),
            addressees=(Party(literal="Cde. Barmakov", name="Barmakov"),),
            funders=("the Black Poles Fund",),
            summary="The Commission orders gauges.",
            citation=Citation(
                literal="GARF, f. 9990, op. 6, d. 44, ll. 102-105",
                repository="GARF", fond="9990", opis="6", delo="44", leaves=("102", "105"),
            ),
            obtained_by=("Ansel Brightwater",),
            translated_by=("Petra Hollin",),
            labels_without_value=("Author(s):",),
            lost=(Lost(what="mail address", literal="[email protected]", slot="f6"),),
        ),
        statements=(
            Dispatch(
                slots=("d1",), literal="Lebyazhina - 2", said_by=SAID_BY, recipient="Lebyazhina", scope_literal="2",
                reaches=("p2",),
            ),
            Dispatch(
                slots=("d1",), literal="Barmakov - 11 by cipher", said_by=SAID_BY, recipient="Barmakov",
                scope_literal="11", channel="cipher", candidates=open_pointer,
            ),
            Task(
                slots=("p2",), literal=POINT_2, said_by=SAID_BY, actor="the Survey", persons=("Lebyazhina",),
                deed="four gauges at Tihwa", due=make_date("1936-07"),
            ),
            Relation(
                slots=("h1",), literal="Keep with the map", said_by=SAID_BY, kind="kept-elsewhere", target="map"
            ),
        ),
        findings=(
            Finding(
                code="pointer-unresolved", slots=("d1", "p3"), literals=("11",), severity="conflict",
                message="“Barmakov - 11” points to no point.", candidates=open_pointer,
            ),
            Finding(
                code="tasked-not-told", slots=("p2",), literals=("the Survey",), message="The Survey is not told."
            ),
            Finding(
                code="date-conflict", slots=("f2",), literals=("June 6",), message="Two dates.", severity="note"
            ),
        ),
    )  # fmt: skip


def russian_reading() -> Reading:
    slots = (
        Passage(id="s1", kind="page_title", content="О воде", label="title", text="t1"),
        Passage(id="s2", kind="paragraph", content="Текст решения о Чугучаке [塔城].", label="/1", text="t1"),
    )
    texts = (Text(id="t1", role="original", language="ru", script="Cyrl"),)
    return Reading(record=Record(id=RUSSIAN, texts=texts, slots=slots), description=Description(title="О воде"))


def bare_reading() -> Reading:
    return Reading(record=Record(id=BARE))


READINGS = {reading.record.id: reading for reading in (rich_reading(), russian_reading(), bare_reading())}


class SampleRoom:
    """A room that holds readings in memory and finds words by looking."""

    def __init__(self, readings: Mapping[str, Reading] = READINGS, title: str = "Archive of the Rivers") -> None:
        self.readings = dict(sorted(readings.items()))
        self.title = title
        self.address = ""
        self.reasons = shipped_reasons()
        self.is_well = True

    def entered(self) -> AbstractContextManager[SampleRoom]:
        return nullcontext(self)

    def record(self, record_id: str) -> PublicRecord:
        if record_id not in self.readings:
            raise NotFound("there is no such record", code="record", ref=record_id)
        return PublicRecord(reading=self.readings[record_id], version=2, added=ADDED, changed=CHANGED)

    def search(self, query: str, *, page: int = 1, filters: Mapping[str, Sequence[str]] | None = None) -> ResultPage:
        if "(" in query:
            raise Invalid("a bracket is never closed", code="query", position=query.index("("), hint="Close it.")
        hits = tuple(self._hit(reading, query) for reading in self.readings.values() if query in _words(reading))
        shown = () if page > 1 else hits
        return ResultPage(query=query, total=len(hits), page=page, per_page=10, hits=shown, facets=self.facets())

    def facets(self) -> dict[str, tuple[FacetCount, ...]]:
        return {
            "year": (FacetCount(value="1945", count=2), FacetCount(value="1936", count=1)),
            "kind": (FacetCount(value="minutes", count=1),),
            "place": (),
        }

    def recent(self, limit: int) -> tuple[Summary, ...]:
        return self.summaries(limit=limit)

    def summaries(self, *, after: str = "", limit: int = 100) -> tuple[Summary, ...]:
        return tuple(_summary(reading) for key, reading in self.readings.items() if key > after)[:limit]

    def count(self) -> int:
        return len(self.readings)

    def ids(self) -> Iterator[str]:
        return iter(self.readings)

    def check_health(self) -> None:
        if not self.is_well:
            raise Unavailable("the index is broken", code="index-broken", ref="index")

    def _hit(self, reading: Reading, query: str) -> Hit:
        summary = _summary(reading)
        passages = tuple(
            PassageHit(
                slot_id=found.id, label=found.label, kind=found.kind, fragments=_fragments(found.content, query)
            )
            for found in reading.record.passages()
            if query and query in found.content
        )
        return Hit(
            record_id=summary.id, title=summary.title, date=summary.date, kind=summary.kind,
            citation=summary.citation, passages=passages[:3],
        )  # fmt: skip


def _words(reading: Reading) -> str:
    return "\n".join(slot.content for slot in reading.record.slots)


def _fragments(content: str, query: str) -> tuple[Fragment, ...]:
    before, _, behind = content.partition(query)
    return (Fragment(text=before), Fragment(text=query, is_match=True), Fragment(text=behind))


def _summary(reading: Reading) -> Summary:
    described = reading.description
    return Summary(
        id=reading.record.id,
        title=described.title,
        date=described.date.edtf if described.date else None,
        kind=described.document_kind,
        citation=described.citation.literal if described.citation else None,
        version=2,
        changed=CHANGED,
        findings=len(reading.findings),
    )
