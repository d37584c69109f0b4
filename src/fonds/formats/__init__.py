"""Here are bytes in a standard: give me records; and back.

TEI (`fonds.formats.tei`), PDF (`fonds.formats.pdf`) and sealed excerpts (`fonds.formats.sealed`) are imported by
whoever needs them: libraries take time to load.

Not for: captured pages and typed text, whose form no standard describes (`fonds.reading`).
"""

from fonds.formats.reading_json import reading_as_dict, write_reading_json
from fonds.formats.reading_schema import reading_schema

__all__ = ["reading_as_dict", "reading_schema", "write_reading_json"]
