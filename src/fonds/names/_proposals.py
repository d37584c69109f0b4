"""New forms, proposed: after a title of a person, and in brackets beside a known place.

A proposal names no authority. It overrules a known name only where a title says that a person is meant.

Not for: deciding. A person accepts a proposal, or does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from fonds import words
from fonds.model import AnySlot, Mark, Mention

_WORD = r"(?:[A-Z][a-z]{0,2}['\u2019])?[^\W\d_](?:[^\W\d_]|\[[^\W\d_]{1,3}\]|['\u2019\u02b9-](?=[^\W\d_])){1,30}"
_INITIALS = r"(?:[^\W\d_]{1,2}\.[ \u00a0]?){0,3}"
_NAME = re.compile(rf"{_INITIALS}{_WORD}(?:[ \u00a0]{_WORD}){{0,2}}")
_PARTS = ("many", "one", "ranks")
"""Of the table of titles: before a list of persons, before one, and ranks."""

_TOKEN = re.compile(r"\S+")
_BRACKETS = frozenset("[]()")
_ALTERNATIVES = re.compile(r"\s*(?:;|,|\bor\b|\bили\b|\balso\b|/)\s*")


def with_proposals(slot: AnySlot, known: list[Mention]) -> list[Mention]:
    """Adds proposals to the known names of a slot, in the order of the page."""
    persons = [] if _words_of_titles().isdisjoint(words.words_of(slot.content)) else list(_after_titles(slot))
    if not persons and not slot.marks:
        return known
    kept = _without_overruled(known, persons) if persons else known
    new = _apart_from(persons, kept)
    new += _apart_from(_beside_places(slot, kept), sorted(kept + new, key=_order)) if slot.marks else []
    return sorted(kept + new, key=_order) if new else kept


def _without_overruled(known: list[Mention], persons: list[Mention]) -> list[Mention]:
    """A title makes a person of what is otherwise known as a place or a body."""
    others = _apart_from((mention for mention in known if mention.kind != "person"), persons)
    return sorted([*others, *(mention for mention in known if mention.kind == "person")], key=_order)


def _order(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.name or ""


def _apart_from(some: Iterable[Mention], others: list[Mention]) -> list[Mention]:
    """Those of some mentions that overlap none of the others, which are in order and do not overlap."""
    starts = [other.start for other in others]
    found = []
    for mention in some:
        place = bisect_left(starts, mention.end)
        if place == 0 or others[place - 1].end <= mention.start:
            found.append(mention)
    return found


def _after_titles(slot: AnySlot) -> Iterator[Mention]:
    content = slot.content
    for title in _titled().finditer(f" {content}"):
        position = _skip_spaces(content, title.end() - 1)
        is_list, is_rank = title.lastgroup == "many", title.lastgroup == "ranks"
        for start, end in _names_from(content, position, is_list=is_list):
            yield Mention(
                slot=slot.id, start=start, end=end, literal=content[start:end], kind="person",
                certainty=0.7 if is_rank else 0.9, reason="after a rank" if is_rank else "after a title",
            )  # fmt: skip


def _skip_spaces(content: str, position: int) -> int:
    while content[position : position + 1] in (" ", "\u00a0"):
        position += 1
    return position


def _names_from(content: str, position: int, *, is_list: bool) -> Iterator[tuple[int, int]]:
    """Spans of the name at a position, and of those that follow it in a list."""
    while True:
        span = _name_at(content, position)
        if span is None:
            return
        yield span
        joint = _joint().match(content, span[1]) if is_list else None
        if joint is None:
            return
        position = joint.end()


def _name_at(content: str, position: int) -> tuple[int, int] | None:
    match = _NAME.match(content, position)
    if match is None:
        return None
    end = position
    for word in _TOKEN.finditer(match.group()):
        if not word.group()[0].isupper() or word.group() in _not_names() or _titles().match(word.group()):
            break
        end = position + word.end()
    literal = content[position:end]
    return (position, end) if end > position and not literal.endswith(".") else None


def _beside_places(slot: AnySlot, known: list[Mention]) -> Iterator[Mention]:
    places = [mention for mention in known if mention.kind == "place"]
    ends = [place.end for place in places]
    for mark in slot.marks:
        index = bisect_right(ends, mark.start) - 1
        if mark.kind == "variant" and index >= 0 and not slot.content[ends[index] : mark.start].strip(" \u00a0"):
            yield from _alternatives(slot, mark, places[index])


def _alternatives(slot: AnySlot, mark: Mark, place: Mention) -> Iterator[Mention]:
    inside = slot.content[mark.start : mark.end]
    if not _is_closed(inside):
        return  # where the brackets should end is not known: what follows may be the person behind the place
    start, end = mark.start + inside.startswith(("[", "(")), mark.end - inside.endswith(("]", ")"))
    while start < end:
        joint = _ALTERNATIVES.search(slot.content, start, end)
        stop = joint.start() if joint else end
        literal = slot.content[start:stop]
        if _is_a_form(literal):
            yield Mention(
                slot=slot.id, start=start, end=stop, literal=literal, kind="place", certainty=0.6,
                reason=f"in brackets beside {place.name}",
            )  # fmt: skip
        start = joint.end() if joint else end


def _is_a_form(literal: str) -> bool:
    begins = literal[:1].isalpha() and not literal[0].islower()
    return begins and not literal[-1].isspace() and _BRACKETS.isdisjoint(literal)


def _is_closed(inside: str) -> bool:
    """Whether brackets, which stand at the beginning, are all closed, whatever other brackets they hold."""
    return all(inside.count(opening) <= inside.count(closing) for opening, closing in ("[]", "()"))


@cache
def _words_of_titles() -> frozenset[str]:
    """Words without which no title stands in a line: a quick look."""
    return words.telling_words(
        word for table in words.tables("person_titles") for part in _PARTS for word in table[part]
    )


@cache
def _titled() -> re.Pattern[str]:
    """A title behind the sign or blank before it."""
    return re.compile(rf"\W{_title()}")


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(_title())


@cache
def _title() -> str:
    groups = []
    for part in _PARTS:
        groups.append(f"(?P<{part}>{words.one_of(words.listed('person_titles', part))})")
    return rf"(?:{'|'.join(groups)})(?!\w)"


@cache
def _joint() -> re.Pattern[str]:
    conjunctions = "|".join(re.escape(word) for table in words.tables("person_titles") for word in table["and"])
    return re.compile(rf",?[ \u00a0](?:{conjunctions})[ \u00a0]|,[ \u00a0](?!(?:{conjunctions})[ \u00a0])")


@cache
def _not_names() -> frozenset[str]:
    return frozenset(word for table in words.tables("person_titles") for word in table["not_names"])
