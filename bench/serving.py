"""Measures record pages of the reading room: the WSGI application is called, nothing listens on a port."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any
from wsgiref.util import setup_testing_defaults

from bench.figures import Figure, milliseconds, timed
from fonds.actions.room import Room, open_room
from fonds.web import application

RECORD_PAGE_MILLISECONDS = 15
WARMING_UP = 20


def measure_serving(store: Path, seed: str, count: int, advance: Callable[[], None]) -> Iterable[Figure]:
    """Asks for record pages.

    Args:
        store: Folder of the open store.
        seed: Which records are drawn.
        count: How many.
        advance: Called after each page.

    Raises:
        RuntimeError: when a page is not answered with 200.
    """
    with closing(open_room(store)) as room:
        answer = application(room)
        drawn = _draw(room, seed, count + WARMING_UP)
        for record_id in drawn[:WARMING_UP]:
            get(answer, f"/r/{record_id}")
        gc.collect()
        gc.freeze()
        times, sizes = [], []
        for record_id in drawn[WARMING_UP:]:
            seconds, size = timed(get, answer, f"/r/{record_id}")
            times.append(seconds)
            sizes.append(size)
            advance()
        gc.unfreeze()
    note = f"{len(times):,} records, {sum(sizes) / len(sizes) / 1_000:.0f} kB each, in process"
    yield Figure("figures", "record page, p50", milliseconds(times, 0.5), "ms", RECORD_PAGE_MILLISECONDS, True, note)
    yield Figure("other", "record page, p99", milliseconds(times, 0.99), "ms", note=note)


def _draw(room: Room, seed: str, count: int) -> Sequence[str]:
    ids = list(room.ids())
    return Random(f"{seed} records").sample(ids, min(count, len(ids)))


def get(answer: Callable[..., Any], path: str, status: str = "200 OK") -> int:
    """Size of a page in bytes.

    Raises:
        RuntimeError: when it is answered with another status.
    """
    said: list[Any] = []
    environ: dict[str, Any] = {"PATH_INFO": path, "REQUEST_METHOD": "GET"}
    setup_testing_defaults(environ)
    body = b"".join(answer(environ, lambda *start: said.append(start[0])))
    if said != [status]:
        raise RuntimeError(f"the record page answered {said}")
    return len(body)
