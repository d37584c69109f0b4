"""An empty store, and deposits of which some are alike every time and some are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.store import Store, create_store, open_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Folder of an empty store."""
    path = tmp_path / "stores" / "open"
    create_store(path, "open")
    return path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """The same, opened."""
    with open_store(folder) as opened:
        yield opened
