"""Who received which passages of a record, by what channel, in how many copies?

`_find` goes over the lines of the lists, `_leads` reads the words that introduce one, `_scoped` lists of excerpts,
`_copies` lists of copies, `_names` parts names and says what sort of recipient each is, `_scopes` leads figures to
passages. The words are the table ``distribution``.

Not for: whom a document is addressed to, nor whether the right ones were told (`fonds.criticism`).
"""

from fonds.reading.distribution._copies import copy_announced
from fonds.reading.distribution._find import find_dispatches
from fonds.reading.distribution._names import bare_name, split_names

__all__ = ["bare_name", "copy_announced", "find_dispatches", "split_names"]
