"""Here is a passage and a reader: may they read it, why, since when?

For now the rule is the simplest that is true: a record lies whole in one store, and a passage is served only by a
store that holds it. What can be made public has a type of its own, `PublicRecord`, and only a holding of the
open store becomes one.
"""

from fonds.release.holdings import Deposit, Fault, Holding, Summary, VersionFacts
from fonds.release.rule import OPEN, may_read
from fonds.release.view import ClearedView, PublicRecord, cleared_view, public_record

__all__ = [
    "OPEN", "ClearedView", "Deposit", "Fault", "Holding", "PublicRecord", "Summary", "VersionFacts", "cleared_view",
    "may_read", "public_record",
]  # fmt: skip
