"""fonds: an archive in a box for declassified and historical government records.

The names below are the public face of the package; they are loaded when first used, so that importing
`fonds` costs nothing and reading a page needs neither a database nor a web framework.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from fonds._version import __version__

if TYPE_CHECKING:
    from fonds.criticism import check
    from fonds.model import FondsError, Reading, Record
    from fonds.reading import read_file, read_source

__all__ = ["FondsError", "Reading", "Record", "__version__", "check", "read_file", "read_source"]

_HOMES = {
    "FondsError": "fonds.model",
    "Reading": "fonds.model",
    "Record": "fonds.model",
    "check": "fonds.criticism",
    "read_file": "fonds.reading",
    "read_source": "fonds.reading",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'fonds' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
