"""An archive, and what adding to it comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fonds.actions.adding import Outcome, add_sources
from fonds.actions.archive import Archive, init_archive
from fonds.model import Actor

STAFF = Actor(name="staff", clearances=frozenset({"special"}))

Add = Callable[..., list[Outcome]]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive with an empty open store."""
    made = init_archive(tmp_path / "archive", "Papers")
    yield made
    made.close()


@pytest.fixture
def add() -> Add:
    """Adds files or folders to an archive."""

    def run(archive: Archive, *sources: Path, store: str | None = None, actor: Actor = STAFF) -> list[Outcome]:
        return list(add_sources(archive, [str(source) for source in sources], actor=actor, store=store))

    return run
