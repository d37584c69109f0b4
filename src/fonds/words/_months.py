"""Names of months, in all languages, with their numbers.

Not for: dates (`fonds.reading`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from fonds.words._tables import tables


@cache
def month_names() -> Mapping[str, int]:
    """Names of months and their short forms, in lower case, without a stop, each with its number."""
    found: dict[str, int] = {}
    for table in tables("months"):
        for name, number in table["months"].items():
            found.setdefault(name, number)
    return MappingProxyType(found)
