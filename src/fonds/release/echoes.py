"""Echoes: words of closed passages that stand elsewhere too, and words that two passages share.

Not for: deciding what to do about them, which is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fonds.model import AnySlot
from fonds.model.base import Value
from fonds.release.lines import label_of

_WORD = re.compile(r"\w+")
_RUN = 5
"""As many words in a row are no accident."""

_TELLING = frozenset({"page_title", "summary", "related", "source", "heading", "subject"})
"""Kinds of lines that say in few words what a record is about."""

_SHORTEST_NAME = 4


class Echo(Value, frozen=True, kw_only=True):
    """A slot that repeats what is closed.

    Attributes:
        slot: Its id.
        label: Its label, or the kind of the line.
        words: What it repeats, as it writes it.
    """

    slot: str
    label: str
    words: str


def find_echoes(closed: Iterable[AnySlot], others: Iterable[AnySlot]) -> tuple[Echo, ...]:
    """Finds what repeats passages that are closed.

    Args:
        closed: The passages.
        others: What stays open of the record.

    Returns:
        Those that share five words in a row with them; and titles, summaries and the like that share a name with
        them which stands nowhere else. In the order of `others`.
    """
    told, rest = list(closed), list(others)
    runs = {run for slot in told for run, _ in _runs(slot.content)}
    names = {name for slot in told for name in _names(slot.content)}
    elsewhere = {name for slot in rest if slot.kind not in _TELLING for name in _names(slot.content)}
    found = ((slot, _shared(slot, runs, names - elsewhere)) for slot in rest)
    return tuple(Echo(slot=slot.id, label=label_of(slot), words=words) for slot, words in found if words)


def runs_of(text: str, length: int) -> Iterator[str]:
    """All runs of so many words, as written; all words where there are fewer."""
    words = list(_WORD.finditer(text))
    for start in range(max(len(words) - length, 0) + 1):
        piece = words[start : start + length]
        if piece:
            yield text[piece[0].start() : piece[-1].end()]


def _shared(slot: AnySlot, runs: set[tuple[str, ...]], names: set[str]) -> str:
    for run, words in _runs(slot.content):
        if run in runs:
            return words
    if slot.kind in _TELLING:
        return next((name for name in _names(slot.content) if name in names), "")
    return ""


def _runs(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Runs of words, folded, and as they are written."""
    words = list(_WORD.finditer(text))
    folded = [word.group().casefold() for word in words]
    for start in range(len(words) - _RUN + 1):
        yield tuple(folded[start : start + _RUN]), text[words[start].start() : words[start + _RUN - 1].end()]


def _names(text: str) -> Iterator[str]:
    """Words that begin with a capital letter, but for short ones."""
    for word in _WORD.findall(text):
        if len(word) >= _SHORTEST_NAME and word[0].isupper():
            yield word
