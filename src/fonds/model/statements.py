"""Statements: claims read from passages, always with their passages and with who says so.

Slots are named by id; labels are for people and are looked up in the record when shown.
"""

from __future__ import annotations

from typing import Literal

from fonds.model.base import Value
from fonds.model.dates import Date, DateRole


class Source(Value, frozen=True, kw_only=True):
    """Who says so: a program in a version, or a person.

    Attributes:
        agent: Name of the program ("fonds") or the person.
        version: Version of the program; empty for a person.
    """

    agent: str
    version: str = ""


class Candidate(Value, frozen=True, kw_only=True):
    """One possible reading of something that does not resolve.

    Attributes:
        slots: Ids of the passages it would mean.
        why: The reason, for people.
        literal: The words it would read, if others than the source has.
        value: The number it would give, when a number is what does not resolve.
    """

    slots: tuple[str, ...] = ()
    why: str = ""
    literal: str = ""
    value: int | float | None = None


class Statement(Value, frozen=True, kw_only=True, tag_field="type"):
    """What all statements have.

    Attributes:
        slots: Ids of the slots in which it is said, at least one.
        literal: The words that say it.
        said_by: Who read it so.
        certainty: 0 to 1.
    """

    slots: tuple[str, ...]
    literal: str
    said_by: Source
    certainty: float = 1.0


RecipientSort = Literal["person", "office", "body", "file"]


class Dispatch(Statement, frozen=True, kw_only=True, tag="dispatch"):
    """Somebody was sent passages.

    Attributes:
        recipient: As printed, without "Cde."; of an office with its holder in brackets, the holder.
        office: The office or body of such a holder, as printed, or None.
        sort: What the recipient is, or None where the words do not tell.
        scope_literal: "everything", a number as printed, or None.
        reaches: Ids of the passages that the scope resolves to; empty when it resolves to none.
        channel: "cipher", "courier", "telephone", "teletype", "special post" ..., or None.
        copies: Number of copies, when printed.
        copy_number: Which copy, as printed.
        candidates: Readings of a scope that does not resolve; nothing is decided between them.
    """

    recipient: str
    office: str | None = None
    sort: RecipientSort | None = None
    scope_literal: str | None = None
    reaches: tuple[str, ...] = ()
    channel: str | None = None
    copies: int | None = None
    copy_number: str | None = None
    candidates: tuple[Candidate, ...] = ()


TaskForce = Literal["charge", "instruct", "recommend", "ask", "permit", "forbid"]


class Task(Statement, frozen=True, kw_only=True, tag="task"):
    """Somebody is to do something.

    Attributes:
        actor: Who, as printed.
        persons: Persons named as answering for the actor ("NKO (Cde. Bulganin)": "Bulganin").
        deed: What, in the words of the passage.
        force: How strongly it is said.
        through: Through whom, as printed.
        jointly: In coordination with whom, as printed.
        due: By when, or None.
        term: Within what time, as printed, where that is no date ("within ten days").
    """

    actor: str
    deed: str
    force: TaskForce = "charge"
    persons: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    jointly: tuple[str, ...] = ()
    due: Date | None = None
    term: str | None = None


class Quantity(Statement, frozen=True, kw_only=True, tag="quantity"):
    """A number with its unit.

    Attributes:
        value: The number; an integer where it is one.
        unit: As printed; None when the page leaves it out.
        start: First code point of the literal in the first slot.
        end: Code point behind it.
        currency: Name of the currency in the vocabulary ("ruble"), when it is a sum of money.
        is_each: Whether it is said of each of several.
        candidates: Readings of words that can count in two ways ("one specialist in finance and trade": one, or one
            in each); nothing is decided between them, and `value` is what is printed.
    """

    value: int | float
    unit: str | None = None
    start: int = 0
    end: int = 0
    currency: str | None = None
    is_each: bool = False
    candidates: tuple[Candidate, ...] = ()


class Sum(Statement, frozen=True, kw_only=True, tag="sum"):
    """Parts are said to make a total ("nine aircraft, of which three are SB and six are I-16").

    Attributes:
        total: The literal and number of the total.
        parts: Those of the parts, in order.
        is_partial: Whether they are parts among others ("including"), which need not make the total.
    """

    total: tuple[str, int | float]
    parts: tuple[tuple[str, int | float], ...]
    is_partial: bool = False


class Transfer(Statement, frozen=True, kw_only=True, tag="transfer"):
    """Something is given, or exchanged for something.

    Attributes:
        given: The quantity given, as printed.
        received: The quantity received for it, as printed; None for a gift.
        ratio: Given for each one received, as the two quantities make it, or None.
        stated_ratio: The same as the words say it ("at the rate of four to one"), or None.
    """

    given: str
    received: str | None = None
    ratio: float | None = None
    stated_ratio: float | None = None


class DatedAct(Statement, frozen=True, kw_only=True, tag="dated-act"):
    """A date, and what happened on it.

    Attributes:
        date: The date.
        role: What the date is the date of.
        alternatives: Other readings of the same words (order of day and month, year from the context).
        julian: The day in the old style, as the source counts it ("1917-02-23"); empty where it counts in the new.
            `date` is Gregorian in either case, because EDTF knows no other calendar.
    """

    date: Date
    role: DateRole
    alternatives: tuple[Date, ...] = ()
    julian: str = ""


DayHalf = Literal["am", "pm"]


class ClockTime(Statement, frozen=True, kw_only=True, tag="clock-time"):
    """An hour of the day, as printed, and what happened at it.

    Attributes:
        hour: The figure before the separator, whatever a clock can show.
        minute: The figure behind it; 0 when the hour stands alone.
        half: "am" or "pm" when the words say so, else None.
        role: What it is the hour of.
        date: The day that the line gives beside it, or None.
    """

    hour: int
    minute: int
    role: DateRole
    half: DayHalf | None = None
    date: Date | None = None

    @property
    def since_midnight(self) -> int | None:
        """Minutes since midnight, up to 1440; None when no clock shows this. "13:30 p.m." is taken for 13:30."""
        if self.hour > 24 or self.minute > 59 or (self.hour == 24 and self.minute):
            return None
        hour = self.hour % 12 if self.half and self.hour <= 12 else self.hour
        return (hour + 12 * (self.half == "pm" and self.hour <= 12)) * 60 + self.minute


class Count(Statement, frozen=True, kw_only=True, tag="count"):
    """So many parts are announced, and so many are listed behind ("11 copies: A - 2, B - 1").

    Attributes:
        announced: The literal and number of the announcement.
        listed: How many parts the list makes.
        what: What is counted, as printed ("copies").
    """

    announced: tuple[str, int]
    listed: int
    what: str


class PaperNumber(Statement, frozen=True, kw_only=True, tag="paper-number"):
    """The number that the paper itself bears, or that its description gives it.

    Attributes:
        paper: Kind of paper that the words before it name ("minutes", "telegram"); empty when none is named.
        number: As printed, without the sign before it ("61", "18-G-1951").
    """

    paper: str
    number: str


RelationKind = Literal["kept-elsewhere", "refers-to", "adds-to", "changes", "replies-to"]


class Relation(Statement, frozen=True, kw_only=True, tag="relation"):
    """The record points to another record, or to a part of itself that is not here.

    Attributes:
        kind: "kept-elsewhere" for "Point 8 is in a classified repository".
        target: What it points to, as printed ("Point 8").
    """

    kind: RelationKind
    target: str


AnyStatement = Dispatch | Task | Quantity | Sum | Count | Transfer | DatedAct | ClockTime | PaperNumber | Relation
