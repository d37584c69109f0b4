"""A record as a page: what stands where, ready for a template that only lays it out.

Useful for: the record page, and the page that says how it was read. Not for: other formats (`fonds.formats`), nor
for choosing what may be seen: a `PublicRecord` comes in, and all of it may be shown.
"""

from fonds.web.page.reading import ReadingPage, make_reading_page
from fonds.web.page.record import RecordPage, make_page

__all__ = ["ReadingPage", "RecordPage", "make_page", "make_reading_page"]
