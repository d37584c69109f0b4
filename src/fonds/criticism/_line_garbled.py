"""line-garbled: what stands there is no text any more: signs of a wrong encoding, or a machine's misreadings.

One finding for each sort and record; single slips are for `_text_typo`.

Not for: words that an editor could not read and says so (marks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from fonds.criticism._lexicon import words_near
from fonds.criticism._misread import Misread, misread_words
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Finding
from fonds.words import table
from fonds.words.encodings import misread_encodings, read_anew

CODE = "line-garbled"

EXPLANATION = (
    "Signs stand where there should be text: replacement characters, letters of a wrong encoding, or so many misread "
    "letters that a machine must have read the page and nobody the result. "
    "It may be harmless: the words can often be guessed. "
    "Read the original or capture the page anew before you quote it; names and figures on it are not to be trusted."
)

_PAIR = r"[\u00c2\u00c3\u00d0\u00d1\u00e2][\u0080-\u00bf\u2010-\u2044\u20ac\u0152-\u0192\u02c6\u02dc]"


class _Sign(NamedTuple):
    """What shows that a page was read in a wrong encoding.

    Attributes:
        begins: One of these stands in every text with the sign: a quick look.
        pattern: The sign.
        is_sure: Whether no text has it; the others count where another encoding makes sense of them.
    """

    begins: str
    pattern: re.Pattern[str]
    is_sure: bool = False


_SIGNS = (
    _Sign("\ufffd\u00c2\u00c3\u00d0\u00d1\u00e2", re.compile(rf"\ufffd+|(?:{_PAIR}){{2,}}"), is_sure=True),
    _Sign("\u00c3", re.compile(r"\u00c3[\u0080-\u00bf\u0152-\u0192\u201e]")),  # one letter of many, as in "fÃ¼r"
    _Sign("\u20ac", re.compile("\u00e2\u20ac[\u0080-\u00bf\u0152-\u0192\u02dc\u2010-\u2044\u2122]")),  # "itâ€™s"
    _Sign("\u00ee", re.compile("[\u00c0-\u00ff]{4,}")),  # Russian read as Western European: "Ñîâåò"
    _Sign("╤╨╬║", re.compile("[\u2550-\u256c][А-Яа-яё]")),  # Russian read as that of DOS: "╤ютхЄ"
)
_CYRILLIC_SIGNS = (
    re.compile(r"(?<!\w)[а-яё][А-ЯЁ]{2,}"),  # the case turned round: koi8-r for windows-1251, or the other way
    re.compile("(?:[РС][\u0080-\u00bf\u0401-\u040f\u0451-\u045f\u0490-\u0491\u2010-\u2044\u20ac\u2116\u2122]){3,}"),
)
_FEWEST_CYRILLIC = 2

_SHOWN = 12
_Broken = list[tuple[AnySlot, re.Match[str]]]


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for broken signs, one for a page that was misread throughout."""
    sure, doubtful = _signs_on(page)
    if sure or doubtful:
        yield from _broken(page, sure, doubtful)
    misread = misread_words(page, surroundings)
    if misread:
        yield _misread(misread)


def _signs_on(page: Page) -> tuple[_Broken, _Broken]:
    """The signs of a wrong encoding, those that no text has apart from the others."""
    found: tuple[_Broken, _Broken] = ([], [])
    for sign in _SIGNS:
        if any(begin in page.text for begin in sign.begins):
            found[not sign.is_sure].extend(_matches(page.slots, sign.pattern))
    cyrillic = _in_cyrillic(page)
    for pattern in _CYRILLIC_SIGNS if cyrillic else ():
        matches = _matches(cyrillic, pattern)
        found[1].extend(matches if len(matches) >= _FEWEST_CYRILLIC else ())
    return found


def _in_cyrillic(page: Page) -> Sequence[AnySlot]:
    """The passages in Cyrillic letters; none where small words of Russian stand in them: they were read right."""
    texts = {text.id for text in page.reading.record.texts if text.script == "Cyrl"}
    slots = [passage for passage in page.passages.values() if passage.text in texts] if texts else []
    is_right = any(not _small_words().isdisjoint(slot.content.split()) for slot in slots)
    return () if is_right else slots


@cache
def _small_words() -> frozenset[str]:
    return frozenset(table("tongues", "ru")["words"])


def _matches(slots: Sequence[AnySlot], pattern: re.Pattern[str]) -> _Broken:
    return [(slot, match) for slot in slots for match in pattern.finditer(slot.content)]


def _broken(page: Page, sure: _Broken, doubtful: _Broken) -> Iterator[Finding]:
    """The page told once, with the encoding that makes sense of it."""
    slots = {slot.id: slot for slot, _ in (*sure, *doubtful)}
    encodings = misread_encodings("\n".join(slot.content for slot in slots.values()))
    broken = [*sure, *doubtful] if encodings else sure
    if not broken:
        return
    ids = tuple(dict.fromkeys(slot.id for slot, _ in broken))
    literals = tuple(dict.fromkeys(_word_at(match) for _, match in broken[:_SHOWN]))[:3]
    yield Finding(
        code=CODE,
        slots=ids,
        literals=literals,
        message=_message(page.name_of(ids[0]), encodings),
        candidates=tuple(_causes(ids, literals[0], encodings)),
        severity="warning",
        certainty=0.95,
    )


def _message(where: str, encodings: tuple[str, str] | None) -> str:
    told = f", {encodings[1]} makes sense of it" if encodings else ""
    return f"Signs that are no text stand in {where}: the page was read in a wrong encoding{told}."


_BLANK = re.compile(r"\s")
_LONGEST = 24


def _word_at(match: re.Match[str]) -> str:
    """The word around a sign, as far as it is not long."""
    before = match.string[max(0, match.start() - _LONGEST) : match.start()]
    behind = match.string[match.end() : match.end() + _LONGEST]
    return _BLANK.split(before)[-1] + match.group() + _BLANK.split(behind)[0]


def _causes(ids: tuple[str, ...], literal: str, encodings: tuple[str, str] | None) -> Iterator[Candidate]:
    if encodings is not None:
        wrong, right = encodings
        why = f"{right} was read as {wrong}: name the encoding of the source, or capture it anew"
        yield Candidate(slots=ids, literal=read_anew(literal, wrong, right), why=why)
        return
    yield Candidate(slots=ids, why="read the source again and name its encoding")
    yield Candidate(slots=ids, why="the signs were lost before the page was captured")


def _misread(misread: list[Misread]) -> Finding:
    slots = tuple(dict.fromkeys(word.slot.id for word in misread))
    literals = tuple(dict.fromkeys(word.literal for word in misread))
    return Finding(
        code=CODE,
        slots=slots,
        literals=literals[:_SHOWN],
        message=f"{len(literals)} words are misread, such as “{literals[0]}”: a machine seems to have read the page.",
        candidates=tuple(_readings(misread)),
        severity="warning",
        certainty=0.85,
    )


def _readings(misread: list[Misread]) -> Iterator[Candidate]:
    for word in misread[:_SHOWN]:
        near = words_near(word.literal, "en")
        if near:
            yield Candidate(slots=(word.slot.id,), literal=near[0], why=f"for “{word.literal}”: one sign apart")
