"""Splits a query into words, phrases and brackets, each with its place.

Not for: what they say together (`fonds.search.query`).
"""

from __future__ import annotations

from dataclasses import dataclass

from fonds.model import Invalid
from fonds.search._analysis import terms

WORD, PHRASE, OPEN, CLOSE, MINUS = "word", "phrase", "(", ")", "-"

_QUOTES = frozenset('"“”„‟«»＂')
_BRACKETS = {"(": OPEN, ")": CLOSE}
_OPERATORS = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a query.

    Attributes:
        kind: `WORD`, `PHRASE`, `OPEN`, `CLOSE` or `MINUS`.
        text: The word, or the words between the quotes; without the field.
        start: First code point, the field included.
        end: Code point behind it.
        field: What stands before the colon, or None.
        text_start: First code point of the text; of the quote, for a phrase.
    """

    kind: str
    text: str
    start: int
    end: int
    field: str | None = None
    text_start: int = 0

    @property
    def operator(self) -> str:
        """AND, OR, NOT, or an empty string."""
        return self.text if self.kind == WORD and self.field is None and self.text in _OPERATORS else ""

    @property
    def is_negation(self) -> bool:
        """Whether it is NOT or a minus."""
        return self.kind == MINUS or self.operator == "NOT"


def read_tokens(text: str) -> list[Token]:
    """Splits a query.

    Words without a letter or digit ("&", "--") are passed over, as they are in documents.

    Raises:
        Invalid: ``query``, for a quote that is never closed.
    """
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _read_token(text, at)
        at = token.end
        if _says_something(token):
            tokens.append(token)
    return tokens


def _read_token(text: str, at: int) -> Token:
    if text[at] in _BRACKETS:
        return Token(_BRACKETS[text[at]], text[at], at, at + 1, None, at)
    if text[at] in _QUOTES:
        return _read_phrase(text, at, at, None)
    if text[at] == "-" and _is_minus(text, at):
        return Token(MINUS, "-", at, at + 1, None, at)
    end = _end_of_word(text, at)
    name, colon, rest = text[at:end].partition(":")
    if not colon or not _is_field_name(name):
        return Token(WORD, text[at:end], at, end, None, at)
    value = at + len(name) + 1
    if not rest and value < len(text) and text[value] in _QUOTES:
        return _read_phrase(text, at, value, name)
    return Token(WORD, rest, at, end, name, value)


def _read_phrase(text: str, start: int, opening: int, field: str | None) -> Token:
    closing = next((at for at in range(opening + 1, len(text)) if text[at] in _QUOTES), None)
    if closing is None:
        raise Invalid(
            "this quote is never closed",
            code="query",
            position=opening,
            hint='Put " behind the last word of the phrase, or leave the quote out.',
        )
    return Token(PHRASE, text[opening + 1 : closing], start, closing + 1, field, opening)


def _is_minus(text: str, at: int) -> bool:
    """A minus excludes when it stands right before something; "1941 - 1945" has a dash."""
    behind = text[at + 1 : at + 2]
    return bool(behind) and not behind.isspace() and behind not in "-)"


def _end_of_word(text: str, at: int) -> int:
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in _QUOTES and text[end] not in _BRACKETS:
        end += 1
    return end


def _is_field_name(name: str) -> bool:
    return name.isascii() and name.replace("_", "").isalpha()


def _says_something(token: Token) -> bool:
    return token.kind != WORD or token.field is not None or bool(terms(token.text)) or token.text.startswith("*")
