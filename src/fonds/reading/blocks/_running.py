"""Does a line read as running text, so that the head of the document ends with it?

By its length and its small letters alone: a line of a head is short, or all names and capitals.

Not for: what the line is.
"""

from __future__ import annotations

from fonds.reading._lines import Line

_FEWEST_WORDS = 9
_LONG = 120
_SUPPLIED = 24
_ENDS = (".", ":", ";", "?", "!", '."', ".”", ".)", "...", "…")


def is_running(line: Line) -> bool:
    """Tells whether a line is a sentence, or the beginning of one that runs on."""
    if len(line.text) <= _LONG and not line.text.endswith(_ENDS):
        return False
    words = line.text.split()
    is_note = line.text[0] == "[" and not 0 < line.text.find("]") < _SUPPLIED
    if len(words) < _FEWEST_WORDS or is_note:
        return False
    small = [word for word in words if word[0].islower()]
    return len(small) * 2 > len(words)
