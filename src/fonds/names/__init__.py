"""Here is a name: whom or what can it mean?

Names that ship with fonds, and their recognition in a record. A mention says what a span may mean and
why; nothing is ever merged because it is spelt alike.

Not for: merging and editing names, nor for search.
"""

from fonds.names._folding import fold
from fonds.names._mentions import find_mentions, recogniser_of
from fonds.names._recogniser import Recogniser
from fonds.names._shipped import shipped

__all__ = ["Recogniser", "find_mentions", "fold", "recogniser_of", "shipped"]
