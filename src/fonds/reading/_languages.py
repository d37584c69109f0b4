"""In which language and script is a line written?

By its letters first: some scripts, and some letters, belong to one language. Where several share a script, small
words and the endings of long ones tell them apart. A line that says too little has the language of the lines next to
it; a language of which the whole document has but a few words is quoted, and no text of its own.

Not for: naming a language that a page states (`fonds.reading._describe`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.model import Text, TextRole

_LETTERS = {
    "Latn": re.compile(r"[A-Za-zÀ-ɏ]+"),
    "Cyrl": re.compile(r"[Ѐ-ӿ]+"),
    "Hani": re.compile(r"[㐀-鿿]+"),
    "Jpan": re.compile(r"[぀-ヿ]+"),
    "Hang": re.compile(r"[가-힯]+"),
    "Arab": re.compile(r"[؀-ۿ]+"),
}
_WEIGHT = {"Latn": 1, "Cyrl": 1, "Hani": 3, "Jpan": 6, "Hang": 2, "Arab": 1}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 24
"""How many letters of a script a document has at least, if it has a text in it."""

_ENOUGH = 2
"""How many more small words of one language than of the next tell a line's language."""

_LONG = 6
"""How many letters a word has at least whose ending tells something."""

_PLENTY = 4
_NAME = 4
_MOST = 240
"""How much of a line is looked at."""


class Tongue(NamedTuple):
    """Language and script."""

    language: str
    script: str


class _Signs(NamedTuple):
    """By what a language is told in its script."""

    tongue: Tongue
    words: frozenset[str]
    endings: tuple[str, ...]
    own: frozenset[str]
    never: frozenset[str]


@cache
def _signs() -> dict[str, tuple[_Signs, ...]]:
    """By script, in the order of the tables."""
    found: dict[str, list[_Signs]] = {}
    for table in words.tables("tongues"):
        tongue = Tongue(table["language"], table["script"])
        signs = _Signs(
            tongue,
            frozenset(table["words"]),
            tuple(table["endings"]),
            frozenset(table["own"]),
            frozenset(table["never"]),
        )
        found.setdefault(tongue.script, []).append(signs)
    return {script: tuple(signs) for script, signs in found.items()}


def guess_script(text: str) -> str | None:
    """The script most letters of a text are in; None when it has no letters."""
    if text.isascii():
        return "Latn" if any(character.isalpha() for character in text) else None
    weights = {script: _WEIGHT[script] * sum(map(len, pattern.findall(text))) for script, pattern in _LETTERS.items()}
    if weights["Jpan"] and weights["Hani"]:
        weights["Jpan"] += weights["Hani"]
    script = max(weights, key=lambda name: weights[name])
    return script if weights[script] else None


def guess_tongues(contents: Sequence[str]) -> list[Tongue]:
    """The language of each line; one that tells none has that of the line before, or the first behind it.

    Args:
        contents: Lines of a document, in order.
    """
    scripts = _settle([guess_script(content) for content in contents], contents)
    told = [_read_tongue(content, script) for content, script in zip(contents, scripts, strict=True)]
    texts = _find_texts(told, scripts)
    told = [tongue if tongue in texts else None for tongue in told]
    return [_from_neighbours(told, scripts, at, texts) for at in range(len(contents))]


def _settle(scripts: Sequence[str | None], contents: Sequence[str]) -> list[str]:
    """Scripts with less than a few words in the whole document are quotations, not texts."""
    amounts: dict[str, int] = {}
    for script, content in zip(scripts, contents, strict=True):
        if script:
            amounts[script] = amounts.get(script, 0) + len(content) * _WEIGHT[script]
    if not amounts:
        return ["Latn"] * len(scripts)
    main = max(amounts, key=lambda name: amounts[name])
    settled: list[str] = []
    for script in scripts:
        known = script if script and (amounts[script] >= _FEWEST or script == main) else None
        settled.append(known or (settled[-1] if settled else main))
    return settled


def _read_tongue(content: str, script: str) -> Tongue | None:
    """The language that a line tells by its own letters and small words; None when it tells none."""
    signs = _signs().get(script, ())
    if len(signs) < 2:
        return signs[0].tongue if signs else Tongue("", script)
    found = _WORD.findall(content[:_MOST])
    if len(found) <= _NAME and content.isascii() and all(word[0].isupper() for word in found):
        return None  # a name, in any language
    if _is_usual(found, signs):
        return _usual(script)
    letters = {letter for word in found if word[0].islower() for letter in word}  # names are in any language
    tokens = Counter(map(str.lower, found))
    points = [_count(sign, letters, tokens) for sign in signs]
    order = sorted(range(len(signs)), key=lambda place: -points[place])
    first, second = points[order[0]], points[order[1]]
    return signs[order[0]].tongue if first - second >= _ENOUGH else None


def _is_usual(found: Sequence[str], signs: Sequence[_Signs]) -> bool:
    """Whether a line is so full of small words of the usual language that no other need be asked."""
    usual = next((sign for sign in signs if sign.tongue.language == "en"), None)
    if usual is None:
        return False
    hits = sum(1 for word in found if word in usual.words)
    return hits >= _PLENTY and hits * 4 >= len(found)


def _count(sign: _Signs, letters: set[str], tokens: Counter[str]) -> int:
    if sign.never & letters:
        return 0
    hits = sum(min(count, 3) for word, count in tokens.items() if word in sign.words)
    ends = sum(1 for word in tokens if len(word) >= _LONG and word.endswith(sign.endings))
    return hits + min(ends, 4) + 2 * len(sign.own & letters)


def _find_texts(told: Sequence[Tongue | None], scripts: Sequence[str]) -> dict[Tongue, int]:
    """Languages of the document with how many lines tell them: those told by a fifth as many as the most, or more."""
    counts = Counter(tongue for tongue in told if tongue is not None)
    texts: dict[Tongue, int] = {}
    for script in dict.fromkeys(scripts):
        of_script = {tongue: count for tongue, count in counts.items() if tongue.script == script}
        if not of_script:
            texts[_usual(script)] = 0
            continue
        most = max(of_script.values())
        texts.update(
            (tongue, count)
            for tongue, count in of_script.items()
            if count == most or (count * 5 >= most and count > 1)
        )
    return texts


@cache
def _usual(script: str) -> Tongue:
    """The language that lines of a script are in when none tells another."""
    usual = {"Latn": "en", "Cyrl": "ru"}.get(script)
    signs = _signs().get(script, ())
    return next((sign.tongue for sign in signs if usual in (None, sign.tongue.language)), Tongue("", script))


def _from_neighbours(
    told: Sequence[Tongue | None], scripts: Sequence[str], at: int, texts: dict[Tongue, int]
) -> Tongue:
    """A line's own language, else that of the nearest line above in its script, else of the nearest below."""
    own = told[at]
    if own is not None:
        return own
    before = next((told[i] for i in range(at - 1, max(-1, at - _NEAR), -1) if _fits(told[i], scripts[at])), None)
    behind = next((told[i] for i in range(at + 1, min(len(told), at + _NEAR)) if _fits(told[i], scripts[at])), None)
    of_script = [tongue for tongue in texts if tongue.script == scripts[at]]
    return before or behind or max(of_script, key=lambda tongue: texts[tongue], default=_usual(scripts[at]))


_NEAR = 40


def _fits(tongue: Tongue | None, script: str) -> bool:
    return tongue is not None and tongue.script == script


def make_texts(tongues: Sequence[Tongue], *, is_translation: bool) -> tuple[Text, ...]:
    """The texts of a document: one for each language, English first, then in the order of the page."""
    found = sorted(dict.fromkeys(tongues), key=lambda tongue: tongue.language != "en")
    return tuple(
        Text(
            id=f"t{number}",
            role=_role(tongue, found, is_translation=is_translation),
            language=tongue.language,
            script=tongue.script,
            certainty=0.8,
        )
        for number, tongue in enumerate(found, start=1)
    )


def _role(tongue: Tongue, found: Sequence[Tongue], *, is_translation: bool) -> TextRole:
    if tongue.language == "en" and (len(found) > 1 or is_translation):
        return "translation"
    return "transcription"
