"""Do the figures of a list of copies count copies, or name passages ("Copies to: A - all; B - 2; C - 3")?

They name passages where an entry is given everything, or named points; and where each leads to a point of the record
and most of the recipients are named in theirs. A list that says it counts ("2 copies", "2x A", "A (2)") does so.

Not for: reading either sort of list (`_copies`, `_scoped`).
"""

from __future__ import annotations

import re

from fonds.reading.distribution._channels import channel_at
from fonds.reading.distribution._copies import counted_entries
from fonds.reading.distribution._scope_forms import DASH, numbers_at, pointed_figure_at, whole_at
from fonds.reading.distribution._scopes import Tree
from fonds.reading.distribution._words import listed

_FEWEST = 2
_DASH = re.compile(DASH)
_ENDS_ENTRY = re.compile(r"[ \u00a0]*(?:[;,.|\n(]|\Z)")
_FIRST_WORD = re.compile(r"[^\W\d_]+|№|nº")
_COUNTED = re.compile(
    r"(?:^|[;,] )\d{1,2} ?[x×х] ?[^\W\d_]"
    r"|\w(?: \d{1,2} ?[x×х]| [x×х] ?\d{1,2}| \(\d{1,2}\))(?=[;,.]|\Z)"
    r"|[-‐‑–—―−(,] ?(?:\d{1,2}|[a-z]{3,8}) cop(?:y|ies)|[.…]{3} ?\d{1,3}\Z"
)


def counts(text: str) -> bool:
    """Whether a list shows by itself that it counts copies: "2x A", "A 2x", "A (2)"."""
    return _COUNTED.search(text) is not None


def name_passages(text: str, tree: Tree) -> bool:
    """Whether the figures of a list of copies are numbers of passages.

    Args:
        text: The whole list behind its lead.
        tree: The passages before it.
    """
    return not counts(text) and (_says_what(text) or _lead_to_points(text, tree))


def _says_what(text: str) -> bool:
    """Whether an entry says in words what it is given."""
    return any(_says_what_at(text, dash.end()) for dash in _DASH.finditer(text))


def _says_what_at(text: str, at: int) -> bool:
    whole = whole_at(text, at)
    if whole is not None:
        return _ENDS_ENTRY.match(text, whole.end) is not None or channel_at(text, whole.end)[0] is not None
    word = _FIRST_WORD.match(text, at)
    is_of_copy = word is not None and word[0].lower() in listed("copy_words")
    return not is_of_copy and pointed_figure_at(text, at) and numbers_at(text, at, is_in_list=True) is not None


def _lead_to_points(text: str, tree: Tree) -> bool:
    counted = [entry for entry in counted_entries(text) if entry.copies is not None]
    if len({entry.copies for entry in counted}) < _FEWEST:
        return False
    reached = [(entry.recipient, tree.resolve(str(entry.copies))) for entry in counted]
    if not all(points for _, points in reached):
        return False
    named = sum(1 for recipient, points in reached if tree.names(recipient, points))
    return named >= _FEWEST and 2 * named > len(counted)
