"""Bodies of an entry: one for each slot, one each for the texts, what was read, the origin, the source and others.

A line of a segment is ``{"body":...,"entry":7,"key":"slot/2x9kd","salt":"..."}``. The chain holds the SHA-256 of
salt and body; the salt is nowhere else, so that a hash whose body is gone tells nothing, however short the body was.

Not for: where the lines lie (`fonds.store._segments`).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
import zlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from fonds.model import (
    AnySlot,
    AnyStatement,
    Capture,
    Decision,
    Description,
    Finding,
    Gap,
    Invalid,
    Mention,
    Reading,
    Record,
    Text,
    digest,
    from_bytes,
    to_bytes,
)
from fonds.model.base import Value
from fonds.release import Deposit, Split

SLOT = "slot/"
TEXTS = "texts"
DERIVED = "derived"
ORIGIN = "origin"
GAPS = "gaps"
DECISION = "decision"
SPLIT = "split"
EARLIER_SOURCE = "source/"
SOURCE = "source"
_SALT_BYTES = 16
_FAST = 3


class Derived(Value, frozen=True, kw_only=True):
    """What was read from a record: the fields of a reading but its record."""

    capture: Capture = Capture()
    description: Description = Description()
    statements: tuple[AnyStatement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()


class Origin(Value, frozen=True, kw_only=True):
    """Where the source came from.

    Attributes:
        name: File name, for people.
        key: SHA-256 of the place.
        sha256: SHA-256 of the source; empty where the store may not know it.
    """

    name: str
    key: str
    sha256: str


class BodyLine(msgspec.Struct, frozen=True):
    """One line of a segment.

    Attributes:
        body: Canonical JSON.
        entry: Number of the entry that it belongs to.
        key: Which body of the entry.
        salt: 32 hexadecimal digits.
    """

    body: msgspec.Raw
    entry: int
    key: str
    salt: str

    def hash(self) -> str:
        """The salted hash that the chain holds."""
        return _salted(self.salt.encode(), bytes(self.body))


_body_lines = msgspec.json.Decoder(BodyLine)


def bodies_of(deposit: Deposit) -> tuple[tuple[str, bytes], ...]:
    """Takes a deposit apart into bodies: key and canonical JSON, slots first, the source last.

    Raises:
        Invalid: ``slot-ids``, when two slots have one id; ``not-text``, when a string can not be written as UTF-8.
    """
    reading, record = deposit.reading, deposit.reading.record
    if len({slot.id for slot in record.slots}) < len(record.slots):
        raise Invalid("two slots have one id", code="slot-ids", ref=record.id)
    derived = Derived(**{name: getattr(reading, name) for name in Derived.__struct_fields__})
    try:
        slots = tuple((SLOT + slot.id, to_bytes(slot)) for slot in record.slots)
        rest = (
            (TEXTS, to_bytes(record.texts)),
            (DERIVED, to_bytes(derived)),
            (ORIGIN, to_bytes(_origin_of(deposit))),
        )
        return (*slots, *rest, *_bodies_of_decision(deposit), *_bodies_of_sources(deposit))
    except UnicodeEncodeError as error:
        raise Invalid("half a character pair stands alone", code="not-text", ref=record.id) from error


def _origin_of(deposit: Deposit) -> Origin:
    sha256 = digest(deposit.source) if deposit.source else deposit.source_sha256
    return Origin(name=deposit.origin, key=deposit.origin_key, sha256=sha256)


def _bodies_of_decision(deposit: Deposit) -> Iterator[tuple[str, bytes]]:
    if deposit.reading.record.gaps:
        yield GAPS, to_bytes(deposit.reading.record.gaps)
    if deposit.decision is not None:
        yield DECISION, to_bytes(deposit.decision)
    if deposit.split is not None:
        yield SPLIT, to_bytes(deposit.split)


def _bodies_of_sources(deposit: Deposit) -> Iterator[tuple[str, bytes]]:
    """The sources; that of this version comes last, where it can be found again."""
    for number, source in deposit.earlier_sources:
        yield f"{EARLIER_SOURCE}{number}", _pack(source)
    if deposit.source:
        yield SOURCE, _pack(deposit.source)


def reading_from(record_id: str, bodies: Mapping[str, bytes]) -> Reading:
    """Puts a reading together again.

    Args:
        record_id: Id of the record.
        bodies: The bodies of its entry, in their order.

    Raises:
        Invalid: ``json``, when a body is not what its key says.
    """
    slots = tuple(_slots.decode(raw) for key, raw in bodies.items() if key.startswith(SLOT))
    derived = from_bytes(bodies[DERIVED], Derived)
    gaps = _gaps.decode(bodies[GAPS]) if GAPS in bodies else ()
    record = Record(id=record_id, texts=_texts.decode(bodies[TEXTS]), slots=slots, gaps=gaps)
    return Reading(record=record, **{name: getattr(derived, name) for name in Derived.__struct_fields__})


def origin_from(bodies: Mapping[str, bytes]) -> Origin:
    """Reads where the source came from."""
    return from_bytes(bodies[ORIGIN], Origin)


def decision_from(bodies: Mapping[str, bytes]) -> Decision | None:
    """Reads by which decision the entry was made."""
    return from_bytes(bodies[DECISION], Decision) if DECISION in bodies else None


def split_from(bodies: Mapping[str, bytes]) -> Split | None:
    """Reads what a closed store knows of a record that is split."""
    return from_bytes(bodies[SPLIT], Split) if SPLIT in bodies else None


def source_from(body: bytes) -> bytes:
    """Unpacks the source.

    Raises:
        ValueError: When the body is no packed source.
    """
    try:
        return zlib.decompress(base64.b64decode(body[1:-1], validate=True))
    except (binascii.Error, zlib.error) as error:
        raise ValueError("the body is not a packed source") from error


def write_body_lines(number: int, bodies: Sequence[tuple[str, bytes]]) -> tuple[list[bytes], list[tuple[str, str]]]:
    """Writes bodies as lines, each under a salt of its own.

    Args:
        number: Number of their entry.
        bodies: Keys and canonical JSON.

    Returns:
        The lines with their line breaks; keys and salted hashes for the entry.
    """
    lines, hashes = [], []
    salts = secrets.token_hex(_SALT_BYTES * len(bodies)).encode()
    for position, (key, raw) in enumerate(bodies):
        salt = salts[position * 2 * _SALT_BYTES :][: 2 * _SALT_BYTES]
        lines.append(b'{"body":%b,"entry":%d,"key":%b,"salt":"%b"}\n' % (raw, number, to_bytes(key), salt))
        hashes.append((key, _salted(salt, raw)))
    return lines, hashes


def read_body_line(line: bytes) -> BodyLine | None:
    """Reads one whole line; None when it is none. Its hash tells whether it is as it was written."""
    try:
        return _body_lines.decode(line) if line.endswith(b"\n") else None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def read_body_lines(lines: Sequence[bytes]) -> list[BodyLine]:
    """Reads whole lines, all of them in one go; nothing when one of them is none."""
    try:
        return _body_lines.decode_lines(b"".join(lines)) if lines[-1].endswith(b"\n") else []
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return []


def _salted(salt: bytes, raw: bytes) -> str:
    return hashlib.sha256(salt + raw).hexdigest()


def _pack(source: bytes) -> bytes:
    return b'"%b"' % base64.b64encode(zlib.compress(source, _FAST))


_slots: msgspec.json.Decoder[AnySlot] = msgspec.json.Decoder(AnySlot)
_gaps: msgspec.json.Decoder[tuple[Gap, ...]] = msgspec.json.Decoder(tuple[Gap, ...])
_texts: msgspec.json.Decoder[tuple[Text, ...]] = msgspec.json.Decoder(tuple[Text, ...])
