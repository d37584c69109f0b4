"""Rules for lists of recipients: the line that opens them, and the lines that go on.

Not for: who is meant and what each was sent (`fonds.reading._distribution`).
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.reading._daylines import match_dated_line, names_month
from fonds.reading._lines import SHORT, Line
from fonds.reading.blocks._cues import cue_words, find_start
from fonds.reading.blocks._names import is_capitals, is_name, is_titled, names_office
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._rules_head import TO_PERSON
from fonds.reading.blocks._walk import Found, Walk

_COUNTED = re.compile(r"(?:(?:no\.? ?)?\d{1,2} ?\.? ?[-.]{1,2} ?)(?:to\b|for\b|cde|com)")
_NUMBERED = re.compile(
    r"(?:no\.? ?)?\d{1,2}(?: ?[,-] ?\d{1,2}){0,6}(?: copies| copy| cop\.| экз\.)? ?(?:[-.)]|to|for|:) (?=\S)"
)
_TIMES = re.compile(r"\d{1,2} ?x (?=\S)")
_WITH_SHARE = re.compile(r"[^()]{3,50} \([^()]{1,30}\)[,;.]?")
_SHARE = re.compile(r" ?\([^()]*\)")
_LONGEST_ENTRY = 70
_LONGEST_LEAD = 60
_LONGEST_NOTICE = 240
_FIRST = r"(?:no\.? ?)?1(?: ?[,-] ?\d{1,2}){0,6} ?[-.):]{1,2} ?\S"
_FIRST_COPY = re.compile(_FIRST)


@rule()
def table_of_copies(walk: Walk, line: Line) -> Found | None:
    """A row of a table that says which copy went to whom."""
    low = line.low
    if not line.is_short and not walk.is_distributing:
        return None
    is_copy = low.startswith(("copy no", "экз"))
    if is_copy and (TO_PERSON.search(low) or " to " in low[:30]):
        return "distribution", 0.95
    if is_copy and walk.is_distributing:
        return "distribution", 0.85
    is_counted = _COUNTED.match(low) is not None and _names_somebody(line)
    return ("distribution", 0.85) if is_counted and walk.part != "text" else None


def _names_somebody(line: Line) -> bool:
    """Whether no deed follows the "to" at the head of a row: "1. To the Office" is one, "1. To approve" is none."""
    tokens = line.text.split()[:5]
    at = next((at for at, word in enumerate(tokens) if word.lower() == "to"), len(tokens))
    return not any(word[0].islower() and word != "the" for word in tokens[at + 1 : at + 2])


@rule(longest=SHORT)
def made_in_copies(walk: Walk, line: Line) -> Found | None:
    """How many copies were made, above a list of who got them: with a colon, or with the first of them below it."""
    if ":" not in line.low and not _leads_to_first(walk):
        return None
    fits = walk.part != "text" or len(line.text) < _LONGEST_LEAD
    return ("distribution", 0.8) if fits and _made().match(line.low) else None


def _leads_to_first(walk: Walk) -> bool:
    """Whether the first copy stands in the line below, or at the end of this one, behind all text."""
    following = walk.following
    if following is None or len(following.text) > _LONGEST_ENTRY or walk.part == "head" or walk.text_is_ahead:
        return False
    return _FIRST_COPY.match(following.low) is not None or _NUMBERED.match(following.low) is not None


@cache
def _made() -> re.Pattern[str]:
    """A number of copies, in figures or in words, and perhaps the first of them with its recipient."""
    copies = words.one_of(cue_words("counted", "copies"))
    return re.compile(
        rf"(?:(?:[^\W\d_]+\.? ){{1,5}}(?:\d{{1,3}}|[^\W\d_]+)|\d{{1,3}}) (?:{copies})(?!\w)"
        rf"(?:[^.:]{{0,20}}(?::|\.?$)| ?{_FIRST}.{{1,60}}$)"
    )


@rule("text", "end", longest=69)
def times_recipient(_walk: Walk, line: Line) -> Found | None:
    """How many copies a recipient got: "2x Far East Department"."""
    return ("distribution", 0.85) if _TIMES.match(line.low) else None


@rule()
def distribution_goes_on(walk: Walk, line: Line) -> Found | None:
    """A line of a list of recipients that an earlier line opened."""
    if not walk.is_distributing:
        return None
    low, previous = line.low, walk.pieces[-1].line.low
    if walk.part == "head" and not walk.list_is_open and previous.endswith(".") and ": " in previous:
        return None  # the list was whole in its line
    if low.startswith(("to cde", "to com", "cde", "to the cc", "тов", "тт")) or _COUNTED.match(low):
        return "distribution", 0.95
    if low.startswith("- ") and len(low) < 60:
        return "distribution", 0.9
    if match_dated_line(low) is None and (previous.endswith((":", ",", ";")) or _is_counted(walk, line)):
        return "distribution", 0.85
    lists = len(previous) < 40 and not previous.endswith((".", ")"))
    fits = (lists and is_name(line.text, 2)) or _is_named(walk, line)
    return ("distribution", 0.6) if fits and not is_capitals(line.text) else None


def _is_counted(walk: Walk, line: Line) -> bool:
    """Whether the line goes on with numbers of copies, or shares in brackets, as the line before."""
    if len(line.text) > _LONGEST_ENTRY:
        return False
    before = walk.pieces[-1].line
    if _NUMBERED.match(line.low) or _TIMES.match(line.low):
        is_first = walk.pieces[-1].rule == "made in copies"
        return is_first or bool(_NUMBERED.match(before.low) or _TIMES.match(before.low))
    return bool(_WITH_SHARE.fullmatch(line.text) and _WITH_SHARE.search(before.text))


def _is_named(walk: Walk, line: Line) -> bool:
    """Whether the line is an office or a name in the list below a line with a colon."""
    if not walk.list_is_open or len(line.text) > _LONGEST_ENTRY or match_dated_line(line.low):
        return False
    name = _SHARE.sub("", line.text).rstrip(".;,")
    return find_start(line.low) is None and is_titled(name, 8)


@rule()
def row_of_recipients(walk: Walk, line: Line) -> Found | None:
    """Recipients side by side behind "To:" or "Sent:", at the foot of an order or with what each of them gets."""
    if not line.low.startswith(_BEFORE_ROW):
        return None
    row = line.text.partition(":")[2]
    parts = [_WITHOUT_SHARE.sub("", part).strip(" .") for part in re.split(r"[|;,]", row)]
    recipients = [part for part in parts if part and not part.isdecimal()]
    if len(recipients) < 2 or (walk.part != "end" and not _SAYS_SHARE.search(row)):
        return None
    named = sum(1 for part in recipients if is_titled(part) or names_office(part.lower()))
    return ("distribution", 0.8) if named * 3 >= len(recipients) * 2 else None


_BEFORE_ROW = ("to:", "for:", "sent:")
_WITHOUT_SHARE = re.compile(r" ?\([^()]*\)| [-–—] [\w ]*$")
_SAYS_SHARE = re.compile(r"\((?:\d{1,2}|\d{1,2} cop(?:y|ies))\)| [-–—] (?:everything|all|\d)")


@rule(longest=_LONGEST_NOTICE)
def repeated_to(_walk: Walk, line: Line) -> Found | None:
    """A sentence that says to whom a telegram is addressed, and to whom else it is repeated."""
    fits = line.low.startswith("addressed to ") and " repeated " in line.low
    return ("distribution", 0.85) if fits else None


@rule("head", "end", longest=_LONGEST_ENTRY)
def counted_row(_walk: Walk, line: Line) -> Found | None:
    """Recipients side by side, each with its number of copies, and nothing else: "Centre 3, Legation 1"."""
    if not line.text[-1:].isdecimal():
        return None
    row = line.text.split(", ")
    fits = len(row) > 1 and all(_COUNT_BEHIND.fullmatch(part) for part in row) and not names_month(line.low)
    return ("distribution", 0.75) if fits else None


_COUNT_BEHIND = re.compile(r"[^\W\d_][^\d,]{2,30} \d{1,2}")


FIRST: tuple[Rule, ...] = (
    table_of_copies,
    made_in_copies,
    distribution_goes_on,
    times_recipient,
    row_of_recipients,
    counted_row,
    repeated_to,
)
