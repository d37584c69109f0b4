"""In which language and script is a line written?

By its letters: Cyrillic is taken for Russian, Han for Chinese, Hangul for Korean, Latin for English, or German where
German small words outnumber the English ones.

Not for: short strings, whose language is that of the lines around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fonds.model import Text, TextRole

_LETTERS = {
    "Latn": re.compile(r"[A-Za-zÀ-ɏ]+"),
    "Cyrl": re.compile(r"[Ѐ-ӿ]+"),
    "Hani": re.compile(r"[一-鿿]+"),
    "Hang": re.compile(r"[가-힯]+"),
}
_WEIGHT = {"Latn": 1, "Cyrl": 1, "Hani": 3, "Hang": 2}
_LANGUAGE = {"Latn": "en", "Cyrl": "ru", "Hani": "zh", "Hang": "ko"}
_GERMAN = frozenset(
    {"der", "die", "und", "das", "den", "mit", "von", "für", "des", "dem", "ist", "nicht", "zu", "ein", "eine"}
)
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "that", "for", "is", "with", "on", "by", "was", "be", "a"})
_FEWEST = 24


class Tongue(NamedTuple):
    """Language and script."""

    language: str
    script: str


def guess_script(text: str) -> str | None:
    """The script most letters of a text are in; None when it has no letters."""
    if text.isascii():
        return "Latn" if any(character.isalpha() for character in text) else None
    weights = {script: _WEIGHT[script] * sum(map(len, pattern.findall(text))) for script, pattern in _LETTERS.items()}
    script = max(weights, key=lambda name: weights[name])
    return script if weights[script] else None


def guess_tongues(contents: Sequence[str]) -> list[Tongue]:
    """The language of each line; a line without letters has that of the line before.

    Args:
        contents: Lines of a document, in order.
    """
    scripts = _settle([guess_script(content) for content in contents], contents)
    latin = _latin_language(content for content, script in zip(contents, scripts, strict=True) if script == "Latn")
    return [Tongue(latin if script == "Latn" else _LANGUAGE[script], script) for script in scripts]


def _settle(scripts: Sequence[str | None], contents: Sequence[str]) -> list[str]:
    """Scripts with less than a few words in the whole document are quotations, not texts."""
    amounts: dict[str, int] = {}
    for script, content in zip(scripts, contents, strict=True):
        if script:
            amounts[script] = amounts.get(script, 0) + len(content)
    if not amounts:
        return ["Latn"] * len(scripts)
    main = max(amounts, key=lambda name: amounts[name])
    settled: list[str] = []
    for script in scripts:
        known = script if script and amounts[script] >= _FEWEST else None
        settled.append(known or (settled[-1] if settled else main))
    return settled


def _latin_language(contents: Iterable[str]) -> str:
    german = english = 0
    for content in contents:
        for word in content[:400].lower().split():
            german += word in _GERMAN
            english += word in _ENGLISH
    return "de" if german > 2 * english else "en"


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
