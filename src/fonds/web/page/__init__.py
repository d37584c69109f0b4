"""A record as a page: what stands where, ready for a template that only lays it out.

Useful for: the record page. Not for: other formats (`fonds.formats`), nor for choosing what may be seen:
a `PublicRecord` comes in, and all of it may be shown.
"""

from fonds.web.page.record import RecordPage, make_page

__all__ = ["RecordPage", "make_page"]
