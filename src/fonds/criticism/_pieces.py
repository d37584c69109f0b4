"""What can be said of a piece between two spaces, whatever record it stands in; most pieces are beyond doubt.

Pieces recur from record to record, so what was found is remembered.

Not for: what the record or the archive knows beside the language (`_slips`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fonds.criticism._glued import find_glued
from fonds.criticism._lexicon import is_made_of_words
from fonds.criticism._slip import Slip

WORD = re.compile(r"(?<![\w\[\]'\u2019-])[^\W\d_]{3,}(?![\w\[\]'\u2019])")
_WITH_FIGURE = re.compile(r"(?<![\w.,/-])(?:[A-Z]?[a-z]+[01358][a-z]+|[01358][a-z]+)(?![\w/-])")
_UNITS = ("st", "nd", "rd", "th", "s", "d", "hs", "h", "hrs", "pm", "am", "kg", "km", "mm", "cm", "ob", "x")


_LONGEST = 80
"""A longer piece is no word of any language."""


class Piece(NamedTuple):
    """What is odd in a piece.

    Attributes:
        unknown: Words that the language does not have, with their places in the piece.
        glued: Slips at stops, figures and ends, with their places in the piece.
        figures: Words with a figure among or before small letters ("de1iver", "0n"); one behind a word marks a note.
    """

    unknown: tuple[tuple[str, int], ...] = ()
    glued: tuple[Slip, ...] = ()
    figures: tuple[str, ...] = ()


BEYOND_DOUBT = Piece()
"""A piece in which nothing is odd."""


_MOST_KEPT = 1 << 16
_kept: dict[str, set[str]] = {}
"""Pieces that were found beyond doubt, by language."""


def odd_pieces_of(content: str, language: str) -> list[tuple[str, Piece]]:
    """Pieces between the spaces of a text that are not beyond doubt, each once, in the order in which they come."""
    pieces = content.split()
    kept = _kept.setdefault(language, set())
    if kept.issuperset(pieces):
        return []
    read = [(piece, read_piece(piece, language)) for piece in dict.fromkeys(pieces) if piece not in kept]
    if len(kept) < _MOST_KEPT:
        kept.update(piece for piece, one in read if one is BEYOND_DOUBT)
    return [one for one in read if one[1] is not BEYOND_DOUBT]


@lru_cache(maxsize=1 << 16)
def read_piece(piece: str, language: str) -> Piece:
    """What is odd in a piece.

    Args:
        piece: What stands between two spaces.
        language: BCP 47 language subtag of it.
    """
    if len(piece) > _LONGEST:
        return BEYOND_DOUBT
    unknown = tuple(
        (match.group(), match.start())
        for match in WORD.finditer(piece)
        if not is_made_of_words(match.group().casefold(), language)
    )
    figures = tuple(one for one in _WITH_FIGURE.findall(piece) if one.lstrip("01358") not in _UNITS)
    read = Piece(unknown, tuple(find_glued(piece, language)), figures)
    return BEYOND_DOUBT if read == BEYOND_DOUBT else read
