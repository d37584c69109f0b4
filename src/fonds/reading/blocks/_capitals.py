"""Lines of a document whose capitals were lost, or whose small letters were, set as they may have been.

Rules tell names and offices by their capitals. Where a document has none, or nothing else, its lines are named by a
copy: names and heads with a capital for each word, running text with one for each sentence. What is kept is the line
as captured.

Not for: deciding what was a name. The copy is forgotten once the lines are named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from fonds.reading._lines import Line, make_line
from fonds.reading.blocks._enumerators import read_enumerator
from fonds.reading.blocks._names import LOWER_PARTS

Lost = Literal["capitals", "small letters"]

_FEWEST = 200
_GLANCES = (200, 800)
_FEW = 0.004
_MOST = 0.985
_MOST_WORDS = 10
_FEW_WORDS = 4
_SENTENCE = re.compile(r"(?:^|[.!?)] )[\"“'(\[]*([^\W\d_])")
_FIRST = re.compile(r"(?<![\w'’])[^\W\d_]")


def find_lost(lines: Sequence[Line]) -> Lost | None:
    """Which letters a document has lost; None when it has both sorts."""
    text = "".join(line.text[:160] for line in lines[:60])
    if any(_has_both(text[:glance], len(text)) for glance in _GLANCES):
        return None
    upper, lower = sum(map(str.isupper, text)), sum(map(str.islower, text))
    if upper + lower < _FEWEST:
        return None
    share = upper / (upper + lower)
    if share <= _FEW:
        return "capitals"
    return "small letters" if share >= _MOST else None


def _has_both(head: str, length: int) -> bool:
    """Whether the head of a text alone has more of both sorts than a text of a length may have that lost one."""
    return sum(map(str.isupper, head)) > _FEW * length and sum(map(str.islower, head)) > (1 - _MOST) * length


def set_anew(line: Line, lost: Lost) -> Line:
    """A copy of a line with the capitals that it may have had, at the same place and of the same length."""
    text = line.text if lost == "capitals" else line.text.lower()
    if len(text) != len(line.text):
        return line
    words = text.split()
    is_running = len(words) > _MOST_WORDS or (text.endswith((".", ";")) and len(words) > 4)
    pattern = _SENTENCE if is_running else _FIRST
    number = read_enumerator(text)
    begins = number.end if number and (number.closer != "." or len(words) > _FEW_WORDS) else 0
    found = list(text)
    for match in pattern.finditer(text):
        at = match.end() - 1
        if at < begins:
            continue
        if is_running or not _is_small(text, at):
            upper = text[at].upper()
            found[at] = upper if len(upper) == 1 else text[at]
    return make_line(line.start, "".join(found))


def _is_small(text: str, at: int) -> bool:
    """Whether the word that begins there is a small one inside a name or head."""
    return at > 0 and text[at : at + 12].split(" ", 1)[0] in LOWER_PARTS
