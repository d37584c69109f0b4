"""The engine that ships: Tantivy, embedded, two indexes in one folder.

Useful for: one archive on one machine, to some millions of passages. Not useful for: searching from several
machines at once.
"""

from fonds.search._tantivy.opening import (
    TantivyIndex,
    create_index,
    open_index,
    open_mirrored,
    rebuild_index,
    strip_index,
)

__all__ = ["TantivyIndex", "create_index", "open_index", "open_mirrored", "rebuild_index", "strip_index"]
