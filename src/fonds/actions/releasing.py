"""Releasing passages: proposed by one person, looked at and signed by others, then applied.

A proposal holds closed text. It lies in the folder of the closed store until it is applied or withdrawn::

    stores/NAME/proposals/HASH/packet.json      what will go into the open store; its hash is what is signed
    stores/NAME/proposals/HASH/KEY.json         one signature for each person

Not for: what is written to the stores (`fonds.actions.guard`), nor for what is to be looked at before
(`fonds.actions.cautions`).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from fonds.actions.access import enter
from fonds.actions.actors import read_private_key
from fonds.actions.agreement import Agreement, signing_bytes
from fonds.actions.archive import Archive, find_store_name, store_folder
from fonds.actions.folders import PRIVATE, put, written
from fonds.actions.forms import forms_of
from fonds.actions.guard import crossing
from fonds.actions.held import find_kept, ids_of, last_version
from fonds.model import (
    Actor,
    Conflict,
    Decision,
    Invalid,
    NotFound,
    Passage,
    Record,
    Refused,
    Signature,
    from_bytes,
    parse_reference,
    to_bytes,
)
from fonds.model.base import Value
from fonds.release import (
    OPEN,
    Kept,
    Made,
    Packet,
    Seen,
    find_named,
    find_roots,
    join,
    label_of,
    make_packet,
    take_in,
    with_below,
)

PROPOSALS = "proposals"
_PACKET = "packet.json"
_SHORTEST_HASH = 6


class Proposal(Value, frozen=True, kw_only=True):
    """A release that was proposed.

    Attributes:
        packet: What will go into the open store.
        store: Name of the closed store.
        signatures: Those that there are, in order of the names.
    """

    packet: Packet
    store: str
    signatures: tuple[Signature, ...] = ()

    @property
    def hash(self) -> str:
        """What is signed."""
        return self.packet.hash


class ReleaseRequest(Value, frozen=True, kw_only=True):
    """What a person wants released.

    Attributes:
        reference: ``ID#LABEL`` or ``ID#FIRST..LAST``; ``ID`` for all that one store keeps of a record.
        ground: Why; it will be public.
        by: Who proposes.
        stores: Closed stores; labels are those of the record as it is read from these and the open one together. If
            none is named, all that the actor may read are looked into, each with the open one alone.
        is_alone: Whether no other text of the record says the same, or that one is to stay closed.
    """

    reference: str
    ground: str
    by: str
    stores: tuple[str, ...] = ()
    is_alone: bool = False


def propose(archive: Archive, request: ReleaseRequest, *, actor: Actor, now: str) -> Proposal:
    """Makes the packet of a release, and puts it where it waits for signatures. Nothing is released.

    Args:
        archive: The archive.
        request: What is to be released.
        actor: Who acts, cleared for the store.
        now: ISO 8601 in UTC.

    Raises:
        Invalid: ``record-id``, ``several-stores``: a packet comes from one store; ``other-form``.
        NotFound: ``no-store``, ``record``, ``passage``.
        Conflict: ``open-already``. Unavailable: ``cannot-write``.
    """
    record_id, label = parse_reference(request.reference)
    opened = archive.shelf(OPEN).store.find(record_id)
    open_record = opened.record if opened else None
    together = _looked_into(archive, actor, request.stores)
    store, kept, released = _kept_passages(archive, together, open_record, record_id, label or "")
    if not request.is_alone:
        released |= _other_forms(join(open_record, [(kept.record, kept.split)]), kept, released)
    decision = Decision(
        kind="release", record_id=record_id, labels=(), by=(request.by,), on=now[:10], ground=request.ground
    )
    version = last_version(archive.shelf(OPEN).store, record_id)
    packet = make_packet(open_record, kept, released, decision, version=version)
    packet = msgspec.structs.replace(packet, decision=msgspec.structs.replace(decision, labels=_labels(packet)))
    folder = _folder(archive, store) / packet.hash
    with written(folder):
        folder.parent.mkdir(mode=PRIVATE, exist_ok=True)
        folder.mkdir(mode=PRIVATE, exist_ok=True)
        put(folder / _PACKET, to_bytes(packet))
    return get_proposal(archive, packet.hash, actor=actor)


def list_proposals(archive: Archive, *, actor: Actor) -> tuple[Proposal, ...]:
    """Releases that wait for signatures, of the stores that the actor may read, by store and hash."""
    return tuple(_entered(archive, proposal, actor) for proposal in _waiting(archive, actor))


def _waiting(archive: Archive, actor: Actor) -> Iterator[Proposal]:
    closed = (name for name in archive.stores_of(actor) if name != OPEN)
    return (proposal for name in closed for proposal in _proposals(archive, name))


def _entered(archive: Archive, proposal: Proposal, actor: Actor) -> Proposal:
    """A proposal holds closed text: that it is handed out is entered in the log of its store."""
    seen = Seen(record=proposal.packet.record_id, labels=proposal.packet.decision.labels)
    enter(archive, proposal.store, actor=actor, deed="release", seen=[seen], made=Made(sha256=proposal.hash))
    return proposal


def get_proposal(archive: Archive, packet_hash: str, *, actor: Actor) -> Proposal:
    """A release that was proposed.

    Args:
        archive: The archive.
        packet_hash: Its hash, or the beginning of it.
        actor: Who asks.

    Raises:
        NotFound: ``proposal``.
    """
    long_enough = len(packet_hash) >= _SHORTEST_HASH
    found = [each for each in _waiting(archive, actor) if each.hash.startswith(packet_hash)]
    if len(found) != 1 or not long_enough:
        hint = "`fonds release list` shows what waits for signatures."
        raise NotFound("there is no such proposal", code="proposal", ref=packet_hash[:12], hint=hint)
    return _entered(archive, found[0], actor)


def seen_by_public(archive: Archive, proposal: Proposal) -> tuple[Record | None, Record]:
    """What the public sees of the record before and after.

    Raises:
        Conflict: ``packet-stale``.
    """
    record_id, opened = proposal.packet.record_id, archive.shelf(OPEN).store
    held = opened.find(record_id)
    before = held.record if held else None
    return before, take_in(before, proposal.packet, version=last_version(opened, record_id))


def sign(
    archive: Archive, packet_hash: str, key_file: Path, passphrase: Callable[[], str], *, actor: Actor
) -> Proposal:
    """Adds the signature of the person whose key it is.

    Raises:
        NotFound: ``proposal``, ``no-file``. Invalid: ``key-file``. Refused: ``unknown-key``.
        Unavailable: ``cannot-write``.
    """
    proposal = get_proposal(archive, packet_hash, actor=actor)
    key = read_private_key(key_file, passphrase)
    public = key.public_key().public_bytes_raw().hex()
    name = next((name for name, known in archive.file.actors.items() if known.key == public), None)
    if name is None:
        hint = f'Declare it first: fonds actor add NAME --key "{key_file}.pub"'
        raise Refused("nobody is known to sign with this key", code="unknown-key", ref=str(key_file), hint=hint)
    signature = Signature(by=name, key=public, signature=key.sign(signing_bytes(proposal.hash)).hex())
    folder = _folder(archive, proposal.store) / proposal.hash
    with written(folder):
        put(folder / f"{public}.json", to_bytes(signature))
    return get_proposal(archive, proposal.hash, actor=actor)


def apply_release(archive: Archive, packet_hash: str, *, actor: Actor, now: str) -> Proposal:
    """Takes a signed packet into the open store.

    Raises:
        NotFound: ``proposal``. Refused: ``not-signed``. Conflict: ``packet-stale``. Unavailable: ``locked``.
    """
    proposal = get_proposal(archive, packet_hash, actor=actor)
    with crossing(archive, proposal.store, actor, "fonds release apply") as way:
        way.release(proposal.packet, proposal.signatures, agreement_of(archive), now)
    withdraw(archive, proposal)
    return proposal


def withdraw(archive: Archive, proposal: Proposal) -> None:
    """Takes a proposal and its signatures away.

    Raises:
        Unavailable: ``cannot-write``.
    """
    folder = _folder(archive, proposal.store) / proposal.hash
    with written(folder):
        shutil.rmtree(folder)


def agreement_of(archive: Archive) -> Agreement:
    """Who may sign in an archive, and how many have to."""
    keys = {name: known.key for name, known in archive.file.actors.items()}
    return Agreement(keys=keys, needed=archive.file.release.signatures)


def _looked_into(archive: Archive, actor: Actor, stores: Sequence[str]) -> list[list[str]]:
    """Closed stores, as they are read together: those that were named, or each that the actor may read by itself."""
    if stores:
        return [[find_store_name(archive, name, actor) for name in dict.fromkeys(stores) if name != OPEN]]
    return [[name] for name in archive.stores_of(actor) if name != OPEN]


def _kept_passages(
    archive: Archive, together: Sequence[Sequence[str]], opened: Record | None, record_id: str, label: str
) -> tuple[str, Kept, frozenset[str]]:
    """The one store that keeps passages, what it keeps of the record, and ids of what is to be released."""
    found: list[tuple[str, Kept, frozenset[str]]] = []
    known = opened is not None
    for names in together:
        kept = {name: one for name in names if (one := find_kept(archive.shelf(name).store, record_id))}
        known = known or bool(kept)
        found += _wanted(opened, kept, label)
    if not known:
        raise NotFound("there is no such record", code="record", ref=record_id[:40])
    if not found:
        raise _nothing_closed(opened, record_id, label)
    if len(found) > 1:
        names = " or ".join(f"--store {name}" for name, _, _ in found)
        hint = f"A release comes from one store. Say which, or the label of a part: {names}."
        raise Invalid("several stores keep parts of this", code="several-stores", ref=record_id, hint=hint)
    return found[0]


def _wanted(opened: Record | None, kept: Mapping[str, Kept], label: str) -> list[tuple[str, Kept, frozenset[str]]]:
    """What stores, read together with the open one, keep of what a label names."""
    if not kept:
        return []
    named = find_named(join(opened, [(one.record, one.split) for one in kept.values()]), label)
    wanted = {name: named & ids_of(one.record) for name, one in kept.items()}
    if opened and not any(wanted.values()):
        wanted = {name: _stood_for(opened, one, label) for name, one in kept.items()}
    return [(name, kept[name], slots) for name, slots in wanted.items() if slots]


def _other_forms(whole: Record, kept: Kept, released: frozenset[str]) -> frozenset[str]:
    """Ids of what other texts say of the same, as far as it is closed, with all that is below."""
    parents = {passage.id: passage.parent for passage in whole.passages()}
    roots = [slot for slot in whole.slots if slot.id in released and parents.get(slot.id) not in released]
    own = ids_of(kept.record)
    return with_below(whole, forms_of(whole, roots, own)) & own


def _stood_for(opened: Record, kept: Kept, label: str) -> frozenset[str]:
    """Ids of closed passages for which words stand that bear a label, with all that is below."""
    words = find_named(opened, label)
    closed = {slot for stand_in, slot in kept.split.stands_for.items() if stand_in in words}
    return with_below(kept.record, [slot for slot in kept.record.slots if slot.id in closed])


def _nothing_closed(opened: Record | None, record_id: str, label: str) -> Conflict | NotFound:
    ref = f"{record_id}#{label[:40]}" if label else record_id
    if opened is not None:
        find_roots(opened, label)  # says that there is no such passage
        return Conflict("nothing of this is closed, as far as you may know", code="open-already", ref=ref)
    return NotFound("the record has no such passage", code="passage", ref=ref)


def _labels(packet: Packet) -> tuple[str, ...]:
    """Labels of what is released, without those of parts."""
    own = {slot.id for slot in packet.slots}
    tops = (slot for slot in packet.slots if not (isinstance(slot, Passage) and slot.parent in own))
    return tuple(dict.fromkeys(label_of(slot) for slot in tops))


def _folder(archive: Archive, store: str) -> Path:
    return store_folder(archive.folder, store) / PROPOSALS


def _proposals(archive: Archive, store: str) -> Iterator[Proposal]:
    for path in sorted(_folder(archive, store).glob(f"*/{_PACKET}")):
        packet = from_bytes(path.read_bytes(), Packet)
        signatures = [from_bytes(one.read_bytes(), Signature) for one in path.parent.glob("*.json") if one != path]
        ordered = tuple(sorted(signatures, key=lambda one: one.by))
        yield Proposal(packet=packet, store=store, signatures=ordered)
