"""One of two archives in lockstep: deeds with clock and randomness from outside, and its public image.

A draw depends on the name of the step and on what is drawn for, never on what was drawn before: so what one archive
draws for something closed does not shift what it draws for something open.
"""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fonds.actions import guard, held, preparing, releasing, versions
from fonds.actions.adding import add_sources
from fonds.actions.agreement import Agreement, signing_bytes
from fonds.actions.archive import Archive, add_store, init_archive, open_archive
from fonds.actions.backups import back_up
from fonds.actions.guard import Closure, crossing
from fonds.actions.held import find_kept, last_version
from fonds.actions.resolving import Answer, resolve_pointer
from fonds.actions.upkeep import rebuild_store
from fonds.actions.viewing import get_view
from fonds.model import (
    Actor,
    AnySlot,
    Decision,
    FondsError,
    Passage,
    Record,
    Signature,
    digest,
    new_record_id,
    new_slot_ids,
    to_bytes,
    with_ids,
)
from fonds.model.ids import ALPHABET, SLOT_ID_LENGTH
from fonds.release import OPEN, Holding, Packet, Terms, make_packet, with_below
from fonds.search import build_document, rebuild_index
from fonds.store import _bodies, _steps, _stores
from tests.universes.pages import CLOSED_WORDS

CLOSED = ("special", "army")
SIGNERS = ("A. Archivist", "B. Reviewer")

_KEYS = {name: Ed25519PrivateKey.from_private_bytes(digest(name.encode())[:32].encode()) for name in SIGNERS}
_AGREED = Agreement(keys={name: key.public_key().public_bytes_raw().hex() for name, key in _KEYS.items()})
_MEMORY = Path("/dev/shm")
_NAMES = re.compile(rb"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Names that Tantivy gives to its segments."""
_MADE = re.compile(rb'"(?:made|run)":"[0-9a-f]{16}"')
_COUNT = re.compile(rf"[~/](?:[0-9]+|[{ALPHABET}]{{{SLOT_ID_LENGTH}}})$")
"""What a label counts, or the id in its place in a closed store."""
_QUERIES = ("boats", "mill", *(word for words in CLOSED_WORDS.values() for word in words[:2]))
_DAY = "2026-11-26"


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """An empty folder that does not wait for a disk, where the machine has such: what is compared are bytes."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        yield Path(folder)


class Side:
    """An archive with an open store and closed ones.

    Args:
        folder: Where it is made.
        stores: Names of the closed stores and their compartments; none for one of the store's own name.
    """

    def __init__(self, folder: Path, stores: Mapping[str, Sequence[str]] = dict.fromkeys(CLOSED, ())) -> None:
        self.folder = folder
        self.actor = Actor(
            name="staff", clearances=frozenset(each for name, listed in stores.items() for each in (listed or [name]))
        )
        # Archives that lie side by side take their sources from one place: where a page came from is known of it.
        self.sources = folder.parent / "sources"
        self.sources.mkdir(exist_ok=True)
        with drawn_from("made"):
            self.archive: Archive = init_archive(folder, "Two universes")
            for name, compartments in stores.items():
                self.archive = add_store(self.archive, name, compartments)

    # Deeds. Each gives what the person who did it was told, as far as it is about the open store.

    def add(self, store: str, name: str, page: str, *, seed: str, at: str) -> tuple[str, str, str]:
        """Adds a page under a name; the same name again is a changed capture.

        Returns:
            What became of it, the id of the record, and the code of the refusal.
        """
        source = self.sources / name
        source.write_text(page, encoding="utf-8")
        with drawn_from(seed):
            (outcome,) = add_sources(self.archive, [str(source)], actor=self.actor, store=store, clock=lambda: at)
        return outcome.what, outcome.record_id, outcome.code

    def close_passages(
        self, store: str, record_id: str, labels: tuple[str, ...], terms: Terms, *, seed: str, at: str
    ) -> str:
        """Closes passages; gives the code of the refusal."""
        ground = f"because of {store}"
        decision = Decision(kind="close", record_id=record_id, labels=labels, by=("staff",), on=_DAY, ground=ground)
        closure = Closure(record_id=record_id, labels=labels, terms=terms, decision=decision)
        return self._done(seed, lambda: self._cross(store, "close", lambda way: way.close([closure], at)))

    def release(self, store: str, record_id: str, roots: frozenset[str], *, seed: str, at: str) -> tuple[str, str]:
        """Releases slots with all below them; gives the packet as it is signed, and the code of the refusal."""
        packet = self.packet(store, record_id, roots)
        signed = [
            Signature(by=name, key=_AGREED.keys[name], signature=key.sign(signing_bytes(packet.hash)).hex())
            for name, key in _KEYS.items()
        ]
        code = self._done(
            seed, lambda: self._cross(store, "release", lambda way: way.release(packet, signed, _AGREED, at))
        )
        return to_bytes(packet).decode(), code

    def resolve(
        self, record_id: str, pointer: str, label: str, *, seed: str, at: str, stores: Sequence[str] = ()
    ) -> str:
        """Says which passage a pointer means, in view of closed stores or of none; gives the code of the refusal."""
        answer = Answer(pointer=pointer, label=label, by="A. Archivist", because="it is the only one")
        return self._done(
            seed, lambda: resolve_pointer(self.archive, record_id, answer, actor=self.actor, now=at, stores=stores)
        )

    def packet(self, store: str, record_id: str, roots: frozenset[str]) -> Packet:
        """The packet for slots of a closed store and all below them."""
        kept = find_kept(self.archive.shelf(store).store, record_id)
        assert kept is not None
        opened = self.archive.shelf(OPEN).store.find(record_id)
        named = [slot for slot in kept.record.slots if slot.id in roots]
        decision = Decision(
            kind="release", record_id=record_id, labels=(), by=SIGNERS[:1], on=_DAY, ground="no longer needed"
        )
        packet = make_packet(
            opened.record if opened else None,
            kept,
            with_below(kept.record, named),
            decision,
            version=last_version(self.archive.shelf(OPEN).store, record_id),
        )
        labels = releasing._labels(packet)
        return msgspec.structs.replace(packet, decision=msgspec.structs.replace(packet.decision, labels=labels))

    def rebuild(self, store: str) -> int:
        """Makes tables and index of a store anew."""
        self.archive.close()
        return rebuild_store(self.archive, store)

    def reopen(self) -> None:
        """Does what a new process would."""
        self.archive.close()
        self.archive = open_archive(self.folder)

    def _cross(self, store: str, deed: str, act: Callable[[guard.Crossing], None]) -> None:
        with crossing(self.archive, store, self.actor, deed) as way:
            act(way)

    def _done(self, seed: str, act: Callable[[], object]) -> str:
        try:
            with drawn_from(seed):
                act()
        except FondsError as error:
            return error.code
        return ""

    # What there is

    def held(self, store: str) -> dict[str, Holding]:
        """What a store holds, by record id."""
        kept = self.archive.shelf(store).store
        return {record_id: kept.get(record_id) for record_id in kept.ids()}

    def joined(self, stores: Sequence[str]) -> dict[str, Record]:
        """What somebody sees of records of closed stores, together with what is open of them, by record id."""
        ids = {each for store in stores for each in self.archive.shelf(store).store.ids()}
        return {each: get_view(self.archive, each, actor=self.actor, stores=stores).record for each in ids}

    def image(self, scratch: Path) -> dict[str, Any]:
        """What an outsider may ever get of the archive: tables, indexes, backup and files of the open store.

        Args:
            scratch: An empty folder.
        """
        shelf = self.archive.shelf(OPEN)
        readings = (holding.reading for _, holding in shelf.store.changes(0) if holding.record.holds_any)
        rebuild_index(scratch / "index", (build_document(each) for each in readings), shelf.store.position())
        back_up(self.archive, scratch / "backup", "2026-12-01T00:00:00Z")
        beside = (path for path in shelf.folder.iterdir() if path.suffix in (".toml", ".json", ".pub"))
        image = {
            "database": tuple(shelf.store.dump()),
            "index": _files_of(scratch / "index"),
            "backup": _files_of(scratch / "backup" / OPEN),
            "site": {path.name: path.read_bytes() for path in beside},
            "answers": tuple(f"{query}: {self._found(query)}".encode() for query in _QUERIES),
        }
        shutil.rmtree(scratch)
        return image

    def _found(self, query: str) -> list[str]:
        """What the index finds that is in use."""
        index = self.archive.shelf(OPEN).index
        return sorted(hit.record_id for hit in index.search(query, per_page=100).hits)


Slots = dict[str, tuple[str, list[str]]]
"""By id of a slot: a hash of what it says without its place, and the ids of all that is below it, its own too."""


def slots_of(record: Record) -> Slots:
    """What two archives have to tell each other of a record to find what both hold."""
    return {slot.id: (digest(to_bytes(_apart(slot))), sorted(with_below(record, [slot]))) for slot in record.slots}


def common_roots(left: Slots, right: Slots) -> list[str]:
    """Ids of slots that are the same with all that is below them: what may be released in both alike."""
    same = {slot_id for slot_id, said in left.items() if slot_id in right and right[slot_id][0] == said[0]}
    return [
        slot_id
        for slot_id, (_, below) in left.items()
        if slot_id in same and same.issuperset(below) and right[slot_id][1] == below
    ]


def differences_of(left: dict[str, Any], right: dict[str, Any]) -> list[str]:
    """Where two images differ, for people."""
    found = []
    for part, mine in left.items():
        theirs = right[part]
        if isinstance(mine, dict):
            odd = [name for name in sorted(mine.keys() | theirs.keys()) if mine.get(name) != theirs.get(name)]
            found += [f"{part}: {name}: {_first_odd(mine.get(name), theirs.get(name))}" for name in odd]
        elif mine != theirs:
            found.append(f"{part}: {_first_odd(b' '.join(mine), b' '.join(theirs))}")
    return found


def _first_odd(left: bytes | None, right: bytes | None) -> str:
    if left is None or right is None:
        return "is in one alone"
    at = next((at for at, (one, other) in enumerate(zip(left, right, strict=False)) if one != other), 0)
    return f"{left[max(0, at - 60) : at + 60]!r} is not {right[max(0, at - 60) : at + 60]!r}"


def _apart(slot: AnySlot) -> AnySlot:
    """A slot without what its place among others gives it, which a packet says anew: how many came before it."""
    if not isinstance(slot, Passage):
        return msgspec.structs.replace(slot, marks=())
    return msgspec.structs.replace(slot, label=_COUNT.sub("", slot.label), parent="", aliases=(), marks=())


def _files_of(folder: Path) -> dict[str, bytes]:
    """Contents of files by path, without names and stamps that are drawn, nor in what order Tantivy lists them."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix == ".lock":
            continue
        name = _NAMES.sub(b"NAME", path.relative_to(folder).as_posix().encode()).decode()
        content = path.read_bytes()
        if path.suffix == ".json":
            content = _MADE.sub(b"", _NAMES.sub(b"NAME", content))
        if path.name == ".managed.json":
            content = b"".join(sorted(content.strip(b"[]\n").split(b",")))
        found[f"{name} {sum(key.startswith(name) for key in found)}"] = content
    return found


@contextmanager
def drawn_from(seed: str) -> Iterator[None]:
    """Takes the randomness of a deed from a seed, apart for each thing that is drawn."""

    def ids_of_source(record: Record) -> Record:
        times: Counter[str] = Counter()
        ids = []
        for slot in record.slots:
            times[slot.content] += 1
            ids.append(_slot_ids(f"{seed} {times[slot.content]} {slot.content}", 1)[0])
        return with_ids(record, new_record_id(random.Random(f"record {seed}").randrange), tuple(ids))

    def body_lines(number: int, bodies: Any) -> Any:
        chance = random.Random(hashlib.sha256(repr((number, bodies)).encode()).digest())
        salts = SimpleNamespace(token_hex=lambda size: chance.randbytes(size).hex())
        with mock.patch.object(_bodies, "secrets", salts):
            return sound_body_lines(number, bodies)

    sound_body_lines = _bodies.write_body_lines
    keys = SimpleNamespace(token_bytes=lambda size: random.Random(seed).randbytes(size))
    with (
        mock.patch.object(preparing, "_under_new_ids", ids_of_source),
        mock.patch.object(versions, "new_slot_ids", lambda count: _slot_ids(f"{seed} version", count)),
        mock.patch.object(guard, "new_slot_ids", lambda count: _slot_ids(f"{seed} guard", count)),
        # A text has one id in both archives, however often a page with it was captured in the one.
        mock.patch.object(held, "new_slot_ids", lambda count: _slot_ids("texts", count)),
        mock.patch.object(_steps, "write_body_lines", body_lines),
        mock.patch.object(_stores, "secrets", keys),
    ):
        yield


def _slot_ids(seed: str, count: int) -> tuple[str, ...]:
    return new_slot_ids(count, random.Random(seed).randrange)
