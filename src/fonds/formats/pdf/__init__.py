"""Here are passages of a record: print them as a PDF, in the languages that they have.

The same passages give the same bytes on the same machine: no time, no name and no random number is in the file but
those that it is given. Nothing is fetched: fonts are those that ship with fonds, and those of the machine for other
scripts.

Not for: reading a PDF.
"""

from fonds.formats.pdf._page import Sheet
from fonds.formats.pdf._print import missing_for_printing, write_pdf

__all__ = ["Sheet", "missing_for_printing", "write_pdf"]
