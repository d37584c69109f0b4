"""Here is a record: what is it in TEI P5; and here is such a file: which record is in it?

A record is written whole: texts as witnesses, every slot as a block of its own with its label, numbered passages as
nested lists, marks as phrases. Beside it stand, for readers of other programs, its description, to whom it was sent,
and what was decided about it. What is read back is the record alone, for the rest is computed from it anew.

Not for: TEI of other makers, which says other things with the same elements.
"""

from fonds.formats.tei._read import read_tei
from fonds.formats.tei._write import write_tei

__all__ = ["read_tei", "write_tei"]
