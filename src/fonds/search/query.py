"""Reads the query language: words, "phrases", AND OR NOT, prefix*, fuzzy~1, field:value, brackets.

::

    query    = [ either ]
    either   = both { "OR" both }
    both     = one { [ "AND" ] one }
    one      = { "NOT" | "-" } ( "(" either ")" | field ":" value | value )
    value    = '"' words '"' | word [ "*" | "~" | "~1" | "~2" ] | dates

One pass from left to right, without going back. An empty query asks for everything; a query that only excludes is
answered from everything.

Not for: what the words mean (`fonds.names`) or where they are (`fonds.search.engine`).
"""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from fonds.model import Invalid, make_date
from fonds.search._analysis import terms
from fonds.search._lexer import CLOSE, OPEN, PHRASE, WORD, Token, read_tokens
from fonds.search.syntax import And, DateRange, Everything, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Query, Word

FIELDS = (
    "archive", "body", "date", "fond", "kind", "label", "language", "marking", "person", "place", "title", "year",
)  # fmt: skip
"""Fields that a query may name."""

MAX_CHARACTERS = 1000
MAX_PARTS = 64
MAX_DEPTH = 20

_DATE_FIELDS = ("date", "year")


def parse(text: str) -> Query:
    """Reads a query.

    Args:
        text: What the person wrote, at most 1000 code points.

    Returns:
        The query as a tree.

    Raises:
        Invalid: ``query``, with the position of the fault in code points and a hint how to mend it.
    """
    if len(text) > MAX_CHARACTERS:
        raise fault("the query is too long", MAX_CHARACTERS, f"At most {MAX_CHARACTERS} characters are read.")
    half = next((at for at, character in enumerate(text) if "\ud800" <= character <= "\udfff"), None)
    if half is not None:
        raise fault("this is half a character", half, "The text was cut or read in a wrong encoding.")
    tokens = read_tokens(text)
    if not tokens and text.strip():
        position = len(text) - len(text.lstrip())
        raise fault("there is no letter and no digit to look for", position, "Write at least one word.")
    if sum(token.kind in (WORD, PHRASE) for token in tokens) > MAX_PARTS:
        raise fault("the query has too many parts", tokens[MAX_PARTS].start, f"At most {MAX_PARTS} are looked for.")
    return Query(text=text, root=_Reader(tokens, len(text)).read_all())


def fault(message: str, position: int, hint: str) -> Invalid:
    """Makes the error that names a fault in a query."""
    return Invalid(message, code="query", position=position, hint=hint)


class _Reader:
    """Goes through the tokens from left to right."""

    def __init__(self, tokens: list[Token], length: int) -> None:
        self.tokens = tokens
        self.length = length
        self.next = 0
        self.depth = 0

    def read_all(self) -> Node:
        if not self.tokens:
            return Everything(start=0, end=self.length)
        node = self.read_either()
        if self.next < len(self.tokens):  # only a closing bracket ends a part before the end
            raise fault("this bracket was never opened", self.tokens[self.next].start, "Leave it out, or open it.")
        return node

    def read_either(self) -> Node:
        parts = [self.read_both()]
        while self.take_operator("OR"):
            parts.append(self.read_both())
        return _joined(Or, parts)

    def read_both(self) -> Node:
        parts = [self.read_one()]
        while self.take_operator("AND") or self.stands_before_one():
            parts.append(self.read_one())
        return _joined(And, parts)

    def read_one(self) -> Node:
        negations: list[int] = []
        while (token := self.peek()) is not None and token.is_negation:
            negations.append(token.start)
            self.next += 1
        node = self.read_operand()
        for start in reversed(negations):
            node = Not(part=node, start=start, end=node.end)
        return node

    def read_operand(self) -> Node:
        token = self.peek()
        if token is None or token.operator or token.kind == CLOSE:
            raise self.nothing_stands_here(token)
        self.next += 1
        if token.kind == OPEN:
            return self.read_bracket(token)
        if token.field is not None:
            return _field(token)
        return _value(token)

    def read_bracket(self, opening: Token) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise fault("brackets are nested too deep", opening.start, f"At most {MAX_DEPTH} levels are read.")
        node = self.read_either()
        closing = self.peek()
        if closing is None:
            raise fault("this bracket is never closed", opening.start, "Put ) behind its last word.")
        self.next += 1
        self.depth -= 1
        return node

    def peek(self) -> Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def take_operator(self, name: str) -> bool:
        token = self.peek()
        taken = token is not None and token.operator == name
        self.next += taken
        return taken

    def stands_before_one(self) -> bool:
        token = self.peek()
        return token is not None and token.kind != CLOSE and token.operator in ("", "NOT")

    def nothing_stands_here(self, token: Token | None) -> Invalid:
        before = self.tokens[self.next - 1] if self.next else None
        if before is not None and (before.operator or before.is_negation):
            name = before.operator or "NOT"
            return fault(
                f"{name} has nothing behind it", before.start, f'Write a word behind it, or "{name}" in quotes.'
            )
        if before is not None and before.kind == OPEN:
            return fault("there is nothing between these brackets", before.start, "Write a word between them.")
        position = self.length if token is None else token.start
        if token is not None and token.operator:
            return fault(
                f"{token.operator} has nothing before it",
                position,
                f'Write a word before it, or "{token.operator}" in quotes.',
            )
        return fault("this bracket was never opened", position, "Leave it out, or open it.")


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    if len(parts) == 1:
        return parts[0]
    return kind(parts=tuple(parts), start=parts[0].start, end=parts[-1].end)


def _value(token: Token) -> Word | Phrase | Prefix | Fuzzy:
    if token.kind == PHRASE:
        return _phrase(token)
    text = token.text
    if text.endswith("*"):
        return _prefix(token, text.rstrip("*"))
    word, tilde, distance = text.rpartition("~")
    if tilde and distance in ("", "0", "1", "2", *"3456789"):
        return _fuzzy(token, word, distance)
    if "*" in text and terms(text.partition("*")[2]):
        raise fault(
            "a star can only stand at the end of a word", token.text_start + text.index("*"), "Try the first letters."
        )
    return Word(text=text, start=token.start, end=token.end)


def _phrase(token: Token) -> Phrase:
    if not terms(token.text):
        raise fault("there is nothing between these quotes", token.text_start, "Write words between them.")
    return Phrase(text=token.text, start=token.start, end=token.end)


def _prefix(token: Token, text: str) -> Prefix:
    if not terms(text) or text[-1:].isspace():
        raise fault("a star needs letters before it", token.text_start, "Write the beginning of a word: insurg*")
    if "*" in text:
        raise fault("a star can only stand at the end of a word", token.text_start + text.index("*"), "Leave it out.")
    return Prefix(text=text, start=token.start, end=token.end)


def _fuzzy(token: Token, word: str, distance: str) -> Fuzzy:
    position = token.text_start + len(word)
    if distance not in ("", "1", "2"):
        raise fault("words can differ by one or two letters", position, "Write ~1 or ~2 behind the word.")
    if len(terms(word)) != 1:
        raise fault("~ stands behind a single word", position, "Write each word with its own ~1.")
    return Fuzzy(text=word, distance=int(distance or "1"), start=token.start, end=token.end)


def _field(token: Token) -> Field:
    name = (token.field or "").lower()
    if name not in FIELDS:
        raise fault("there is no such field", token.start, _hint_at_field(name))
    if not token.text or (token.kind == WORD and not terms(token.text) and name not in _DATE_FIELDS):
        raise fault("this field has no value", token.text_start, f"Write it right behind the colon: {name}:...")
    read: Callable[[Token], Word | Phrase | Prefix | Fuzzy | DateRange] = {"date": _dates, "year": _years}.get(
        name, _value
    )
    value = read(token)
    return Field(name=name, value=value, start=token.start, end=token.end)


def _hint_at_field(name: str) -> str:
    # One slip for every three letters, neighbours exchanged being one slip; for more it would be a guess.
    slips = len(name) // 3
    nearest = process.extractOne(name, FIELDS, scorer=OSA.distance, score_cutoff=slips) if slips else None
    known = f"Did you mean {nearest[0]}: ?" if nearest else f"Fields are: {', '.join(FIELDS)}."
    return f"{known} To look for the words, put them in quotes."


def _years(token: Token) -> DateRange:
    first, _, last = token.text.partition("..")
    if not all(not year or (year.isascii() and year.isdigit() and len(year) == 4) for year in (first, last)):
        raise _not_a_date(token, "Write a year of four digits, or two: year:1945, year:1941..1945")
    return _dates(token)


def _dates(token: Token) -> DateRange:
    first, dots, last = token.text.strip().partition("..")
    if not first and not last:
        raise _not_a_date(token, _DATE_HINT)
    earliest = _bounds(token, first)[0] if first else None
    end = last if dots else first
    latest = _bounds(token, end)[1] if end else None
    if earliest is not None and latest is not None and earliest > latest:
        raise fault("the first date is after the last", token.text_start, f"Try {token.field}:{last}..{first}")
    return DateRange(text=token.text, earliest=earliest, latest=latest, start=token.start, end=token.end)


def _bounds(token: Token, edtf: str) -> tuple[int, int]:
    try:
        date = make_date(edtf.upper())
    except Invalid as error:
        raise _not_a_date(token, _DATE_HINT) from error
    if date.earliest is None or date.latest is None:
        raise _not_a_date(token, "A date to look for needs a year and an end on both sides.")
    return date.earliest, date.latest


_DATE_HINT = "Write dates so: date:1945, date:1945-06, date:1945-06-22, date:1941..1945, date:..1941"


def _not_a_date(token: Token, hint: str) -> Invalid:
    return fault("this is not a date", token.text_start, hint)
