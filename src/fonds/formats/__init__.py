"""Here are bytes in a standard: give me records; and back.

Not for: captured pages and typed text, whose form no standard describes (`fonds.reading`).
"""

from fonds.formats.reading_json import reading_as_dict, write_reading_json
from fonds.formats.tei import read_tei, write_tei

__all__ = ["read_tei", "reading_as_dict", "write_reading_json", "write_tei"]
