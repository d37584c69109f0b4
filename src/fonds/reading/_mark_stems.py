"""What a bracket does, told by single words of it in whatever phrase they stand.

Editors word the same thing in many ways: "faded", "one line lost in the binding", "14 groups not recovered" all say
that something could not be read. Here the word that carries the meaning is enough, together with the kind of line.

Not for: phrases that editors' conventions fix (`_mark_kinds`), which are asked before, or after where they know less.
"""

from __future__ import annotations

import re
from typing import Protocol

from fonds.reading._mark_facts import RecordFacts, Typed
from fonds.reading._mark_words import cues, is_common, offices

_SPLIT = re.compile(r"[^\w'’-]+")
_SHORT_FORM = re.compile(r"[A-ZА-Я]{2,6}(?:\([a-zа-я]\))?")
_NOTE = re.compile(r"[ivxlc]{1,6}|[a-z]|\*{1,3}")
_MOST = 14
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "und", "der", "и", "по"})


class Bracketed(Protocol):
    """A bracket and what stands around it, as `fonds.reading._mark_kinds.Setting` has it."""

    @property
    def inner(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def low(self) -> str: ...
    @property
    def head(self) -> str: ...
    @property
    def stems(self) -> frozenset[str]: ...
    @property
    def head_stems(self) -> frozenset[str]: ...
    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def facts(self) -> RecordFacts: ...


def note_mark(it: Bracketed) -> Typed | None:
    """A letter, small Roman number or star that the text of a note repeats."""
    if _NOTE.fullmatch(it.inner) and it.facts.has_note(it.inner):
        return Typed("footnote_mark", 0.9, "a note stands under the same mark")
    return None


def translated(it: Bracketed) -> Typed | None:
    """What an editor or translator says of the text as a whole, or under his name."""
    first = _SPLIT.split(it.head)[0] if it.head else ""
    if cues("hand_stems") & it.head_stems and first not in cues("translated"):
        return None
    if first in cues("translated"):
        return Typed("translator_note", 0.85, "it says how the text was translated")
    if first.rstrip(".") in cues("editors") and it.head != it.low:
        return Typed("translator_note", 0.9, "the editor's remark is named as one")
    return None


def by_hand(it: Bracketed) -> Typed | None:
    """A hand, a pencil, a margin: somebody wrote on the paper."""
    stems = it.head_stems
    if cues("hand_stems") & stems and len(it.head.split()) <= _MOST and not cues("version_stems") & stems:
        return Typed("handwritten", 0.85, "a word for writing by hand")
    return None


def of_signature(it: Bracketed) -> Typed | None:
    """A word for signing, behind the name of a signer or with a seal."""
    stems = it.stems
    if cues("signature_stems") & stems and (it.kind == "signature" or len(it.words) <= 4):
        return Typed("signature", 0.8, "a word for signing")
    return None


def struck(it: Bracketed) -> Typed | None:
    """A word for striking out."""
    if cues("struck_stems") & it.head_stems:
        return Typed("crossed_out", 0.85, "a word for striking out")
    return None


def unread(it: Bracketed) -> Typed | None:
    """A word for what damage or time did to the writing."""
    if len(it.words) <= _MOST and (cues("unread_stems") & it.stems or _has(it.low, "unread_phrases")):
        return Typed("unreadable", 0.85, "a word for writing that is lost")
    return None


def left_out(it: Bracketed) -> Typed | None:
    """A part of the text that the editor or the archive left out."""
    stems = it.stems
    if not it.inner.strip("(). …*–—-"):
        return Typed("omission", 0.95, "nothing but an ellipsis")
    if not cues("left_out_stems") & stems and not _has(it.low, "left_out_phrases"):
        return None
    is_attached = cues("attached_stems") & stems and not cues("part_stems") & stems
    if is_attached:
        return Typed("description", 0.75, "it says that an enclosure is not there")
    return Typed("omission", 0.85, "a part of the text is left out")


def doubted(it: Bracketed) -> Typed | None:
    """A word for doubt, or another reading behind "or"."""
    stems = it.stems
    first = _SPLIT.split(it.low)[0] if it.low else ""
    if cues("doubt_stems") & stems and len(it.words) <= _MOST:
        return Typed("doubt", 0.85, "a word for doubt")
    if first in cues("or_words") and it.words[1:2] and it.words[1][0].islower() and len(it.words) <= 4:
        return Typed("doubt", 0.75, "another reading")
    return None


def other_name(it: Bracketed) -> Typed | None:
    """Another name of the same place or person: "formerly X", "also: X"."""
    if not it.words or len(it.words) > 6:
        return None
    first = it.words[0].lower().rstrip(".")
    name = [word for word in it.words[1:] if word.lower() not in cues("name_openings")]
    if first in cues("name_openings") and name and name[0][0].isupper():
        return Typed("variant", 0.85, "another name of it")
    return None


def short_form(it: Bracketed) -> Typed | None:
    """The short form of the words before it: "Communist Party [CP]"."""
    if not _SHORT_FORM.fullmatch(it.inner):
        return None
    short = it.inner.split("(")[0]
    initials = [
        word[0] for word in it.before.split()[-len(short) - 4 :] if word.lower() not in _SMALL and word[0].isalpha()
    ]
    fits = "".join(initials[-len(short) :]).upper() == short
    return Typed("expansion", 0.8, "the initials of the words before it") if fits else None


def on_stage(it: Bracketed) -> Typed | None:
    """What was heard or seen while people spoke: laughter, a pause, somebody leaves."""
    if it.kind != "speech" or not it.words:
        return None
    if cues("stage_stems") & it.stems:
        return Typed("description", 0.8, "something that happened while they spoke")
    return None


def foreign(it: Bracketed) -> Typed | None:
    """Small letters that English does not write, or words none of which is common in English."""
    if not 0 < len(it.words) <= 5 or any(word[0].isupper() for word in it.words) or not it.facts.is_english:
        return None
    if any(map(_has_foreign_letters, it.words)):
        return Typed("original_term", 0.85, "letters that English does not write")
    plain = [word for word in it.words if len(word) > 1 and not offices() & set(it.words)]
    if plain and not any(is_common(word.rstrip(".")) for word in plain) and len(max(plain, key=len)) > 4:
        return Typed("original_term", 0.7, "words that are not common in English")
    return None


def _has_foreign_letters(word: str) -> bool:
    return any(letter.isalpha() and not letter.isascii() for letter in word)


def _has(low: str, topic: str) -> bool:
    return any(map(low.__contains__, cues(topic)))


FIRST = (note_mark, translated, by_hand, of_signature, struck, on_stage)
SECOND = (left_out, unread, doubted, other_name, short_form)
