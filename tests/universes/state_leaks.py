"""Planted leaks into the open store: ways in which a deed could carry something of what is closed. Each is caught.

Not for: leaks of the public server on a sound open store (`tests.universes.leaks`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any
from unittest import mock

import msgspec

from fonds.actions import guard, held, resolving
from fonds.actions.deriving import derive
from fonds.actions.held import find_kept
from fonds.model import Gap, Passage, Reading, Record, to_bytes
from fonds.release import Deposit, Packet, closing, packets, resolutions_of, with_resolutions
from fonds.release.splitting import join
from fonds.search import build_document
from tests.universes import side

Plant = Callable[[ExitStack], None]
STATE_LEAKS: dict[str, Plant] = {}

_LENGTHS = ((60, "words"), (100, "lines"))


def _leak(plant: Plant) -> Plant:
    STATE_LEAKS[plant.__name__.strip("_").replace("_", "-")] = plant
    return plant


def _patch(planted: ExitStack, place: Any, name: str, leaky: Callable[..., Any]) -> None:
    sound = getattr(place, name)
    planted.enter_context(mock.patch.object(place, name, lambda *given, **more: leaky(sound, *given, **more)))


# What a gap says


def _patch_gap(planted: ExitStack, change: Callable[[Gap, Any], Gap]) -> None:
    def closing_of(sound: Any, root: Any, *rest: Any) -> Any:
        made = sound(root, *rest)
        return msgspec.structs.replace(made, gap=change(made.gap, root)) if made.gap else made

    _patch(planted, closing, "_closing", closing_of)


@_leak
def _extent_from_text(planted: ExitStack) -> None:
    def measured(gap: Gap, root: Any) -> Gap:
        extent = next((name for size, name in _LENGTHS if len(root.content) < size), "pages")
        return msgspec.structs.replace(gap, extent=extent)

    _patch_gap(planted, measured)


@_leak
def _gap_under_the_id_of_the_passage(planted: ExitStack) -> None:
    _patch_gap(planted, lambda gap, root: msgspec.structs.replace(gap, id=root.id))


@_leak
def _gap_labelled_with_the_first_words(planted: ExitStack) -> None:
    _patch_gap(planted, lambda gap, root: msgspec.structs.replace(gap, label=f"{gap.label} {root.content[:40]}"))


def _count_what_is_closed(planted: ExitStack) -> None:
    """Has closed stores count their passages, as the open one does; no leak by itself."""
    for module in (closing, held):
        _patch(planted, module, "without_count", lambda sound, slot, once=(): slot)


@_leak
def _gap_whose_label_counts(planted: ExitStack) -> None:
    _count_what_is_closed(planted)
    _patch(planted, closing, "free_label", lambda sound, slot, taken: slot.label)


@_leak
def _gap_after_a_closed_passage(planted: ExitStack) -> None:
    _patch(planted, closing, "_last_open", lambda sound, before, opened: before[-1] if before else "")


# What a packet holds


@_leak
def _labels_that_count(planted: ExitStack) -> None:
    _count_what_is_closed(planted)
    _patch(planted, packets, "free_label", lambda sound, slot, taken: slot.label)


@_leak
def _labels_that_it_had(planted: ExitStack) -> None:
    _count_what_is_closed(planted)

    def as_public(sound: Any, slots: Sequence[Any], *rest: Any) -> Any:
        had = {slot.id: slot.label for slot in slots if isinstance(slot, Passage)}
        public = sound(slots, *rest)
        return [msgspec.structs.replace(s, aliases=(had[s.id],)) if s.id in had else s for s in public]

    _patch(planted, packets, "_as_public", as_public)


@_leak
def _parents_that_are_closed(planted: ExitStack) -> None:
    def with_parents(sound: Any, record: Record, parents: dict[str, str]) -> Record:
        slots = (
            msgspec.structs.replace(slot, parent=parents.get(slot.id, "")) if isinstance(slot, Passage) else slot
            for slot in record.slots
        )
        return msgspec.structs.replace(record, slots=tuple(slots))

    _patch(planted, packets, "with_parents", with_parents)


@_leak
def _packet_that_lists_what_stays(planted: ExitStack) -> None:
    def make(sound: Any, opened: Any, kept: Any, released: Any, decision: Any, **more: Any) -> Packet:
        stays = ", ".join(slot.label for slot in kept.record.passages())
        return sound(opened, kept, released, msgspec.structs.replace(decision, ground=f"all but {stays}"), **more)

    _patch(planted, side, "make_packet", make)


@_leak
def _packet_padded_to_the_whole(planted: ExitStack) -> None:
    def make(sound: Any, opened: Any, kept: Any, released: Any, decision: Any, **more: Any) -> Packet:
        ground = f"{decision.ground}{' ' * len(to_bytes(kept.record))}"
        return sound(opened, kept, released, msgspec.structs.replace(decision, ground=ground), **more)

    _patch(planted, side, "make_packet", make)


# What goes into the open store with a deed


def _patch_deposit(planted: ExitStack, change: Callable[[Deposit, Any], Deposit]) -> None:
    """Changes what a crossing puts into the open store, knowing what the closed one holds."""
    ways: list[Any] = []

    def begin(sound: Any, way: Any, *given: Any) -> None:
        ways.append(way)
        sound(way, *given)

    def deposit(sound: Any, store: Any, index: Any, deposits: Any, *rest: Any) -> None:
        way = ways[-1]
        is_open = store is way._open
        sound(store, index, [change(one, way) for one in deposits] if is_open else deposits, *rest)

    _patch(planted, guard.Crossing, "__init__", begin)
    _patch(planted, guard, "_deposit", deposit)


def _read_from_all(deposit: Deposit, way: Any) -> Reading:
    """What is read from a record when the slots of both stores are read together."""
    record = deposit.reading.record
    kept = find_kept(way._closed, record.id)
    return derive(join(record, [(kept.record, kept.split)])) if kept else deposit.reading


def _patch_reading(planted: ExitStack, *names: str) -> None:
    def change(deposit: Deposit, way: Any) -> Deposit:
        whole = _read_from_all(deposit, way)
        taken = {name: getattr(whole, name) for name in names}
        return msgspec.structs.replace(deposit, reading=msgspec.structs.replace(deposit.reading, **taken))

    _patch_deposit(planted, change)


@_leak
def _finding_on_the_full_record(planted: ExitStack) -> None:
    _patch_reading(planted, "findings")


@_leak
def _statement_of_the_full_record(planted: ExitStack) -> None:
    _patch_reading(planted, "statements")


@_leak
def _mention_in_the_full_record(planted: ExitStack) -> None:
    _patch_reading(planted, "mentions")


@_leak
def _title_of_the_full_record(planted: ExitStack) -> None:
    _patch_reading(planted, "description")


@_leak
def _answer_of_the_closed_store(planted: ExitStack) -> None:
    def change(deposit: Deposit, way: Any) -> Deposit:
        reading = deposit.reading
        said = resolutions_of(way._closed.find(reading.record.id))
        statements = with_resolutions(reading.statements, said, reading.record)
        return msgspec.structs.replace(deposit, reading=msgspec.structs.replace(reading, statements=statements))

    _patch_deposit(planted, change)


@_leak
def _answer_kept_in_the_open_store(planted: ExitStack) -> None:
    _patch(planted, resolving, "_keeper", lambda sound, archive, view, said: view.holdings[0])


@_leak
def _outline_in_the_open_store(planted: ExitStack) -> None:
    def change(deposit: Deposit, way: Any) -> Deposit:
        kept = find_kept(way._closed, deposit.reading.record.id)
        return msgspec.structs.replace(deposit, split=kept.split) if kept else deposit

    _patch_deposit(planted, change)


@_leak
def _hash_of_the_whole_source(planted: ExitStack) -> None:
    def change(deposit: Deposit, way: Any) -> Deposit:
        facts = way._closed.versions(deposit.reading.record.id)
        return msgspec.structs.replace(deposit, source_sha256=facts[-1].source_sha256) if facts else deposit

    _patch_deposit(planted, change)


@_leak
def _source_as_captured(planted: ExitStack) -> None:
    def change(deposit: Deposit, way: Any) -> Deposit:
        record_id = deposit.reading.record.id
        found = [way._closed.find_source(record_id, one.number) for one in way._closed.versions(record_id)]
        source = next((one for one in found if one), b"")
        return msgspec.structs.replace(deposit, source=source)

    _patch_deposit(planted, change)


@_leak
def _size_of_the_capture(planted: ExitStack) -> None:
    def change(deposit: Deposit, way: Any) -> Deposit:
        size = sum(len(slot.content) for slot in _read_from_all(deposit, way).record.slots)
        capture = msgspec.structs.replace(deposit.reading.capture, size_bytes=size)
        return msgspec.structs.replace(deposit, reading=msgspec.structs.replace(deposit.reading, capture=capture))

    _patch_deposit(planted, change)


@_leak
def _number_of_closed_edits(planted: ExitStack) -> None:
    def change(deposit: Deposit, way: Any) -> Deposit:
        count = len(way._closed.versions(deposit.reading.record.id))
        return msgspec.structs.replace(deposit, origin=f"capture {count}")

    _patch_deposit(planted, change)


@_leak
def _time_of_the_last_closed_edit(planted: ExitStack) -> None:
    def deposit(sound: Any, store: Any, index: Any, deposits: Any, actor: Any, now: str) -> None:
        known = [way[0].find(one.reading.record.id) for one in deposits for way in ways[-1:]]
        at = next((held.added for held in known if held), now)
        sound(store, index, deposits, actor, at)

    ways: list[tuple[Any]] = []

    def begin(sound: Any, way: Any, *given: Any) -> None:
        sound(way, *given)
        ways.append((way._closed,))

    _patch(planted, guard.Crossing, "__init__", begin)
    _patch(planted, guard, "_deposit", deposit)


# What is beside the record


@_leak
def _sequential_ids(planted: ExitStack) -> None:
    """Ids that count through all that there is of a record."""

    def ids(sound: Any, seed: str, count: int) -> tuple[str, ...]:
        counted = tuple(f"{count + number:05}" for number in range(count))
        return counted if seed.endswith("guard") else sound(seed, count)

    _patch(planted, side, "_slot_ids", ids)


@_leak
def _shared_index(planted: ExitStack) -> None:
    """What goes into the index of a closed store goes into that of the open one as well."""
    ways: list[Any] = []

    def begin(sound: Any, way: Any, *given: Any) -> None:
        sound(way, *given)
        ways.append(way)

    def deposit(sound: Any, store: Any, index: Any, deposits: Any, *rest: Any) -> None:
        if store is ways[-1]._closed:
            ways[-1]._open_index.replace([build_document(one.reading) for one in deposits])
            ways[-1]._open_index.commit(ways[-1]._open.position())
        sound(store, index, deposits, *rest)

    _patch(planted, guard.Crossing, "__init__", begin)
    _patch(planted, guard, "_deposit", deposit)


@_leak
def _closed_edits_counted_beside_the_open_store(planted: ExitStack) -> None:
    def admit(sound: Any, gate: Any, *given: Any) -> Any:
        ruled = sound(gate, *given)
        with (gate._shelf.folder.parent / "open" / "site.toml").open("a") as file:
            file.write("# something was added\n")
        return ruled

    _patch(planted, guard.Guard, "admit", admit)


@_leak
def _backup_that_counts_all_entries(planted: ExitStack) -> None:
    def back_up(sound: Any, archive: Any, folder: Any, now: str) -> Any:
        told = sound(archive, folder, now)
        with (folder / "open" / "backup.json").open("a") as file:
            file.write(f"{sum(told.values())}\n")
        return told

    _patch(planted, side, "back_up", back_up)


@_leak
def _backup_of_the_open_store_with_a_closed_journal(planted: ExitStack) -> None:
    def back_up(sound: Any, archive: Any, folder: Any, now: str) -> Any:
        told = sound(archive, folder, now)
        chain = (folder / "special" / "journal" / "chain.jsonl").read_bytes()
        (folder / "open" / "journal" / "all.jsonl").write_bytes(chain)
        return told

    _patch(planted, side, "back_up", back_up)
