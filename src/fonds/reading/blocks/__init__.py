"""Which line of a source is what? Form of capture, frame and document, kinds of lines, numbers.

The grammar is data (`fonds.words`: ``frame``, ``cues``, ``markings``) and small rules; the name of the rule that
named a line is kept with it. A line that no rule knows is a paragraph; nothing is dropped.

Not for: slots and labels (`fonds.reading._labels`), marks inside a line, statements.
"""

from fonds.reading.blocks._cues import is_handling
from fonds.reading.blocks._enumerators import read_enumerator
from fonds.reading.blocks._names import names_office, unspaced
from fonds.reading.blocks._naming import Named, name_lines
from fonds.reading.blocks._pieces import Piece
from fonds.reading.blocks._reasons import Reason, document_reasons, explain_rule, frame_reasons, number_reasons

__all__ = [
    "Named", "Piece", "Reason", "document_reasons", "explain_rule", "frame_reasons", "is_handling",
    "name_lines", "names_office", "number_reasons", "read_enumerator", "unspaced",
]  # fmt: skip
