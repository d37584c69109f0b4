"""The words of handling around a date: sent, received, deciphered, typed, due.

Not for: which of them counts in which line (`_date_roles`).
"""

from __future__ import annotations

from functools import cache

from fonds import words
from fonds.model import DateRole
from fonds.reading._date_words import date_words


def is_due(before: str) -> bool:
    """Whether the words before a date (in lower case) make it a day by which something is to be done."""
    low = before.rstrip(" :\n\t\u00a0")
    if any(low.endswith(" " + cue) or low == cue for cue in date_words("due", "words")):
        return True
    sentence = low.rpartition(". ")[2]
    return any(cue in sentence for cue in date_words("due", "future"))


def opening_role(content: str) -> DateRole | None:
    """The role whose cue opens a line: "Taken down 05.01.49, 04:49", "To Beijing: went off 11 November"."""
    low = content.lower()
    starts = {0, low.find(": ") + 2} if ": " in low else {0}
    may_fit = ((at, *pair) for at in starts for pair in _by_letters().get(low[at : at + 2], ()))
    found = [(len(cue), role) for at, cue, role in may_fit if _stands_at(low, cue, at)]
    return max(found)[1] if found else None


@cache
def _by_letters() -> dict[str, list[tuple[str, DateRole]]]:
    """Cues by their first two letters, so that a line is compared with the few that can fit."""
    found: dict[str, list[tuple[str, DateRole]]] = {}
    for cue, role in _handling():
        found.setdefault(cue[:2], []).append((cue, role))
    return found


def _stands_at(low: str, cue: str, at: int) -> bool:
    end = at + len(cue)
    return low.startswith(cue, at) and not low[end : end + 1].isalpha()


def nearest_role(before: str) -> DateRole | None:
    """The role whose cue stands nearest before the date."""
    best: DateRole | None = None
    place = (0, 0)
    for cue, role in _handling():
        at = before.rfind(cue)
        if at >= 0 and (at + len(cue), len(cue)) > place:
            best, place = role, (at + len(cue), len(cue))
    return best


@cache
def _handling() -> tuple[tuple[str, DateRole], ...]:
    return tuple(
        (cue, role) for table in words.tables("dates") for role, found in table["roles"].items() for cue in found
    )
