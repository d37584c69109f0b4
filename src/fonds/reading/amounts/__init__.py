"""Amounts: numbers with what they count, parts of a total, exchanges, what is said of each of several.

`_numbers` reads figures and number words, `_amounts` finds what they count, `_each` reads "each" and lists of which
an amount can be said once or for each, `_sums` parts of a total, `_transfers` exchanges and gifts; `_find` puts them
together, line by line.

Not for: whether the parts make the total (`fonds.criticism`).
"""

from fonds.reading.amounts._amounts import names_something, word_before
from fonds.reading.amounts._find import find_amount_statements
from fonds.reading.amounts._numbers import find_numbers

__all__ = ["find_amount_statements", "find_numbers", "names_something", "word_before"]
