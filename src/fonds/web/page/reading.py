"""How a record was read, as a page: every line with its kind, the rule that named it, its marks and statements.

Below the lines stand dates, amounts and other papers, gathered from all of them.

Not for: saying how it was read (`fonds.reading`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from fonds.model import AnySlot, AnyStatement, Passage, Record
from fonds.reading import (
    DOUBTFUL,
    Account,
    Gathered,
    LineAccount,
    account_of,
    gather_amounts,
    gather_dates,
    gather_papers,
    kind_words,
)
from fonds.release import PublicRecord
from fonds.web.page.labels import show_label
from fonds.web.page.record import NO_TITLE
from fonds.web.page.typeset import KIND_WORDS, Apparatus, typeset

_MOST_DOUBTFUL = 8


@dataclass(frozen=True, slots=True)
class Remark:
    """A mark or a statement of a line.

    Attributes:
        literal: The words of the page, for a mark; else empty.
        words: What it is, in words.
        says: Why it is that (mark), or what it says (statement).
        certainty: How sure, in words.
    """

    literal: str
    words: str
    says: str
    certainty: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line of the source.

    Attributes:
        number: From 1; its anchor is ``_line-<number>``.
        label: Label of the passage; empty when it can not be cited.
        words: What the line is, in words.
        certainty: How sure that is, in words.
        is_doubtful: Whether it is worth a look.
        rule: The rule that named it.
        why: What the rule goes by.
        html: The line, with its marks set as on the page of the record.
        language: BCP 47, empty when not known.
        marks: Its marks.
        statements: What was read from it.
    """

    number: int
    label: str
    words: str
    certainty: str
    is_doubtful: bool
    rule: str
    why: str
    html: SafeString
    language: str
    marks: tuple[Remark, ...]
    statements: tuple[Remark, ...]

    @property
    def shown_label(self) -> str:
        """The label, unless the kind says the same."""
        shown = show_label(self.label)
        return "" if shown == self.words else shown


@dataclass(frozen=True, slots=True)
class Place:
    """A line that says something: its number, and what it is called."""

    number: int
    shown: str


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the page says: a date, an amount, another paper.

    Attributes:
        says: The day, the amount, or what the other paper is.
        means: What the date is the date of, or how the paper stands to the other one; empty for an amount.
        places: Where it is said.
        readings: Possible readings, where there are several.
    """

    says: str
    means: str
    places: tuple[Place, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What the page says to one question.

    Attributes:
        anchor: Value of ``id``.
        title: For people.
        has_meanings: Whether anything in it has a meaning beside it.
        said: In the order of the page.
    """

    anchor: str
    title: str
    has_meanings: bool
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """All that the template shows.

    Attributes:
        id: Record id.
        title: Title of the record, or words for its absence.
        account: Form of capture and the source.
        certainty: How sure the form is, in words.
        read_by: Programs and persons who read it, in order of their names.
        lines: In the order of the page.
        doubtful: The least sure lines, at most a few.
        doubtful_count: How many lines are worth a look.
        threshold: Below which certainty a line is worth a look, in words.
        sections: Dates, amounts and exchanges, other papers; those to which the page says nothing are left out.
    """

    id: str
    title: str
    account: Account
    certainty: str
    read_by: tuple[str, ...]
    lines: tuple[ReadLine, ...]
    doubtful: tuple[ReadLine, ...]
    doubtful_count: int
    threshold: str
    sections: tuple[Section, ...]


def make_reading_page(held: PublicRecord) -> ReadingPage:
    """Lays out how a record was read; nothing on it depends on anything but `held`."""
    reading = held.reading
    account = account_of(reading)
    slots = {slot.id: slot for slot in reading.record.slots}
    lines = tuple(_line(line, slots[line.slot], _languages(reading.record)) for line in account.lines)
    doubtful = account.doubtful
    return ReadingPage(
        id=reading.record.id,
        title=reading.description.title or NO_TITLE,
        account=account,
        certainty=_percent(account.certainty),
        read_by=tuple(sorted({said.said_by for line in account.lines for said in line.statements})),
        lines=lines,
        doubtful=tuple(lines[line.number - 1] for line in doubtful[:_MOST_DOUBTFUL]),
        doubtful_count=len(doubtful),
        threshold=_percent(DOUBTFUL),
        sections=tuple(_sections(reading.statements, account)),
    )


def _sections(statements: Sequence[AnyStatement], account: Account) -> Iterator[Section]:
    places = {
        line.slot: Place(line.number, show_label(line.label) if line.label else kind_words(line.kind))
        for line in reversed(account.lines)
    }
    for anchor, title, found in (
        ("_dates", "Dates", gather_dates(statements)),
        ("_amounts", "Amounts and exchanges", gather_amounts(statements)),
        ("_papers", "Other papers", gather_papers(statements)),
    ):
        if found:
            said = tuple(_said(one, places) for one in found)
            yield Section(anchor, title, any(one.means for one in said), said)


def _said(one: Gathered, places: Mapping[str, Place]) -> Said:
    where = tuple(places[slot] for slot in one.slots if slot in places)
    return Said(one.says, one.means, where, one.readings)


def _languages(record: Record) -> Mapping[str, str]:
    return {text.id: text.language for text in record.texts}


def _line(line: LineAccount, slot: AnySlot, languages: Mapping[str, str]) -> ReadLine:
    html, _ = typeset(slot.content, slot.marks, Apparatus(), lift=False)
    return ReadLine(
        number=line.number,
        label=line.label if isinstance(slot, Passage) else "",
        words=kind_words(line.kind),
        certainty=_percent(line.certainty),
        is_doubtful=line.certainty < DOUBTFUL,
        rule=line.rule,
        why=line.why,
        html=html,
        language=languages.get(slot.text, ""),
        marks=tuple(
            Remark(mark.literal, KIND_WORDS.get(mark.kind, mark.kind), mark.reason, _percent(mark.certainty))
            for mark in line.marks
        ),
        statements=tuple(
            Remark("", kind_words(said.type), said.gist, _percent(said.certainty)) for said in line.statements
        ),
    )


def _percent(certainty: float) -> str:
    return f"{certainty:.0%}"
