"""A reader that ends its process on one page, for `test_preparing.py`. Reading processes import it."""

from __future__ import annotations

import os

from fonds.actions import preparing
from fonds.model import FondsError

DEADLY = b"deadly"
_prepare_packed = preparing._prepare_packed


def prepare_packed(pages: list[tuple[bytes, str]], encoding: str | None, give_ids: bool) -> list[bytes | FondsError]:
    """Reads pages, and dies on one that says so."""
    if any(DEADLY in data for data, _ in pages):
        os._exit(9)
    return _prepare_packed(pages, encoding, give_ids)
