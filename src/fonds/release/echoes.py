"""Echoes: words of closed passages that stand elsewhere too, and words that two passages share.

Who is asked too often answers without reading. So names alone are asked about, and of words in a row those that say
something beside a name.

Not for: finding names in text (`fonds.names`), nor for deciding what to do about echoes, which is for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fonds.model import AnySlot, Mention
from fonds.model.base import Value
from fonds.release.lines import label_of
from fonds.release.wording import (
    MANY_CAPITALS,
    Word,
    folded_text,
    holds_words,
    names_by_capitals,
    share_of_capitals,
    words_in,
)

_RUN = 5
"""As many words in a row are no accident."""

_SAYING = 2
"""As many of them are no part of a name, and no short ones such as "of the"."""

_SHORT = 3
"""Letters of a word that says little."""

_MANY = 16
"""Words of a text in which many capitals are a matter of the language; in a short one, of its being a heading."""

_TELLING = frozenset({"page_title", "summary", "related", "source", "heading", "subject"})
"""Kinds of lines that say in few words what a record is about."""


class Echo(Value, frozen=True, kw_only=True):
    """A slot that repeats what is closed.

    Attributes:
        slot: Its id.
        label: Its label, or the kind of the line.
        words: What it repeats, as it writes it or, of a name, as the closed passage does.
    """

    slot: str
    label: str
    words: str


def find_echoes(
    closed: Iterable[AnySlot], others: Iterable[AnySlot], mentions: Iterable[Mention] = ()
) -> tuple[Echo, ...]:
    """Finds what repeats passages that are closed.

    Args:
        closed: The passages.
        others: What stays open of the record.
        mentions: Names in either of them, as far as they are known.

    Returns:
        Those that share five words in a row with them, of which two at least say something beside a name; and titles,
        summaries and the like that share a name with them which stands nowhere else. In the order of `others`.
    """
    told, rest = list(closed), list(others)
    known: dict[str, list[Mention]] = {}
    for mention in mentions:
        known.setdefault(mention.slot, []).append(mention)
    runs: dict[tuple[str, ...], bool] = {}
    for slot in told:
        for run in _runs(slot, known.get(slot.id, ())):
            runs[run.folded] = runs.get(run.folded, False) or run.says
    names = _Names(told, [slot for slot in rest if slot.kind not in _TELLING], known)
    found = ((slot, _shared(slot, runs, names, known.get(slot.id, ()))) for slot in rest)
    return tuple(Echo(slot=slot.id, label=label_of(slot), words=words) for slot, words in found if words)


def runs_of(text: str, length: int) -> Iterator[str]:
    """All runs of so many words, as written; all words where there are fewer."""
    words = words_in(text)
    for start in range(max(len(words) - length, 0) + 1):
        piece = words[start : start + length]
        if piece:
            yield text[piece[0].start : piece[-1].end]


class _Names:
    """Names in what is closed that stand nowhere else in what is open, but perhaps in titles and the like.

    Args:
        closed: What is closed.
        elsewhere: What is open and no title.
        known: Mentions by slot.
    """

    def __init__(
        self, closed: Sequence[AnySlot], elsewhere: Sequence[AnySlot], known: Mapping[str, Sequence[Mention]]
    ) -> None:
        told = {_name_of(each) for slot in elsewhere for each in known.get(slot.id, ())}
        self._known = {_name_of(each) for slot in closed for each in known.get(slot.id, ())} - told
        text = " ".join(folded_text(slot.content) for slot in elsewhere)
        ordinary = {word.written for slot in (*closed, *elsewhere) for word in words_in(slot.content)}
        mentioned = (each for slot in closed for each in known.get(slot.id, ()))
        literals = (each.literal for each in mentioned if _name_of(each) in self._known)
        by_capitals = (name for slot in closed for name in names_by_capitals(slot.content))
        self._written = [
            name
            for name in dict.fromkeys((*literals, *by_capitals))
            if not holds_words(text, name) and name.casefold() not in ordinary
        ]

    def in_slot(self, slot: AnySlot, mentions: Iterable[Mention]) -> str:
        """One that stands in a slot, in whatever spelling it is known; empty for none."""
        spelt = next((each.literal for each in mentions if _name_of(each) in self._known), "")
        text = folded_text(slot.content)
        return spelt or next((name for name in self._written if holds_words(text, name)), "")


def _name_of(mention: Mention) -> str:
    return mention.name or folded_text(mention.literal)


class _Run(NamedTuple):
    """Words in a row: folded, as written, and whether they say something beside names."""

    folded: tuple[str, ...]
    written: str
    says: bool


def _shared(slot: AnySlot, runs: Mapping[tuple[str, ...], bool], names: _Names, mentions: Sequence[Mention]) -> str:
    for run in _runs(slot, mentions):
        if run.folded in runs and (run.says or runs[run.folded]):
            return run.written
    return names.in_slot(slot, mentions) if slot.kind in _TELLING else ""


def _runs(slot: AnySlot, mentions: Sequence[Mention]) -> Iterator[_Run]:
    words = words_in(slot.content)
    capitals_say = len(words) >= _MANY and share_of_capitals(words) > MANY_CAPITALS  # as in German
    saying = [_says(word, mentions, capitals_say=capitals_say) for word in words]
    for start in range(len(words) - _RUN + 1):
        run = words[start : start + _RUN]
        written = slot.content[run[0].start : run[-1].end]
        yield _Run(tuple(word.folded for word in run), written, sum(saying[start : start + _RUN]) >= _SAYING)


def _says(word: Word, mentions: Sequence[Mention], *, capitals_say: bool) -> bool:
    """Whether a word is no short one and no part of a name, which capitals tell from others in most languages."""
    if word.written.isdecimal():
        return True
    if len(word.written) <= _SHORT or (word.has_capital and not capitals_say):
        return False
    return not any(each.start <= word.start < each.end for each in mentions)
