"""Is a source nothing but a table: lines of cells with the same signs between them, as programs write them (CSV)?

Not for: tables within a document (`fonds.reading.blocks`), nor for what the columns mean.
"""

from __future__ import annotations

_FEWEST_LINES = 3
_LOOKED_AT = 40
_SEPARATORS = (",", ";", "\t")


def is_bare_table(text: str) -> bool:
    """Tells whether all lines at the head of a source have as many separators, with no blank behind them.

    Args:
        text: A decoded source without markup.
    """
    head = [line for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]
    return len(head) >= _FEWEST_LINES and any(_parts(head, sign) for sign in _SEPARATORS)


def _parts(lines: list[str], sign: str) -> bool:
    """Whether a sign parts each line into as many cells, two or more; a comma with a blank is one of prose."""
    count = lines[0].count(sign)
    return count > 0 and all(line.count(sign) == count and f"{sign} " not in line for line in lines)
