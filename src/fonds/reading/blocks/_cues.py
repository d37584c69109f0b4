"""Which kind of line do its own words tell?

The tables ``cues.<language>.toml`` and ``markings.<language>.toml`` say which words tell which kind. They are
put into one dictionary by first word, so that a line is compared with the few phrases that can fit.

Not for: what a line is by its place (`fonds.reading.blocks._walk`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from fonds import words
from fonds.model import SlotKind
from fonds.reading._lines import fold

_FIRST_WORD = re.compile(r"[^\w\[]*(\[?\w+)")
_NUMBERED = re.compile(r"([^\d#]{4,40}?) (?:no\.? ?|nr\.? ?|n ?|# ?)?\d[\w/.-]{0,20}")
_COPY = re.compile(
    r"\[?(?:[a-zа-я]+ ){0,2}(?:copy|copies|exemplar|экз\.?|экземпляр|ausfertigung)"
    r"(?: (?:no\.?|nr\.?|n|#)?[ -]*[\d_][\w/-]{0,5})?[\].]?"
)
_OUTER = " .!:;,\"'()[]-…"


class Cue(NamedTuple):
    """What a line's words tell."""

    kind: SlotKind
    phrase: str


@cache
def _wholes() -> dict[str, SlotKind]:
    found: dict[str, SlotKind] = {}
    for table in words.tables("cues"):
        for kind, phrases in table["whole"].items():
            for phrase in phrases:
                found.setdefault(phrase, kind)
    for table in words.tables("markings"):
        for phrase in table["markings"]["phrases"]:
            found[phrase.strip(_OUTER)] = "marking"
    return found


@cache
def _starts() -> dict[str, tuple[Cue, ...]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[Cue]] = {}
    for table in words.tables("cues"):
        for kind, phrases in table["start"].items():
            for phrase in _spellings(phrases):
                found.setdefault(_first_word(phrase), []).append(Cue(kind, phrase))
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.phrase))) for word, cues in found.items()}


def _spellings(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases, and those that end in the numero sign with its other spellings."""
    for phrase in phrases:
        yield phrase
        if phrase.endswith(" no"):
            yield from (f"{phrase[:-2]}{sign}" for sign in ("n", "nr", "#", "nn"))


@cache
def _insides() -> tuple[Cue, ...]:
    return tuple(
        Cue(kind, phrase)
        for table in words.tables("cues")
        for kind, phrases in table["inside"].items()
        for phrase in phrases
    )


@cache
def _brackets() -> tuple[Cue, ...]:
    return tuple(
        Cue(kind, phrase)
        for table in words.tables("cues")
        for kind, phrases in table["brackets"].items()
        for phrase in phrases
    )


@cache
def cue_words(section: str, key: str) -> frozenset[str]:
    """A list of words of the table of cues, in all languages."""
    return frozenset(word for table in words.tables("cues") for word in table.get(section, {}).get(key, ()))


@cache
def cue_tuple(section: str, key: str) -> tuple[str, ...]:
    """The same in the order of the tables, for `str.startswith`."""
    return tuple(word for table in words.tables("cues") for word in table.get(section, {}).get(key, ()))


@lru_cache(maxsize=256)
def find_whole(low: str) -> Cue | None:
    """The kind that the whole line tells, whatever brackets and stops stand around it."""
    core = low.strip(_OUTER)
    kind = _wholes().get(core)
    if kind is None and low.endswith("]") and "[" in low[1:]:
        core = low[: low.index("[", 1)].strip(_OUTER)
        kind = _wholes().get(core)
    if kind is None and "-" in core:
        head, _, rest = core.partition("-")
        kind = _wholes().get(head.strip()) if rest.strip() in _wholes() else None
    if kind is None and core[-1:].isalnum() and (match := _NUMBERED.fullmatch(core)):
        kind = _wholes().get(match[1])
        kind = kind if kind == "document_kind" else None
        kind = "minutes_head" if kind and match[1] in cue_words("minutes", "kinds") else kind
    return Cue(kind, core) if kind else None


@lru_cache(maxsize=256)
def find_start(low: str) -> Cue | None:
    """The kind that the first words of a short line tell; the longest phrase counts."""
    cues = _starts().get(_first_word(low))
    if cues is None:
        return None
    bare = low.lstrip("\"'(")
    for cue in cues:
        if (low.startswith(cue.phrase) or bare.startswith(cue.phrase)) and _ends_word(bare, cue.phrase):
            return cue
    return None


def find_inside(low: str) -> Cue | None:
    """The kind that a phrase anywhere in a short line tells."""
    return next((cue for cue in _insides() if cue.phrase in low), None)


def find_bracket(label: str) -> Cue | None:
    """The kind of a bracket by its first words, folded and without the bracket."""
    found = [(at, cue) for cue in _brackets() if (at := label.find(cue.phrase)) >= 0]
    lacking = [pair for pair in found if pair[1].kind == "omission" and "missing" in pair[1].phrase]
    found = lacking or found
    return min(found, key=lambda pair: pair[0])[1] if found else None


def names_hand(label: str) -> bool:
    """Tells whether a bracket names a hand, whatever else it names, and is not that of a stamp."""
    if label.startswith(_stamps()):
        return False
    head = label.partition(":")[0]
    return any(cue.kind == "handwritten" and cue.phrase in head + ":" for cue in _brackets())


@cache
def _stamps() -> tuple[str, ...]:
    return tuple(cue.phrase for cue in _brackets() if cue.kind == "stamp")


@lru_cache(maxsize=256)
def is_marking(low: str) -> bool:
    """Whether words are a security marking."""
    return _wholes().get(low.strip(_OUTER)) == "marking"


def may_mark(text: str) -> bool:
    """Whether a line can hold a security marking: a quick look."""
    return not _words_of_markings().isdisjoint(words.words_of(text))


@cache
def _words_of_markings() -> frozenset[str]:
    return words.telling_words(phrase for phrase, kind in _wholes().items() if kind == "marking")


def is_handling(words_of_line: str) -> bool:
    """Whether words are a marking or a degree of urgency, and nothing else."""
    return _wholes().get(fold(words_of_line).strip(_OUTER)) in ("marking", "priority")


def is_copy(low: str) -> bool:
    """Tells whether words say which copy it is: "copy 3", "second copy", "numbered copy 7"."""
    return _COPY.fullmatch(low.rstrip(".! ")) is not None


def _first_word(low: str) -> str:
    match = _FIRST_WORD.match(low)
    return match[1] if match else ""


def _ends_word(low: str, phrase: str) -> bool:
    """A phrase that ends in a letter must not stop inside a word: "order" is not in "orderly"."""
    if not phrase[-1].isalnum():
        return True
    at = low.find(phrase) + len(phrase)
    return at >= len(low) or not low[at].isalpha()
