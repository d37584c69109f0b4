"""Closes passages in the archive of the bench, releases some, and asks for records of several stores or of none.

Not for: whether what is closed is closed (`tests/security`).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.absence import measure_absence
from bench.figures import Figure
from fonds.actions.adding import add_sources
from fonds.actions.agreement import Agreement, signing_bytes
from fonds.actions.archive import Archive, add_store, open_archive
from fonds.actions.clock import utc_now
from fonds.actions.closing import Request, close_passages
from fonds.actions.guard import crossing
from fonds.actions.releasing import ReleaseRequest, get_proposal, propose
from fonds.actions.room import open_store_folder
from fonds.actions.upkeep import rebuild_store
from fonds.actions.viewing import get_view
from fonds.model import Actor, Signature
from fonds.release import OPEN, Terms

STORES = ("first", "second")
RELEASES = 20
VIEWS = 30
"""So few that they are read in this process."""

RELEASE_SECONDS = 1.0
VIEW_RATIO = 2.0
REBUILT_PER_SECOND = 1_000

_BENCH = Actor(name="bench", clearances=frozenset(STORES))
_TERMS = Terms(reason=1, extent="lines", review_year=2040)
_KEYS = {name: Ed25519PrivateKey.generate() for name in ("one", "two")}


def measure_releasing(
    folder: Path, pages: Sequence[bytes], size: int, advance: Callable[[], None]
) -> Iterator[Figure]:
    """Measures closing, rebuilding, releasing, views, and what is not there.

    Args:
        folder: The archive; it is changed.
        pages: Sources that it does not have, to be kept whole in one closed store.
        size: How many records it has.
        advance: Called after each step; there are `RELEASES` and a few more.
    """
    with closing(open_archive(folder)) as plain:
        for name in STORES:
            plain = add_store(plain, name)  # noqa: PLW2901 - the archive, opened anew
    with closing(open_archive(folder)) as archive:
        ids = list(islice(archive.shelf().store.ids(), min(size, VIEWS)))
        seconds = [_close(archive, store, ids, label) for store, label in zip(STORES, ("1", "2"), strict=True)]
        advance()
        note = f"of {len(ids)} records out of {size:,}; the open store is made anew"
        yield Figure("other", "closing passages", max(seconds), "s", note=note)
        started = time.perf_counter()
        rebuild_store(archive, OPEN)
        rebuilt = size / (time.perf_counter() - started)
        note = "tables and index, from the journal, in one process"
        yield Figure("figures", "rebuilding the open store", rebuilt, "records/s", REBUILT_PER_SECOND, False, note)
        advance()
    with closing(open_archive(folder)) as archive:
        times = [_release(archive, record_id, advance) for record_id in ids[:RELEASES]]
        note = f"median of {RELEASES}, from signed to public, in an archive of {size:,} records"
        yield Figure("figures", "releasing a passage", median(times), "s", RELEASE_SECONDS, True, note)
        whole = list(_keep_whole(archive, pages))
        yield _views(archive, whole, ids)
        advance()
    yield measure_absence(open_store_folder(folder), whole, str(size))
    advance()


def _close(archive: Archive, store: str, ids: Sequence[str], label: str) -> float:
    references = tuple(f"{record_id}#{_label(archive, record_id, int(label))}" for record_id in ids)
    request = Request(references=references, store=store, terms=_TERMS, by="bench", is_alone=True)
    started = time.perf_counter()
    close_passages(archive, request, actor=_BENCH, now=utc_now())
    return time.perf_counter() - started


def _label(archive: Archive, record_id: str, place: int) -> str:
    """Label of one of the first points of a record."""
    numbered = [each.label for each in archive.shelf().store.get(record_id).record.passages() if each.number]
    return numbered[min(place, len(numbered) - 1)]


def _release(archive: Archive, record_id: str, advance: Callable[[], None]) -> float:
    store = archive.shelf(STORES[0]).store
    label = next(store.get(record_id).record.passages()).label
    request = ReleaseRequest(reference=f"{record_id}#{label}", ground="bench", by="bench", is_alone=True)
    made = propose(archive, request, actor=_BENCH, now=utc_now())
    proposal = get_proposal(archive, made.hash, actor=_BENCH)
    signatures = [_signed(name, proposal.hash) for name in _KEYS]
    agreed = Agreement(keys={name: _public(name) for name in _KEYS})
    started = time.perf_counter()
    with crossing(archive, STORES[0], _BENCH, "bench") as way:
        way.release(proposal.packet, signatures, agreed, utc_now())
    advance()
    return time.perf_counter() - started


def _signed(name: str, packet_hash: str) -> Signature:
    return Signature(by=name, key=_public(name), signature=_KEYS[name].sign(signing_bytes(packet_hash)).hex())


def _public(name: str) -> str:
    return _KEYS[name].public_key().public_bytes_raw().hex()


def _keep_whole(archive: Archive, pages: Sequence[bytes]) -> Iterator[str]:
    """Adds pages to a closed store; gives the ids of their records."""
    with tempfile.TemporaryDirectory(prefix="fonds-bench-") as folder:
        for number, page in enumerate(pages):
            (Path(folder) / f"{number}.txt").write_bytes(page)
        for outcome in add_sources(archive, [folder], actor=_BENCH, store=STORES[0]):
            yield outcome.record_id


def _views(archive: Archive, whole: Sequence[str], split: Sequence[str]) -> Figure:
    """A cleared reader's views of records that one closed store keeps, and of records that lie in three, in turn."""
    one, three = [], []
    for pair in zip(whole, split, strict=False):
        for record_id, stores, times in zip(pair, (STORES[:1], STORES), (one, three), strict=True):
            started = time.perf_counter()
            get_view(archive, record_id, actor=_BENCH, stores=stores)
            times.append(time.perf_counter() - started)
    ratio = median(three) / median(one)
    note = f"{len(three)} records of each, p50 {1_000 * median(three):.2f} and {1_000 * median(one):.2f} ms"
    return Figure("ratios", "view from three stores / from one", ratio, "x", VIEW_RATIO, True, note)
