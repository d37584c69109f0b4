"""In which language and script is a line written?

By its letters first: some scripts, and some letters, belong to one language. Where several share a script, small
words and the endings of long ones tell them apart. A line that says too little has the language of the lines next to
it; a language of which the whole document has but a few words is quoted, and no text of its own.

Not for: naming a language that a page states (`fonds.reading._describe`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from fonds import words
from fonds.model import Text, TextRole

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_LETTERS = {
    "Cyrl": re.compile(r"[Ѐ-ӿ]+"),
    "Hani": re.compile(r"[㐀-鿿]+"),
    "Jpan": re.compile(r"[぀-ヿ]+"),
    "Hang": re.compile(r"[가-힯]+"),
    "Arab": re.compile(r"[؀-ۿ]+"),
}
_WEIGHT = {"Latn": 1, "Cyrl": 1, "Hani": 3, "Jpan": 6, "Hang": 2, "Arab": 1}
_HEAVIEST = max(_WEIGHT.values())
_FEWEST = 24
"""How many letters of a script a document has at least, if it has a text in it."""

_ENOUGH = 2
"""How many more small words of one language than of the next tell a line's language."""

_LONG = 6
"""How many letters a word has at least whose ending tells something."""

_LAST = 2
"""By how many letters endings are looked up; none is shorter."""

_PLENTY = 4
_NAME = 4
_MOST = 240
"""How much of a line is looked at."""

_NEAR = 40
"""How many lines away a neighbour is at most."""


class Tongue(NamedTuple):
    """Language and script."""

    language: str
    script: str


_Places = dict[str, tuple[int, ...]]
"""Of a word or letter: the places of the languages that have it."""


class _Signs(NamedTuple):
    """By what the languages of a script are told, each language by its place."""

    tongues: tuple[Tongue, ...]
    words: _Places
    endings: dict[str, list[tuple[str, int]]]
    """By their last letters; a word has one ending of a language at most."""
    own: _Places
    never: _Places
    letters: re.Pattern[str]
    """Those of which some language is the only one that has them, or never has them."""


@cache
def _signs() -> dict[str, _Signs]:
    """By script, in the order of the tables."""
    by_script: dict[str, list[Mapping[str, Any]]] = {}
    for table in words.tables("tongues"):
        by_script.setdefault(table["script"], []).append(table)
    return {script: _signs_of(tables) for script, tables in by_script.items()}


def _signs_of(tables: Sequence[Mapping[str, Any]]) -> _Signs:
    endings: dict[str, list[tuple[str, int]]] = {}
    for place, table in enumerate(tables):
        for ending in _shortest(table["endings"]):
            endings.setdefault(ending[-_LAST:], []).append((ending, place))
    own, never = _places(tables, "own"), _places(tables, "never")
    return _Signs(
        tuple(Tongue(table["language"], table["script"]) for table in tables),
        _places(tables, "words"),
        endings,
        own,
        never,
        re.compile(words.one_of(own | never) or r"(?!)"),
    )


def _shortest(endings: Sequence[str]) -> list[str]:
    """Endings without those that end in another of them, and tell no more."""
    return [each for each in dict.fromkeys(endings) if not any(each != o and each.endswith(o) for o in endings)]


def _places(tables: Sequence[Mapping[str, Any]], topic: str) -> _Places:
    found: dict[str, list[int]] = {}
    for place, table in enumerate(tables):
        for sign in dict.fromkeys(table[topic]):
            found.setdefault(sign, []).append(place)
    return {sign: tuple(places) for sign, places in found.items()}


def guess_script(text: str) -> str | None:
    """The script most letters of a text are in; None when it has no letters."""
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else None
    latin = sum(map(len, _LATIN.findall(text)))
    beyond = "".join(_BEYOND_ASCII.findall(text))
    if latin > _HEAVIEST * len(beyond):
        return "Latn"
    amounts = {"Latn": latin}
    amounts.update((script, sum(map(len, pattern.findall(beyond)))) for script, pattern in _LETTERS.items())
    weights = {script: _WEIGHT[script] * amount for script, amount in amounts.items()}
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
    return [tongue or _from_neighbours(told, scripts, at, texts) for at, tongue in enumerate(told)]


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
    signs = _signs().get(script)
    if signs is None or len(signs.tongues) < 2:
        return signs.tongues[0] if signs else Tongue("", script)
    found = words.split_words(content[:_MOST])
    if len(found) <= _NAME and content.isascii() and all(word[0].isupper() for word in found):
        return None  # a name, in any language
    if _is_usual(found, signs):
        return _usual(script)
    points = _count(found, signs)
    second, first = sorted(points)[-2:]
    return signs.tongues[points.index(first)] if first - second >= _ENOUGH else None


def _is_usual(found: Sequence[str], signs: _Signs) -> bool:
    """Whether a line is so full of small words of the usual language that no other need be asked."""
    usual = _usual_words(signs.tongues[0].script)
    hits = sum(map(usual.__contains__, found))
    return hits >= _PLENTY and hits * 4 >= len(found)


@cache
def _usual_words(script: str) -> frozenset[str]:
    return frozenset(
        word
        for table in words.tables("tongues")
        if (table["language"], table["script"]) == ("en", script)
        for word in table["words"]
    )


def _count(found: Sequence[str], signs: _Signs) -> list[int]:
    """What speaks for each language: its small words, endings of long words, and letters that it alone has."""
    points = [0] * len(signs.tongues)
    text = " ".join(found)
    low = text.lower().split()
    distinct = set(low)
    for word in signs.words.keys() & distinct:
        for place in signs.words[word]:
            points[place] += min(low.count(word), 3)
    long = [word for word in distinct if len(word) >= _LONG]
    ended = [place for word in long for end, place in signs.endings.get(word[-_LAST:], ()) if word.endswith(end)]
    for place in set(ended):
        points[place] += min(ended.count(place), 4)
    if signs.letters.search(text):
        _count_letters(found, signs, points)
    return points


def _count_letters(found: Sequence[str], signs: _Signs, points: list[int]) -> None:
    """Adds what letters say: those of names say nothing, which are in any language."""
    letters = set("".join(word for word in found if word[0].islower()))
    for letter in letters & signs.own.keys():
        for place in signs.own[letter]:
            points[place] += 2
    for letter in letters & signs.never.keys():
        for place in signs.never[letter]:
            points[place] = 0


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
    signs = _signs().get(script)
    tongues = signs.tongues if signs else ()
    return next((tongue for tongue in tongues if usual in (None, tongue.language)), Tongue("", script))


def _from_neighbours(
    told: Sequence[Tongue | None], scripts: Sequence[str], at: int, texts: dict[Tongue, int]
) -> Tongue:
    """The language of the nearest line above in the script of a line, else of the nearest below."""
    before, behind = range(at - 1, max(-1, at - _NEAR), -1), range(at + 1, min(len(told), at + _NEAR))
    for near in chain(before, behind):
        tongue = told[near]
        if tongue is not None and tongue.script == scripts[at]:
            return tongue
    of_script = [tongue for tongue in texts if tongue.script == scripts[at]]
    return max(of_script, key=lambda tongue: texts[tongue], default=_usual(scripts[at]))


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
