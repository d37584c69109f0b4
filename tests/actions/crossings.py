"""Deeds over the open store and a closed one, as tests drive them: without a command line, by people with keys."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fonds.actions.adding import add_sources
from fonds.actions.agreement import Agreement, signing_bytes
from fonds.actions.archive import Archive, add_store, init_archive, open_archive
from fonds.actions.excerpting import excerpt_for
from fonds.actions.excerpting import labels_of as excerpt_labels
from fonds.actions.guard import Closure, crossing
from fonds.actions.held import find_kept, last_version
from fonds.actions.resolving import Answer, resolve_pointer
from fonds.actions.viewing import as_one, get_view
from fonds.model import Actor, Decision, Passage, Record, Signature
from fonds.release import OPEN, Packet, Terms, find_roots, make_packet, resolutions_of, with_below

STAFF = Actor(name="staff", clearances=frozenset({"special", "army"}))
NOW = "2026-11-26T08:00:00Z"
MARKED = Terms(reason=1, extent="lines", review_year=2040)
WITHHELD = Terms(reason=2, extent=None)


ORDER = """\
Skip to content

June 2, 1932

Order on the harbour of Lomsk no. {number}

ORDER No. {number}

of the Harbour Board

2 June 1932

1. Charge the Dredging Office with deepening basin {number} by two fathoms.

2. Let the Customs House do the following before the ice:

a) count {number} crates of optical glass in the northern shed;

b) seal the lamps of lighthouse {number} with lead.

3. Ask the Pilots to keep a lantern at pier {number}.

Excerpts sent to: Orlov - all; Pilots - 3; Customs - 8; Sailors - 9.

Document Information

State Archive of Lomsk, F. 12, Op. 3, D. {number}, l. 5.
"""
"""A page with points 1, 2 with 2.a and 2.b, and 3; its list sends a point 8 and a point 9, which there are not."""


def make_archive(folder: Path) -> Archive:
    """A new archive with the closed stores `special` and `army`."""
    return add_store(add_store(init_archive(folder / "archive", "Lomsk"), "special"), "army")


@contextmanager
def copy_of(made: Path, folder: Path) -> Iterator[Archive]:
    """A copy of an archive, open."""
    copy = open_archive(Path(shutil.copytree(made, folder / "archive", symlinks=True)))
    yield copy
    copy.close()


def write_order(folder: Path, number: int, more: str = "") -> Path:
    """Writes such a page; its words differ from those of other numbers."""
    path = folder / f"order-{number}.txt"
    path.write_text(ORDER.format(number=number) + more, encoding="utf-8")
    return path


def key_of(name: str) -> Ed25519PrivateKey:
    """The key of a person: the same for the same name."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


def public_half(name: str) -> str:
    return key_of(name).public_key().public_bytes_raw().hex()


def agreement(*names: str, needed: int = 2) -> Agreement:
    return Agreement(keys={name: public_half(name) for name in names}, needed=needed)


TWO = agreement("ann", "bo")


def signed(packet: Packet, *names: str) -> list[Signature]:
    """Signatures of persons under a packet."""
    data = signing_bytes(packet.hash)
    return [Signature(by=n, key=public_half(n), signature=key_of(n).sign(data).hex()) for n in names]


def decision(kind: str, record_id: str, labels: Iterable[str] = ()) -> Decision:
    return Decision(
        kind=kind, record_id=record_id, labels=tuple(labels), by=("staff",), on="2026-11-26", ground="as agreed"
    )


def closure(record_id: str, *labels: str, terms: Terms = MARKED) -> Closure:
    made = decision("close", record_id, labels)
    return Closure(record_id=record_id, labels=labels, terms=terms, decision=made)


def close(archive: Archive, record_id: str, *labels: str, terms: Terms = MARKED, store: str = "special") -> None:
    """Closes passages of one record."""
    with crossing(archive, store, STAFF, "close") as way:
        way.close([closure(record_id, *labels, terms=terms)], NOW)


def packet_of(archive: Archive, record_id: str, label: str, store: str = "special") -> Packet:
    """What a release of passages would take into the open store."""
    kept = find_kept(archive.shelf(store).store, record_id)
    assert kept is not None
    opened = archive.shelf(OPEN).store
    held = opened.find(record_id)
    released = with_below(kept.record, find_roots(kept.record, label))
    made = decision("release", record_id, (label,))
    version = last_version(opened, record_id)
    return make_packet(held.record if held else None, kept, released, made, version=version)


def apply(archive: Archive, packet: Packet, store: str = "special", names: Sequence[str] = ("ann", "bo")) -> None:
    """Takes a packet in that two persons signed."""
    with crossing(archive, store, STAFF, "release") as way:
        way.release(packet, signed(packet, *names), TWO, NOW)


def release(archive: Archive, record_id: str, label: str, store: str = "special") -> Packet:
    packet = packet_of(archive, record_id, label, store)
    apply(archive, packet, store)
    return packet


def add(archive: Archive, *sources: Path, store: str = OPEN) -> list[str]:
    """Adds sources; ids of the records."""
    outcomes = list(add_sources(archive, [str(source) for source in sources], actor=STAFF, store=store))
    assert {outcome.what for outcome in outcomes} <= {"added", "new-version", "unchanged"}, outcomes
    return [outcome.record_id for outcome in outcomes]


def slots_of(archive: Archive, store: str, record_id: str) -> dict[str, str]:
    """Content by slot, of what a store holds of a record."""
    held = archive.shelf(store).store.find(record_id)
    return {slot.id: slot.content for slot in held.record.slots} if held else {}


def resolve(archive: Archive, record_id: str, pointer: str, label: str, *stores: str, by: str = "cy") -> int:
    """Says what a pointer means."""
    answer = Answer(pointer=pointer, label=label, by=by, because=f"{by} saw the copy of {label}")
    return resolve_pointer(archive, record_id, answer, actor=STAFF, now=NOW, stores=stores)


def sent(archive: Archive, record_id: str, recipient: str, *stores: str) -> tuple[list[str], list[str]]:
    """Labels and questions of an excerpt, as it is made by somebody who reads some stores."""
    view = get_view(archive, record_id, actor=STAFF, stores=stores)
    made = excerpt_for(as_one(view), recipient)
    return list(excerpt_labels(made)), [question.scope for question in made.questions]


def answered(archive: Archive, store: str, record_id: str) -> list[tuple[str, str]]:
    """Pointers about which a store knows an answer, and who gave it."""
    return [(one.scope, one.said_by.agent) for one in resolutions_of(archive.shelf(store).store.find(record_id))]


def labels_of(archive: Archive, store: str, record_id: str) -> list[str]:
    held = archive.shelf(store).store.find(record_id)
    return [slot.label if isinstance(slot, Passage) else slot.kind for slot in held.record.slots] if held else []


def gaps_of(archive: Archive, record_id: str) -> list[tuple[str, str | None]]:
    """Label and extent of each gap of the open store."""
    held = archive.shelf(OPEN).store.find(record_id)
    return [(gap.label, gap.extent) for gap in held.record.gaps] if held else []


def record_in(archive: Archive, store: str, record_id: str) -> Record:
    return archive.shelf(store).store.get(record_id).record


def files_with(folder: Path, text: str) -> list[str]:
    """Files below a folder in which words stand as they are; compressed ones are for `tests.security.decoding`."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.name for path in files if text.encode() in path.read_bytes()]
