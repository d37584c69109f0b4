"""Hypothesis strategies for everything in the model: `from tests.strategies import records`.

Values are whole: marks lie inside their slot, parents and statements point to slots that the record has, labels are
unique, dates have bounds. Text is of mixed scripts, with combining marks, brackets and rare spaces, because that is
what sources hold.

Not for: captured pages as people typed them. Those are in `src/fonds/demo/records` and beside the tests of reading.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from typing import Any, get_args

import msgspec
from hypothesis import strategies as st

from fonds.model import (
    Actor,
    Block,
    Candidate,
    Capture,
    CaptureForm,
    Citation,
    ClockTime,
    Closing,
    Count,
    Date,
    DatedAct,
    DateRole,
    DayHalf,
    Decision,
    Description,
    Dispatch,
    ExtentClass,
    Finding,
    Form,
    FormKind,
    Gap,
    Level,
    LevelKind,
    Lost,
    Mark,
    MarkKind,
    MarkPart,
    Mention,
    Name,
    NameKind,
    PaperNumber,
    Party,
    Passage,
    Quantity,
    Reader,
    Reading,
    RecipientSort,
    Record,
    Relation,
    RelationKind,
    Severity,
    Slot,
    SlotKind,
    Source,
    Sum,
    Task,
    TaskForce,
    Text,
    TextRole,
    Transfer,
    make_date,
    new_record_id,
    new_slot_ids,
    with_ids,
)
from fonds.model.records import FRAME_KINDS
from fonds.release import Position, Split

_WORDS = (
    "Molotov", "Bulganin", "point", "8.3.b", "(special No 46)", "[Qoqek or Tachang]", "[illegible", "36 aircraft",
    "№", "Нарком", "Чугучак", "ё", "Его", "迪化", "塔城", "ئۈرۈمچى", "İstanbul", "Übersee", "naïve",
    "e\u0301", "\u00a0", "\u200b", "«", "»", "…", "—", "𝔸", "22 June 1945", "ll. 145-155",
)  # fmt: skip
_LANGUAGES = ("", "en", "ru", "de", "zh", "ug", "kk")
_SCRIPTS = ("", "Latn", "Cyrl", "Hans", "Arab")
_STORES = ("secret", "names", "medical", "reserve-2")
_CODES = ("pointer-unresolved", "sum-mismatch", "number-gap", "date-conflict", "spelling-varies")

# Sources are decoded before they become text, so lone surrogates do not come up.
_characters = st.characters(exclude_categories=("Cs",))


@functools.cache
def texts(*, min_size: int = 0, max_size: int = 40) -> st.SearchStrategy[str]:
    """Strings of mixed scripts: half of them arbitrary characters, half words of sources."""
    arbitrary = st.text(_characters, min_size=min_size, max_size=max_size)
    words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)
    return st.one_of(arbitrary, words)


@functools.cache
def certainties() -> st.SearchStrategy[float]:
    """0 to 1, with both ends."""
    return st.floats(min_value=0.0, max_value=1.0)


@functools.cache
def literal(of: Any) -> st.SearchStrategy[Any]:
    """One of the values of a `Literal` (or of a union of them)."""
    return st.sampled_from(sorted(_values(of)))


def _values(of: Any) -> set[str]:
    return {value for part in get_args(of) for value in ({part} if isinstance(part, str) else _values(part))}


_reasons = st.sampled_from(("", "brackets after a place", "after the title Cde."))
_few = st.integers(0, 2)


# Dates


@functools.cache
def days() -> st.SearchStrategy[str]:
    """EDTF of whole days."""
    return st.dates().map(datetime.date.isoformat)


@functools.cache
def atoms() -> st.SearchStrategy[str]:
    """EDTF of days, months, years, seasons and dates with unspecified digits, of which some are qualified."""
    years = st.integers(1, 9999).map("{:04}".format)
    months = st.tuples(years, st.integers(1, 12)).map(lambda pair: f"{pair[0]}-{pair[1]:02}")
    seasons = st.tuples(years, st.integers(21, 24)).map(lambda pair: f"{pair[0]}-{pair[1]}")
    decades = years.map(lambda year: year[:3] + "X")
    unknown_year = st.dates().map(lambda day: f"XXXX-{day:%m-%d}")
    unknown_day = months.map(lambda month: month + "-XX")
    plain = st.one_of(days(), months, years, seasons, decades, unknown_year, unknown_day)
    return st.tuples(plain, st.sampled_from(("", "", "", "?", "~", "%"))).map("".join)


@functools.cache
def edtf_values() -> st.SearchStrategy[str]:
    """Atoms, intervals (open ones too) and sets."""
    intervals = st.tuples(st.dates(), st.dates()).map(sorted).map(lambda ends: f"{ends[0]}/{ends[1]}")
    half_open = st.tuples(atoms(), st.sampled_from(("..", ""))).map("/".join)
    open_intervals = atoms().map("../{}".format)
    sets = st.tuples(st.sampled_from(("[]", "{}")), st.lists(atoms(), min_size=1, max_size=3)).map(
        lambda pair: pair[0][0] + ",".join(pair[1]) + pair[0][1]
    )
    return st.one_of(atoms(), intervals, half_open, open_intervals, sets)


@functools.cache
def dates() -> st.SearchStrategy[Date]:
    """Dates with their bounds."""
    return edtf_values().map(make_date)


# Names


@functools.cache
def forms() -> st.SearchStrategy[Form]:
    return st.builds(
        Form,
        text=texts(min_size=1),
        language=st.sampled_from(_LANGUAGES),
        script=st.sampled_from(_SCRIPTS),
        scheme=st.sampled_from(("", "pinyin", "bgn-pcgn")),
        kind=literal(FormKind),
        valid_from=st.none() | days(),
        valid_to=st.none() | days(),
        source=texts(max_size=10),
    )


@functools.cache
def names() -> st.SearchStrategy[Name]:
    return st.builds(
        Name,
        id=st.integers(1, 10**6).map("place/{}".format),
        kind=literal(NameKind),
        forms=_tuples(forms(), min_size=1),
        latitude=st.none() | st.floats(-90, 90),
        longitude=st.none() | st.floats(-180, 180),
        note=texts(max_size=20),
    )


def mentions(slots: st.SearchStrategy[Slot]) -> st.SearchStrategy[Mention]:
    """Mentions that lie inside one of `slots`."""

    return _mention(slots)


@st.composite
def _mention(draw: Callable[..., Any], slots: st.SearchStrategy[Slot]) -> Mention:
    slot = draw(slots)
    start, end = _span(draw, slot.content)
    return Mention(
        slot=slot.id,
        start=start,
        end=end,
        literal=slot.content[start:end],
        kind=draw(literal(NameKind)),
        name=draw(st.sampled_from((None, "person/molotov"))),
        certainty=draw(certainties()),
        reason=draw(_reasons),
    )


# Records


def _span(draw: Callable[..., Any], content: str) -> tuple[int, int]:
    ends = st.integers(0, len(content))
    start, end = sorted((draw(ends), draw(ends)))
    return start, end


@st.composite
def marks(draw: Callable[..., Any], content: str) -> tuple[Mark, ...]:
    """Marks inside `content`, in order of their start."""
    spans = sorted(_span(draw, content) for _ in range(draw(_few)))
    return tuple(
        Mark(
            kind=draw(literal(MarkKind)),
            start=start,
            end=end,
            part=draw(literal(MarkPart)),
            certainty=draw(certainties()),
            reason=draw(_reasons),
        )
        for start, end in spans
    )


@functools.cache
def witnesses() -> st.SearchStrategy[tuple[Text, ...]]:
    """The texts of a record, "t1" and so on."""
    one = st.builds(
        Text,
        id=st.just(""),
        role=literal(TextRole),
        language=st.sampled_from(_LANGUAGES),
        script=st.sampled_from(_SCRIPTS),
        certainty=certainties(),
    )
    return st.lists(one, min_size=1, max_size=3).map(
        lambda found: tuple(msgspec.structs.replace(text, id=f"t{n}") for n, text in enumerate(found, start=1))
    )


@st.composite
def _slots(draw: Callable[..., Any], text_ids: tuple[str, ...], passages: list[Passage], slot_id: str) -> Slot:
    kind = draw(literal(SlotKind))
    content = draw(texts(min_size=1))
    common = {"id": slot_id, "kind": kind, "content": content, "marks": draw(marks(content))}
    if kind in FRAME_KINDS and draw(st.booleans()):
        return Slot(**common)
    number = len(passages) + 1
    parent = draw(st.none() | st.sampled_from(passages)) if passages else None
    path = (*parent.number, str(number)) if parent else (str(number),)
    return Passage(
        **common,
        text=draw(st.sampled_from(text_ids)),
        label=".".join(path),
        number=path,
        parent=parent.id if parent else "",
        aliases=draw(_tuples(st.integers(1, 10**6).map("old-{}".format), max_size=2)),
    )


@st.composite
def records(draw: Callable[..., Any], *, min_slots: int = 1, max_slots: int = 8) -> Record:
    """Records as `fonds.reading` makes them: slots "s1", "s2" ..., no record id."""
    found = draw(witnesses())
    slots: list[Slot] = []
    for n in range(1, draw(st.integers(min_slots, max_slots)) + 1):
        earlier = [slot for slot in slots if isinstance(slot, Passage)]
        slots.append(draw(_slots(tuple(text.id for text in found), earlier, f"s{n}")))
    return Record(texts=found, slots=tuple(slots))


def draws() -> st.SearchStrategy[Callable[[int], int]]:
    """Sources of randomness for ids."""
    return st.randoms(use_true_random=False).map(lambda random: random.randrange)


def kept_records() -> st.SearchStrategy[Record]:
    """Records as an archive holds them, under random ids."""
    return st.tuples(records(), draws()).map(_keep)


def _keep(pair: tuple[Record, Callable[[int], int]]) -> Record:
    record, draw = pair
    return with_ids(record, new_record_id(draw), new_slot_ids(len(record.slots), draw))


# Statements and findings


def _tuples(of: st.SearchStrategy[Any], *, min_size: int = 0, max_size: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(of, min_size=min_size, max_size=max_size).map(tuple)


@functools.cache
def sources() -> st.SearchStrategy[Source]:
    return st.sampled_from((Source(agent="fonds", version="0.1.0"), Source(agent="A. Reader")))


def candidates(slot_ids: st.SearchStrategy[str]) -> st.SearchStrategy[Candidate]:
    return st.builds(
        Candidate, slots=_tuples(slot_ids), why=texts(), literal=texts(max_size=10), value=st.none() | numbers()
    )


@functools.cache
def numbers() -> st.SearchStrategy[int | float]:
    """Numbers as pages print them: whole ones, and with two decimal places."""
    return st.one_of(st.integers(-(10**15), 10**15), st.integers(-(10**9), 10**9).map(lambda n: n / 100))


def statements(slot_ids: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Statements of every kind about those slots."""
    base = {
        "slots": _tuples(slot_ids, min_size=1),
        "literal": texts(),
        "said_by": sources(),
        "certainty": certainties(),
    }
    maybe = st.none() | texts(max_size=10)
    figure = st.tuples(texts(max_size=10), numbers())
    return st.one_of(
        st.builds(
            Dispatch, **base, recipient=texts(min_size=1), office=maybe, sort=st.none() | literal(RecipientSort),
            scope_literal=maybe, reaches=_tuples(slot_ids),
            channel=maybe, copies=st.none() | st.integers(1, 50), copy_number=maybe,
            candidates=_tuples(candidates(slot_ids)),
        ),
        st.builds(
            Task, **base, actor=texts(min_size=1), deed=texts(min_size=1), force=literal(TaskForce),
            persons=_tuples(texts()), through=_tuples(texts()), jointly=_tuples(texts()), due=st.none() | dates(),
            term=maybe,
        ),
        st.builds(
            Quantity, **base, value=numbers(), unit=maybe, start=st.integers(0, 5), end=st.integers(5, 9),
            currency=maybe, is_each=st.booleans(), candidates=_tuples(candidates(slot_ids)),
        ),
        st.builds(Sum, **base, total=figure, parts=_tuples(figure), is_partial=st.booleans()),
        st.builds(
            Transfer, **base, given=texts(), received=maybe, ratio=st.none() | st.floats(0.01, 100),
            stated_ratio=st.none() | st.floats(0.01, 100),
        ),
        st.builds(
            Count, **base, announced=st.tuples(texts(max_size=10), st.integers(1, 50)), listed=st.integers(0, 50),
            what=texts(),
        ),
        st.builds(DatedAct, **base, date=dates(), role=literal(DateRole), alternatives=_tuples(dates()),
            julian=st.sampled_from(("", "1917-02-23"))),
        st.builds(
            ClockTime, **base, hour=st.integers(0, 99), minute=st.integers(0, 99), half=st.none() | literal(DayHalf),
            role=literal(DateRole), date=st.none() | dates(),
        ),
        st.builds(PaperNumber, **base, paper=texts(), number=texts(min_size=1)),
        st.builds(Relation, **base, kind=literal(RelationKind), target=texts(min_size=1)),
    )  # fmt: skip


def findings(slot_ids: st.SearchStrategy[str]) -> st.SearchStrategy[Finding]:
    return st.builds(
        Finding,
        code=st.sampled_from(_CODES),
        slots=_tuples(slot_ids, min_size=1),
        literals=_tuples(texts()),
        message=texts(min_size=1),
        candidates=_tuples(candidates(slot_ids)),
        severity=literal(Severity),
        certainty=certainties(),
    )


# Readings


@functools.cache
def citations() -> st.SearchStrategy[Citation]:
    maybe = st.none() | texts(max_size=10)
    return st.builds(
        Citation,
        literal=texts(min_size=1),
        repository=maybe,
        fond=maybe,
        opis=maybe,
        delo=maybe,
        leaves=st.none() | st.tuples(texts(max_size=5), texts(max_size=5)),
        others=_tuples(texts(max_size=10)),
        held_by=maybe,
        grammar=maybe,
        levels=_tuples(st.builds(Level, kind=literal(LevelKind), value=texts(max_size=10))),
    )


def parties() -> st.SearchStrategy[Party]:
    return st.builds(Party, literal=texts(min_size=1), name=texts(), office=texts())


def descriptions(slot_ids: st.SearchStrategy[str]) -> st.SearchStrategy[Description]:
    maybe = st.none() | texts()
    several = _tuples(texts(min_size=1))
    return st.builds(
        Description,
        title=maybe,
        date=st.none() | dates(),
        document_kind=st.none() | st.sampled_from(("minutes", "telegram", "letter")),
        senders=_tuples(parties()),
        addressees=_tuples(parties()),
        funders=several,
        summary=maybe,
        citation=st.none() | citations(),
        further_citations=_tuples(citations()),
        obtained_by=several,
        translated_by=several,
        edited_by=several,
        record_id=maybe,
        uploaded=st.none() | days(),
        language=maybe,
        marking=maybe,
        rights=maybe,
        labels_without_value=several,
        lost=_tuples(st.builds(Lost, what=texts(), literal=texts(), slot=slot_ids)),
    )


def capture_of(record: Record, form: str = "unknown", encoding: str = "utf-8") -> Capture:
    """A capture that accounts for every slot: the source is the contents, one to a line."""
    blocks, start = [], 0
    for slot in record.slots:
        end = start + len(slot.content)
        blocks.append(Block(start=start, end=end, kind=slot.kind, slot=slot.id, rule="drawn"))
        start = end + 1
    return Capture(form=form, encoding=encoding, size_bytes=start, sha256="0" * 64, blocks=tuple(blocks))


@st.composite
def readings_with_gaps(draw: Callable[..., Any]) -> Reading:
    """Readings of records of which passages are kept elsewhere."""
    reading = draw(readings())
    after = st.sampled_from(["", *(slot.id for slot in reading.record.slots)])
    drawn = draw(_tuples(st.tuples(gaps(), after), max_size=4))
    places = {slot.id: place for place, slot in enumerate(reading.record.slots)}
    told = [msgspec.structs.replace(gap, id=f"gap{n}", after=at) for n, (gap, at) in enumerate(drawn)]
    ordered = tuple(sorted(told, key=lambda gap: places.get(gap.after, -1)))
    return msgspec.structs.replace(reading, record=msgspec.structs.replace(reading.record, gaps=ordered))


@st.composite
def readings(draw: Callable[..., Any]) -> Reading:
    """Whole readings of kept records, with ids; everything derived points into the record."""
    record = draw(kept_records())
    slot_ids = st.sampled_from([slot.id for slot in record.slots])
    return Reading(
        record=record,
        capture=capture_of(record, form=draw(literal(CaptureForm))),
        description=draw(descriptions(slot_ids)),
        statements=draw(_tuples(statements(slot_ids))),
        mentions=draw(_tuples(mentions(st.sampled_from(record.slots)))),
        findings=draw(_tuples(findings(slot_ids))),
    )


# Readers and decisions


def clearances() -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(_STORES))


def readers() -> st.SearchStrategy[Reader]:
    return st.builds(Reader, clearances=clearances())


def actors() -> st.SearchStrategy[Actor]:
    return st.builds(Actor, name=texts(min_size=1, max_size=12), clearances=clearances())


@functools.cache
def gaps() -> st.SearchStrategy[Gap]:
    return st.builds(
        Gap,
        label=st.sampled_from(("8", "8.3.b", "summary")),
        reason=st.integers(1, 20),
        extent=literal(ExtentClass),
        review_year=st.none() | st.integers(1990, 2100),
        id=st.sampled_from(("2x9kd", "7fq3m")),
        after=st.sampled_from(("", "2x9kd")),
    )


def closings() -> st.SearchStrategy[Closing]:
    return st.builds(
        Closing,
        slot=st.sampled_from(("2x9kd", "7fq3m")),
        label=st.sampled_from(("8", "8.3.b", "summary")),
        gap=st.none() | gaps(),
        reason=st.integers(1, 20),
        stand_in=st.sampled_from(("", "9fq3m")),
    )


def splits() -> st.SearchStrategy[Split]:
    position = st.builds(Position, slot=texts(min_size=1, max_size=5), parent=texts(max_size=5))
    return st.builds(Split, outline=_tuples(position), closings=_tuples(closings(), max_size=2))


def decisions() -> st.SearchStrategy[Decision]:
    return st.builds(
        Decision,
        kind=st.sampled_from(("close", "release", "reclose")),
        record_id=draws().map(new_record_id),
        labels=_tuples(st.sampled_from(("8", "8.3.b", "summary")), min_size=1),
        by=_tuples(texts(min_size=1, max_size=12), min_size=1, max_size=2),
        on=days(),
        ground=texts(),
    )
