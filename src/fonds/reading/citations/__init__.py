"""Where do papers lie, and who gave and translated the copy? Citations of archives and editions, by families.

Import from here, not from the modules behind. Not for: citations in the running text of a document.
"""

from fonds.reading.citations._line import is_citation
from fonds.reading.citations._notes import read_note
from fonds.reading.citations._provenance import Provenance, tells_provenance
from fonds.reading.citations._reference import GRAMMARS
from fonds.reading.citations._repositories import find_repository
from fonds.reading.citations._source_line import SourceLine, cited_title, read_source_line

__all__ = [
    "GRAMMARS", "Provenance", "SourceLine", "cited_title", "find_repository", "is_citation", "read_note",
    "read_source_line", "tells_provenance",
]  # fmt: skip
