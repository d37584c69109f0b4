"""Identifiers: random, short, with a check character, never sequential.

The alphabet is the 29 "betanumeric" characters of the NOID scheme (digits and consonants without l and y:
nothing that reads as a word or mistakes one for l), and the check character is NOID's: it finds every
single wrong character and every swap of two neighbours, because 29 is prime.

Not for: labels of passages ("8.3.b"). Those are given by the document and may change.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from fonds.model.errors import Invalid

ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
RECORD_ID_LENGTH = 10
SLOT_ID_LENGTH = 5

Draw = Callable[[int], int]
"""Draws an integer in ``0..n-1``. Injected, so that a test can repeat a run."""


def new_record_id(draw: Draw = secrets.randbelow) -> str:
    """Draws a record id: nine random characters and one check character.

    Args:
        draw: Source of randomness; 29**9 (about 1.4e13) ids are equally likely.

    Returns:
        Ten characters of `ALPHABET`.
    """
    body = _draw_characters(RECORD_ID_LENGTH - 1, draw)
    return body + check_character(body)


def new_slot_ids(count: int, draw: Draw = secrets.randbelow) -> tuple[str, ...]:
    """Draws ids for the slots of one record, all different, in no order.

    They are random so that a missing slot leaves no gap in a sequence.

    Args:
        count: How many; at most 29**5.
        draw: Source of randomness.

    Returns:
        `count` strings of five characters of `ALPHABET`.
    """
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        drawn[_draw_characters(SLOT_ID_LENGTH, draw)] = None
    return tuple(drawn)


def check_character(body: str) -> str:
    """Computes the check character of `body` (NOID check digit algorithm)."""
    total = sum(position * ALPHABET.index(character) for position, character in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def is_record_id(text: str) -> bool:
    """Tells whether `text` has the form of a record id, check character included."""
    return (
        len(text) == RECORD_ID_LENGTH
        and all(character in ALPHABET for character in text)
        and check_character(text[:-1]) == text[-1]
    )


def parse_reference(text: str) -> tuple[str, str | None]:
    """Splits a reference such as ``3kf8bq2m7x#8.3.b`` into record id and passage label.

    Args:
        text: A record id, alone or followed by ``#`` and the label of a passage. White space around
            it and capitals are forgiven.

    Returns:
        The record id, and the label or None.

    Raises:
        Invalid: ``record-id``, when the id has a wrong length, character or check character.
    """
    record_id, _, label = text.strip().partition("#")
    record_id = record_id.lower()
    if not is_record_id(record_id):
        raise Invalid(
            "this is not the id of a record",
            code="record-id",
            ref=text.strip()[:40],
            hint="An id has ten characters, the last of which checks the others. Is one mistyped?",
        )
    return record_id, label or None


def _draw_characters(count: int, draw: Draw) -> str:
    return "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(count))
