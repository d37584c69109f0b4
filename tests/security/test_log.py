"""T8: whatever is done to a log, who has kept its checkpoints and the store's public key finds it.

Nine kinds of tampering, each at many places: what somebody can do who writes the files of the store but does not have
its key, and, for a rollback, what the program itself does on a store that was put back.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from fonds.model import from_bytes, to_bytes
from fonds.release import Checkpoint, LogEntry, Seen
from fonds.store import AccessLog, StoreKey, check_log, create_store, is_signed, read_checkpoints, read_key
from fonds.store import write_checkpoint as write
from fonds.store._checkpoints import _signed_bytes
from fonds.store._lines import compose, take_apart
from tests.security.conftest import FULL

PLACES = 1000 if FULL else 100
ENTRIES = 100
AT = "2026-11-26T09:{:02}:00Z"


class Truth(NamedTuple):
    """A log, and what somebody outside has kept of it."""

    lines: list[bytes]
    checkpoints: list[bytes]
    key: StoreKey
    folder: Path

    @property
    def public(self) -> str:
        return self.key.public


class Tampered(NamedTuple):
    """What is found later, and looked at with the public key that was kept."""

    lines: list[bytes]
    checkpoints: list[bytes]


def drawn_entry(draw: random.Random) -> LogEntry:
    seen = tuple(
        Seen(record=f"{draw.randrange(10**10):010}", version=1, labels=tuple(draw.sample(["1", "8.3", "title"], 2)))
        for _ in range(draw.randrange(3))
    )
    return LogEntry(
        at=AT.format(draw.randrange(60)), by=draw.choice("abc"), deed=draw.choice(["show", "list"]), seen=seen
    )


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    """A log of a hundred entries, as the program writes it, with a checkpoint after some of them and the last."""
    draw, folder = random.Random(8), tmp_path_factory.mktemp("truth")
    create_store(folder / "special", "special")
    log, key = AccessLog(folder / "special", 5), read_key(folder / "special")
    for number in range(1, ENTRIES + 1):
        log.append(drawn_entry(draw))
        if draw.randrange(8) == 0 or number == ENTRIES:
            write(folder / "kept.jsonl", log, key, AT.format(number % 60))
    lines = log.path.read_bytes().splitlines(keepends=True)
    return Truth(lines, list(read_checkpoints(folder / "kept.jsonl")), key, folder)


# Tools of somebody who knows how a log is written


def entry_of(line: bytes) -> LogEntry:
    return from_bytes(take_apart(line)[0], LogEntry)


def chained(before: Sequence[bytes], entries: Sequence[LogEntry]) -> list[bytes]:
    """The lines of entries behind others, with numbers and hashes as the program would give them."""
    lines = list(before)
    for entry in entries:
        prev = take_apart(lines[-1])[1] if lines else "0" * 64
        lines.append(compose(to_bytes(msgspec.structs.replace(entry, number=len(lines) + 1, prev=prev)))[0])
    return lines


def other(entry: LogEntry, draw: random.Random) -> LogEntry:
    """The entry, saying something else."""
    changes: list[dict[str, object]] = [
        {"by": entry.by + "x"},
        {"at": "2026-11-25T00:00:00Z"},
        {"deed": "backup"},
        {"seen": (*entry.seen, Seen(record="0000000000"))},
        {"seen": entry.seen[1:] if entry.seen else (Seen(record="0000000000"),)},
    ]
    return msgspec.structs.replace(entry, **draw.choice(changes))


# The nine kinds. `place` is the number of the entry at which they happen, from 1.


def cut(truth: Truth, place: int, draw: random.Random) -> Tampered:
    rest = truth.lines[place - 1]
    piece = rest[: draw.randrange(len(rest))] if draw.randrange(2) else b""
    return Tampered([*truth.lines[: place - 1], piece], truth.checkpoints)


def edit(truth: Truth, place: int, draw: random.Random) -> Tampered:
    line = truth.lines[place - 1]
    if draw.randrange(2):
        at = draw.randrange(len(line))
        line = line[:at] + bytes([line[at] ^ (1 << draw.randrange(8))]) + line[at + 1 :]
    else:
        line, _ = compose(to_bytes(other(entry_of(line), draw)))
    return Tampered([*truth.lines[: place - 1], line, *truth.lines[place:]], truth.checkpoints)


def swap(truth: Truth, place: int, draw: random.Random) -> Tampered:
    first, second = sorted((place, draw.choice([one for one in range(1, ENTRIES + 1) if one != place])))
    size = draw.randrange(1, min(second - first, ENTRIES + 1 - second) + 1)  # one entry, or a run of them
    lines = list(truth.lines)
    one, two = slice(first - 1, first - 1 + size), slice(second - 1, second - 1 + size)
    lines[one], lines[two] = lines[two], lines[one]
    if draw.randrange(2):
        lines = chained(lines[: first - 1], [entry_of(line) for line in lines[first - 1 :]])
    return Tampered(lines, truth.checkpoints)


def restamp(truth: Truth, place: int, draw: random.Random) -> Tampered:
    entries = [entry_of(line) for line in truth.lines[place - 1 :]]
    return Tampered(chained(truth.lines[: place - 1], [other(entries[0], draw), *entries[1:]]), truth.checkpoints)


def rollback(truth: Truth, place: int, draw: random.Random) -> Tampered:
    """An earlier state of the whole store is put back, and the program goes on with it, key and all."""
    folder = truth.folder / "back" / "special"
    folder.joinpath("log").mkdir(parents=True, exist_ok=True)
    folder.joinpath("log", "state.json").unlink(missing_ok=True)
    log, kept = AccessLog(folder, 5), folder.parent / "kept.jsonl"
    log.path.write_bytes(b"".join(truth.lines[: place - 1]))
    kept.write_bytes(b"".join(line + b"\n" for line in truth.checkpoints))
    for _ in range(draw.choice([0, 1, 1, 2, ENTRIES // 20])):
        log.append(drawn_entry(draw))
        write(kept, log, truth.key, AT.format(1))
    return Tampered(log.path.read_bytes().splitlines(keepends=True), list(read_checkpoints(kept)))


def insertion(truth: Truth, place: int, draw: random.Random) -> Tampered:
    before, behind = truth.lines[: place - 1], truth.lines[place - 1 :]
    with_new = chained(before, [drawn_entry(draw)])
    if draw.randrange(2):
        return Tampered([*with_new, *behind], truth.checkpoints)
    return Tampered(chained(with_new, list(map(entry_of, behind))), truth.checkpoints)


def deletion(truth: Truth, place: int, draw: random.Random) -> Tampered:
    before, behind = truth.lines[: place - 1], truth.lines[place:]
    if draw.randrange(2):
        return Tampered([*before, *behind], truth.checkpoints)
    return Tampered(chained(before, list(map(entry_of, behind))), truth.checkpoints)


def duplicate(truth: Truth, place: int, draw: random.Random) -> Tampered:
    again = truth.lines[place - 1]
    at = draw.randrange(place, ENTRIES + 1)
    return Tampered([*truth.lines[:at], again, *truth.lines[at:]], truth.checkpoints)


def forged_checkpoint(truth: Truth, place: int, draw: random.Random) -> Tampered:
    """The log is made anew from a place on, and so are the checkpoints that would tell: without the store's key."""
    lines = restamp(truth, place, draw).lines
    key, way = StoreKey(secrets.token_bytes(32)), draw.randrange(3)
    forged = []
    for line in truth.checkpoints:
        kept = from_bytes(line, Checkpoint)
        own = take_apart(lines[kept.number - 1])[1]
        if kept.number >= place:
            signed = key.sign(_signed_bytes(kept.number, own, kept.at)), kept.signature, kept.signature[::-1]
            kept = msgspec.structs.replace(kept, hash=own, signature=signed[way])
        forged.append(to_bytes(kept))
    return Tampered(lines, forged)


KINDS: dict[str, Callable[[Truth, int, random.Random], Tampered]] = {
    kind.__name__.replace("_", " "): kind
    for kind in (cut, edit, swap, restamp, rollback, insertion, deletion, duplicate, forged_checkpoint)
}


def is_found(tampered: Tampered, truth: Truth) -> bool:
    path = truth.folder / "found.jsonl"
    path.write_bytes(b"".join(tampered.lines))
    return bool(check_log(path, tampered.checkpoints, truth.public)[1])


def test_t8_tampering_with_a_log_is_found(truth: Truth, tell: Callable[[str], None]) -> None:
    assert not is_found(Tampered(truth.lines, truth.checkpoints), truth)
    missed = []
    for kind, tamper in KINDS.items():
        draw = random.Random(kind)
        for number in range(PLACES):
            place = number % ENTRIES + 1
            tampered = tamper(truth, place, draw)
            assert b"".join(tampered.lines) != b"".join(truth.lines), (kind, place)
            if not is_found(tampered, truth):
                missed.append(f"{kind} at entry {place}")
    tell(f"T8 log: {len(KINDS)} kinds of tampering x {PLACES} places, {len(missed)} missed")
    assert missed == []


def test_a_log_made_anew_with_its_checkpoints_is_told_by_the_key_alone(truth: Truth) -> None:
    forger, path = StoreKey(b"\7" * 32), truth.folder / "found.jsonl"
    lines = restamp(truth, 5, random.Random(5)).lines
    path.write_bytes(b"".join(lines))
    own = take_apart(lines[-1])[1]
    signature = forger.sign(_signed_bytes(ENTRIES, own, AT.format(0)))
    checkpoints = [to_bytes(Checkpoint(number=ENTRIES, hash=own, at=AT.format(0), signature=signature))]
    assert check_log(path, checkpoints, forger.public)[1] == ()
    assert check_log(path, checkpoints, truth.public)[1] != ()


def test_what_no_checkpoint_reaches_is_said_to_be_unproven(truth: Truth) -> None:
    path = truth.folder / "found.jsonl"
    path.write_bytes(b"".join(chained(truth.lines, [drawn_entry(random.Random(1))])))
    check, faults = check_log(path, truth.checkpoints, truth.public)
    assert (check.entries, check.proven, faults) == (ENTRIES + 1, ENTRIES, ())
    check, faults = check_log(path, [], truth.public)
    assert (check.proven, [fault.where for fault in faults]) == (0, ["checkpoints"])


def test_a_signature_of_something_else_makes_no_checkpoint(truth: Truth) -> None:
    kept = from_bytes(truth.checkpoints[0], Checkpoint)
    plain = to_bytes({"number": kept.number, "hash": kept.hash, "at": kept.at})
    assert is_signed(plain, truth.key.sign(plain), truth.public)
    forged = to_bytes(msgspec.structs.replace(kept, signature=truth.key.sign(plain)))
    path = truth.folder / "found.jsonl"
    path.write_bytes(b"".join(truth.lines))
    assert [fault.what for fault in check_log(path, [forged], truth.public)[1]][:1] == [
        "it is not signed with the key of the store"
    ]
