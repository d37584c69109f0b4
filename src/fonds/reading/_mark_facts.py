"""What the rest of a record tells about the words around a bracket: who is a person, what is a place.

Computed at most once for a record, and only when a bracket needs it. Not for: names that the archive knows
(`fonds.names`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from fonds.model import AnySlot, MarkKind
from fonds.names import fold
from fonds.reading._mark_words import addresses, cues

_PERSONAL_KINDS = frozenset({"addressee", "salutation", "signature", "sender", "distribution"})
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "is", "for", "that", "by", "with", "on", "was", "from", "not"})
_HEAD = 4000
"""How many code points at the head of a record tell its script and language."""

_LATIN_LETTERS = re.compile(r"[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+")
_OTHER_LETTERS = re.compile(r"[^\W\d_\u0000-\u024f]+")
_NOTE = re.compile(r"\[?([a-z]{1,6}|\d{1,3}|\*{1,3}|†)[\]. )]")
_EDGES = ".,;:!?()[]\"'“”«»…-–—"


class Typed(NamedTuple):
    """What a rule says of a bracket: its kind, how sure (0 to 1), and the rule as a short phrase."""

    kind: MarkKind
    certainty: float
    reason: str


class RecordFacts:
    """What a record says about its names; reads the record when first asked.

    Args:
        slots: All slots of the record, in the order of the page.
    """

    def __init__(self, slots: Sequence[AnySlot]) -> None:
        self._slots = slots

    @cached_property
    def text(self) -> str:
        """All contents, a line each."""
        return "\n".join(slot.content for slot in self._slots)

    @cached_property
    def is_latin(self) -> bool:
        """Whether most of the letters at the head of the record are Latin."""
        head = list(self._head())
        others = sum(len(word) for line in head if not line.isascii() for word in _OTHER_LETTERS.findall(line))
        latin = accumulate(len(word.group()) for line in head for word in _LATIN_LETTERS.finditer(line))
        return any(count > others for count in latin)

    def _head(self) -> Iterator[str]:
        """The lines of as much of the record as is looked at."""
        left = _HEAD
        for slot in self._slots:
            if left <= 0:
                return
            yield slot.content[:left]
            left -= len(slot.content) + 1

    @cached_property
    def is_english(self) -> bool:
        """Whether the record reads like English."""
        tokens = self.text[:_HEAD].lower().split()
        return sum(map(_ENGLISH.__contains__, tokens)) * 12 > len(tokens)

    @cached_property
    def doubled_are_crossed_out(self) -> bool:
        """Whether an editor says that doubled brackets hold what was struck out."""
        low = self.text.lower()
        return any(cue in low for cue in cues("doubled_brackets")) and any(cue in low for cue in cues("crossed_out"))

    @cached_property
    def places(self) -> frozenset[str]:
        """Words that stand where places stand ("in X", "X District", "the towns of X"), folded."""
        before, after, between = cues("place_before"), cues("place_after"), cues("place_between")
        found: set[str] = set()
        previous, cued = "", False
        for token in self.text.split():
            plain = token.strip(_EDGES)
            if plain[:1].isupper():
                if cued:
                    found.add(fold(plain))
                if token[0] != "[":
                    previous = plain
            elif plain in after and previous:
                found.add(fold(previous))
            low = plain.lower()
            cued = low in before or (cued and low in between)
            if not plain[:1].isupper() and token[0] != "[":
                previous = ""
        return frozenset(found)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring words without the stops around them: "Qiu Mingde" stands somewhere in full."""
        tokens = [token.rstrip(_EDGES) for token in self.text.split()]
        return frozenset(pairwise(tokens))

    @cached_property
    def persons(self) -> frozenset[str]:
        """Words that stand where persons stand (after "Cde.", among addressees and signers), folded."""
        found: set[str] = set()
        for slot in self._slots:
            if slot.kind in _PERSONAL_KINDS:
                found.update(fold(word) for word in _capitalised(slot.content))
        titled = False
        for token in self.text.split():
            plain = token.strip(_EDGES)
            if titled and plain[:1].isupper() and len(plain) > 1:
                found.add(fold(plain))
            titled = plain.lower() in addresses() or (titled and len(plain) == 1)
        return frozenset(found)

    @cached_property
    def _notes(self) -> frozenset[str]:
        """Marks under which texts of notes stand."""
        return frozenset(
            match[1] for slot in self._slots if slot.kind == "footnote" and (match := _NOTE.match(slot.content))
        )

    def has_note(self, mark: str) -> bool:
        """Whether the text of a note stands under the mark."""
        return mark in self._notes

    @cached_property
    def has_footnotes(self) -> bool:
        """Whether the record has texts of footnotes, so that marks for them are to be expected."""
        return any(slot.kind == "footnote" for slot in self._slots)


def _capitalised(content: str) -> Iterator[str]:
    for token in content.split():
        plain = token.strip(_EDGES)
        if len(plain) > 1 and plain[0].isupper():
            yield plain
