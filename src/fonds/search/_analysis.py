"""How text becomes terms: one way for documents, queries and highlights.

Every code point is folded by itself, to nothing (combining marks, apostrophes, soft hyphens), to a space (everything
that is not part of a word) or to letters and digits without case and diacritics. So folding a text and folding its
parts give the same terms, and a term can be traced to its place in the text. Characters of Chinese, Japanese and
Korean are terms of their own.

Letters fold as they do in `fonds.names.fold`. A hyphen stands between terms, and what it joins is one more term:
"Shara-Sume" is found as Shara-Sume, Shara Sume and Sharasume.

Not for: keys of names across romanisations. Those are made by `fonds.names`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

import tantivy

from fonds.names import fold as fold_name

LANGUAGES = {"en": "english", "ru": "russian", "de": "german"}
"""Languages whose words are stemmed, with the stemmer's name."""

_APOSTROPHES = frozenset("'`´‘’‛ʹʺʻʼʽʾʿˊˋ′＇")
_CJK_RANGES = ((0x3005, 0x3007), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7AF),
               (0xF900, 0xFAFF), (0x20000, 0x3FFFF))  # fmt: skip
_CJK = "".join(f"{chr(first)}-{chr(last)}" for first, last in _CJK_RANGES)
_COMPOUND = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[A-Za-z]")
_BEHIND_TEXT = " ¶ "
_DROPPED = "\x00"
_TERM = re.compile(f"[{_CJK}]\x00*|[^ {_CJK}]+")
_UNSURE = re.compile("[\x00\ue000-\uf8ff]")
_UNEVEN = re.compile(f"[\x00\ue000-\uf8ff{_CJK}]")
_STEMS_KEPT = 200_000
_NAMES_KEPT = 1 << 12

Span = tuple[str, int, int]
"""A term, and the half-open range of code points where it stands."""


def fold(text: str) -> str:
    """Folds a text to its terms, in order, with one space or more between them."""
    return _composed(text).translate(_FOLDED)


def fold_for_index(text: str) -> str:
    """Folds a text, and puts what its hyphens join behind it, where no phrase reaches."""
    folded = fold(text)
    if not _has_hyphen(text):
        return folded
    joined = [term for piece in filter(_has_hyphen, text.split()) for term, _, _ in compounds(piece)]
    return folded + _BEHIND_TEXT + " ".join(joined) if joined else folded


@functools.lru_cache(maxsize=_NAMES_KEPT)
def fold_name_for_index(form: str) -> str:
    """The same for the form of a name; the forms of names recur from record to record."""
    return fold_for_index(form)


def compounds(text: str) -> Iterator[Span]:
    """What hyphens join in a text, as one term each, with its place."""
    for match in _COMPOUND.finditer(text) if _has_hyphen(text) else ():
        yield "".join(terms(match[0])), match.start(), match.end()


def _has_hyphen(text: str) -> bool:
    return "-" in text or "‐" in text or "‑" in text


def joined(word: str) -> tuple[str, ...]:
    """What hyphens join in a word of a query: one term if the word is nothing but a compound, else none."""
    found = [term for term, _, _ in compounds(word)]
    return (found[0],) if len(found) == 1 and found[0] == "".join(terms(word)) else ()


def terms(text: str) -> list[str]:
    """The terms of a text, in order."""
    return fold(text).split()


def stem(language: str, term: str) -> str:
    """The stem of a folded term.

    Args:
        language: One of `LANGUAGES`.
        term: As `terms` gives it.
    """
    return _stem(language, term)


def stemming(term: str) -> tuple[str, ...]:
    """The languages of `LANGUAGES` that may have the term, by its script."""
    if "Ѐ" <= term[:1] <= "ӿ":
        return ("ru",)
    return ("en", "de") if term.isascii() and not term.isdigit() else ()


def language_by_script(text: str) -> str:
    """The language to stem a text by when nobody says which it is: Russian, English or none."""
    sample = text[:400]
    cyrillic = 0 if sample.isascii() else len(_CYRILLIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    if not cyrillic and not latin:
        return ""
    return "ru" if cyrillic > latin else "en"


def spans(text: str) -> Iterator[Span]:
    """The terms of a text with their places in it, in order."""
    folded = text.translate(_ALIGNED)
    composed = unicodedata.is_normalized("NFC", text)
    sure = composed and _UNSURE.search(folded) is None
    for match in _TERM.finditer(folded):
        start, end = match.span()
        if sure or (composed and _UNSURE.search(match[0]) is None):
            yield match[0], start, end
        else:
            yield from ((term, start, end) for term in terms(text[start:end]))


def aligned(text: str) -> str | None:
    """The folded text if each of its code points stands where its original stands, else None."""
    folded = text.translate(_ALIGNED)
    return folded if _UNEVEN.search(folded) is None else None


@functools.lru_cache(maxsize=_STEMS_KEPT)
def _stem(language: str, term: str) -> str:
    found = stemmer(language).analyze(term)
    return found[0] if found else term


@functools.cache
def stemmer(language: str) -> tantivy.TextAnalyzer:
    """The analyser of folded text that stems; for an unknown language the one that only splits at spaces."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    if language in LANGUAGES:
        builder = builder.filter(tantivy.Filter.stemmer(LANGUAGES[language]))
    return builder.build()


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _is_cjk(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _CJK_RANGES)


def _fold_character(character: str) -> str:
    """What one character becomes: "" (dropped), " " (a border), a folded string, or " x " (a term of its own)."""
    if character in _APOSTROPHES or unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf"):
        return ""
    if _is_cjk(character):
        return f" {unicodedata.normalize('NFKC', character)} "
    kept = "".join(part for part in fold_name(character) if part.isalnum())
    if any(_is_cjk(part) for part in kept):
        return "".join(f" {part} " for part in kept)
    return kept or " "


class _Folded(dict[int, str]):
    """Table for `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


class _Aligned(dict[int, str]):
    """The same, one character for each; those that fold to none or to several become signs of unevenness."""

    def __missing__(self, code: int) -> str:
        folded = _FOLDED[code]
        if len(folded) == 1:
            self[code] = folded
        elif not folded:
            self[code] = _DROPPED
        else:
            self[code] = folded[1] if folded[0] == " " and _is_cjk(folded[1]) and len(folded) == 3 else "\ue000"
        return self[code]


_FOLDED = _Folded()
_ALIGNED = _Aligned()
