"""New forms, proposed: after a title of a person, and in brackets beside a known place.

A proposal names no authority. It overrules a known name only where a title says that a person is meant.

Not for: deciding. A person accepts a proposal, or does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fonds import words
from fonds.model import AnySlot, Mark, Mention

_WORD = r"(?:[A-Z][a-z]{0,2}['\u2019])?[^\W\d_](?:[^\W\d_]|\[[^\W\d_]{1,3}\]|['\u2019\u02b9-](?=[^\W\d_])){1,30}"
_INITIALS = r"(?:[^\W\d_]{1,2}\.[ \u00a0]?){0,3}"
_NAME = re.compile(rf"{_INITIALS}{_WORD}(?:[ \u00a0]{_WORD}){{0,2}}")
_ALTERNATIVES = re.compile(r"\s*(?:;|,|\bor\b|\bили\b|\balso\b|/)\s*")


def with_proposals(slot: AnySlot, known: list[Mention]) -> list[Mention]:
    """Adds proposals to the known names of a slot, in the order of the page."""
    persons = list(_after_titles(slot))
    kept = [mention for mention in known if not any(_overrules(person, mention) for person in persons)]
    new = [person for person in persons if not any(_overlap(person, mention) for mention in kept)]
    new += [place for place in _beside_places(slot, kept) if not any(_overlap(place, other) for other in kept + new)]
    return sorted(kept + new, key=lambda mention: (mention.start, mention.end)) if new else kept


def _after_titles(slot: AnySlot) -> Iterator[Mention]:
    content = slot.content
    for title in _titles().finditer(content):
        position = _skip_spaces(content, title.end())
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
    for word in re.finditer(r"\S+", match.group()):
        if not word.group()[0].isupper() or word.group() in _not_names() or _titles().match(word.group()):
            break
        end = position + word.end()
    literal = content[position:end]
    return (position, end) if end > position and not literal.endswith(".") else None


def _beside_places(slot: AnySlot, known: list[Mention]) -> Iterator[Mention]:
    places = [mention for mention in known if mention.kind == "place"]
    for mark in slot.marks:
        if mark.kind == "variant":
            place = next((place for place in places if slot.content[place.end : mark.start].strip(" \u00a0") == ""
                          and place.end <= mark.start), None)  # fmt: skip
            if place is not None:
                yield from _alternatives(slot, mark, place)


def _alternatives(slot: AnySlot, mark: Mark, place: Mention) -> Iterator[Mention]:
    inside = slot.content[mark.start : mark.end]
    start, end = mark.start + inside.startswith(("[", "(")), mark.end - inside.endswith(("]", ")"))
    while start < end:
        joint = _ALTERNATIVES.search(slot.content, start, end)
        stop = joint.start() if joint else end
        literal = slot.content[start:stop]
        if literal.strip() == literal and literal[:1].isalpha() and not literal[0].islower():
            yield Mention(
                slot=slot.id, start=start, end=stop, literal=literal, kind="place", certainty=0.6,
                reason=f"in brackets beside {place.name}",
            )  # fmt: skip
        start = joint.end() if joint else end


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _overrules(person: Mention, known: Mention) -> bool:
    """A title makes a person of what is otherwise known as a place or a body."""
    return _overlap(person, known) and known.kind != "person"


@cache
def _titles() -> re.Pattern[str]:
    groups = []
    for part in ("many", "one", "ranks"):
        titles = {word for table in words.tables("person_titles") for word in table[part]}
        found = sorted(titles, key=len, reverse=True)
        groups.append(f"(?P<{part}>{'|'.join(re.escape(word) for word in found)})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")


@cache
def _joint() -> re.Pattern[str]:
    conjunctions = "|".join(re.escape(word) for table in words.tables("person_titles") for word in table["and"])
    return re.compile(rf",?[ \u00a0](?:{conjunctions})[ \u00a0]|,[ \u00a0](?!(?:{conjunctions})[ \u00a0])")


@cache
def _not_names() -> frozenset[str]:
    return frozenset(word for table in words.tables("person_titles") for word in table["not_names"])
