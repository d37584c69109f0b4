"""Measures reading: pages a second on one core, alone and with criticism.

The clock is that of the processor, so that what else the machine does counts for little.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from bench.figures import Figure
from fonds.criticism import with_findings
from fonds.reading import read_source

PAGES_PER_SECOND = 200
SAMPLE = 1_000
WARMING_UP = 20


def measure_reading(pages: Sequence[bytes], advance: Callable[[], None]) -> Iterable[Figure]:
    """Reads pages, and criticises what was read.

    Args:
        pages: Sources; the first are to warm up.
        advance: Called after each page.
    """
    for data in pages[:WARMING_UP]:
        with_findings(read_source(data))
    reading = criticism = 0.0
    for data in pages:
        began = time.process_time()
        found = read_source(data)
        read = time.process_time()
        with_findings(found)
        criticism += time.process_time() - read
        reading += read - began
        advance()
    note = f"{len(pages):,} pages, seconds of one processor"
    yield from _rates("reading", pages, reading, note)
    yield from _rates("reading with criticism", pages, reading + criticism, note)


def _rates(name: str, pages: Sequence[bytes], seconds: float, note: str) -> Iterable[Figure]:
    size = sum(len(data) for data in pages)
    yield Figure("figures", name, len(pages) / seconds, "pages/s per core", PAGES_PER_SECOND, False, note)
    yield Figure("other", f"{name}, by size", size / seconds / 1e6, "MB/s per core", note=note)
