"""From accessions to rows, and from rows to a dump that can be compared.

What a row says is decided here and nowhere else, so that a row written by a deposit, one written by a rebuild and one
that `fonds verify` expects are the same.

Not for: transactions and questions (`fonds.store._tables`).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connections

from fonds.model import digest, to_bytes
from fonds.store._accessions import Accession
from fonds.store._database import SCHEMA
from fonds.store._entries import ACCESSION
from fonds.store.models import RecordRow, StateRow, VersionRow

_FAST = 3
_CHUNK = 500
_CHANGED = [field.name for field in RecordRow._meta.fields if field.name not in ("id", "added")]
_OR_CHANGE = "ON CONFLICT (id) DO UPDATE SET " + ", ".join(f'"{name}" = excluded."{name}"' for name in _CHANGED)
_VERSION_COLUMNS = [field.attname for field in VersionRow._meta.fields if field.attname != "id"]  # ids are SQLite's

Columns = dict[str, Any]


def record_columns(accession: Accession) -> Columns:
    """The row of a record whose current version this is; ``added`` is that of the first version."""
    entry, reading = accession.entry, accession.reading
    description = reading.description
    return {
        "id": entry.record,
        "reading": accession.json,
        "origin": accession.origin.name,
        "title": description.title,
        "date": description.date.edtf if description.date else None,
        "kind": description.document_kind,
        "citation": description.citation.literal if description.citation else None,
        "site_id": description.record_id,
        "version": entry.version,
        "added": accession.added or entry.at,
        "changed": entry.at,
        "findings": len(reading.findings),
        "entry": entry.number,
        "split": to_bytes(accession.split) if accession.split is not None else None,
        "decided": entry.type != ACCESSION,
        "held": accession.reading.record.holds_any,
    }


def version_columns(accession: Accession) -> Columns:
    """The row of a version while it is the current one."""
    entry, origin = accession.entry, accession.origin
    return {
        "record_id": entry.record,
        "number": entry.version,
        "at": entry.at,
        "by": entry.by,
        "origin": origin.name,
        "origin_key": origin.key,
        "source_sha256": origin.sha256,
        "entry": entry.number,
        "segment": accession.source_at[0],
        "offset": accession.source_at[1],
        "type": entry.type,
        "decision": to_bytes(accession.decision).decode() if accession.decision is not None else None,
        "withdraws": entry.withdraws,
        "reading": None,
    }


def write_rows(alias: str, accessions: Sequence[Accession], *, remains: bool) -> None:
    """Writes accessions, in order, and up to which entry the tables go; the caller has opened a transaction.

    Args:
        alias: The connection.
        accessions: In order.
        remains: Whether the file may afterwards hold, in free pages, what was withdrawn.
    """
    for group in _without_repeats(accessions):
        _drop_withdrawn(alias, [one.entry.record for one in group if one.entry.withdraws])
        _set_earlier_versions_aside(alias, [one for one in group if one.entry.version > 1])
        _insert(alias, "record", [record_columns(one) for one in group], _OR_CHANGE)
        _insert(alias, "version", [version_columns(one) for one in group])
    if accessions:
        write_state(alias, accessions[-1].entry.number, accessions[-1].hash, remains=remains)


def write_state(alias: str, number: int, own_hash: str, *, remains: bool) -> None:
    """Writes up to which entry the tables go, and whether the file may still hold what was withdrawn."""
    StateRow(id=1, schema=SCHEMA, number=number, hash=own_hash, remains=remains).save(using=alias)


def _insert(alias: str, table: str, rows: Sequence[Columns], on_conflict: str = "") -> None:
    """Inserts rows; to have Django write each value into a statement anew costs twice as much as to insert them."""
    names, values = ", ".join(f'"{name}"' for name in rows[0]), ", ".join(["%s"] * len(rows[0]))
    with connections[alias].cursor() as cursor:
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({values}) {on_conflict}'  # noqa: S608 (names of columns)
        cursor.executemany(statement, [tuple(row.values()) for row in rows])


def dump_rows(alias: str) -> Iterator[bytes]:
    """All rows but the state, as `dump_line` writes them: records by id, then versions by record and number."""
    for row in RecordRow.objects.using(alias).order_by("id").values().iterator(_CHUNK):
        yield dump_line("record", {**row}, digest(bytes(row["reading"])))
    versions = VersionRow.objects.using(alias).order_by("record_id", "number").values(*_VERSION_COLUMNS)
    for row in versions.iterator(_CHUNK):
        reading = row["reading"]
        yield dump_line("version", row, reading if reading is None else digest(_unpacked(bytes(reading))))


def dump_line(table: str, columns: Columns, reading: str | None) -> bytes:
    """One row as canonical JSON, with the hash of its reading (unpacked) in the place of the reading."""
    return to_bytes([table, {**columns, "reading": reading}])


def pack_reading(json: bytes) -> bytes:
    """The reading of an earlier version, as its row keeps it."""
    return zlib.compress(json, _FAST)


def _unpacked(reading: bytes) -> bytes:
    """The reading of an earlier version; what can not be unpacked is as good as empty."""
    try:
        return zlib.decompress(reading)
    except zlib.error:
        return b""


def _without_repeats(accessions: Iterable[Accession]) -> Iterator[list[Accession]]:
    """Runs of accessions in which no record comes twice."""
    group: dict[str, Accession] = {}
    for accession in accessions:
        if accession.entry.record in group:
            yield list(group.values())
            group = {}
        group[accession.entry.record] = accession
    if group:
        yield list(group.values())


def _drop_withdrawn(alias: str, record_ids: Sequence[str]) -> None:
    """Takes out all that the tables hold of records whose bodies were withdrawn, but for the day they came in."""
    for start in range(0, len(record_ids), _CHUNK):
        chunk = record_ids[start : start + _CHUNK]
        VersionRow.objects.using(alias).filter(record_id__in=chunk).delete()


def _set_earlier_versions_aside(alias: str, group: Sequence[Accession]) -> None:
    """Moves what is still the current reading of records to the row of that version."""
    ids = [one.entry.record for one in group]
    for start in range(0, len(ids), _CHUNK):
        rows = RecordRow.objects.using(alias).filter(id__in=ids[start : start + _CHUNK])
        for record_id, version, reading in rows.values_list("id", "version", "reading"):
            version_row = VersionRow.objects.using(alias).filter(record_id=record_id, number=version)
            version_row.update(reading=pack_reading(bytes(reading)))
