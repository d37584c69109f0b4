"""The names that ship with fonds: data files, read once.

Not for: names that an archive adds for itself; those live in its stores.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

import msgspec

from fonds.model import Name


@functools.cache
def shipped() -> tuple[Name, ...]:
    """Names that ship with fonds, ordered by identifier.

    Returns:
        Bodies, persons and places of the Soviet, Chinese, East Turkestan and American world of 1917 to 1991.
        A form whose source is empty is unverified.
    """
    found: list[Name] = []
    for path in sorted(resources.files("fonds.names").joinpath("data").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            found += _read_names(path.read_bytes())
    return tuple(sorted(found, key=lambda name: name.id))


def _read_names(data: bytes) -> list[Name]:
    table = tomllib.loads(data.decode())
    return msgspec.convert(table["name"], list[Name])
