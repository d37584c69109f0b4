"""The tables of a store. They hold nothing that is not computed from its journal.

Rows stay in this package: what leaves it are the plain values of `fonds.release`. The fields are those that SQLite
and PostgreSQL have in common. A column is null where the page does not say: an absent title is no empty one.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class RecordRow(models.Model):
    """A record in its current version, and what lists show of it."""

    id: models.CharField[str, str] = models.CharField(primary_key=True, max_length=32)
    reading: models.BinaryField[bytes, bytes] = models.BinaryField()  # canonical JSON
    origin: models.TextField[str, str] = models.TextField()
    title: models.TextField[str | None, str | None] = models.TextField(null=True)
    date: models.TextField[str | None, str | None] = models.TextField(null=True)
    kind: models.TextField[str | None, str | None] = models.TextField(null=True)
    citation: models.TextField[str | None, str | None] = models.TextField(null=True)
    site_id: models.TextField[str | None, str | None] = models.TextField(null=True)
    version: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    added: models.CharField[str, str] = models.CharField(max_length=32)
    changed: models.CharField[str, str] = models.CharField(max_length=32)
    findings: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    entry: models.BigIntegerField[int, int] = models.BigIntegerField()  # the last one about this record
    # What a closed store knows of a split record, as canonical JSON; null for a record that is not split.
    split: models.BinaryField[bytes | None, bytes | None] = models.BinaryField(null=True)
    decided: models.BooleanField[bool, bool] = models.BooleanField()
    # Of a record of which nothing is left here, the row stays so that its page is known when it is captured again.
    held: models.BooleanField[bool, bool] = models.BooleanField()

    class Meta:
        """Names of table and indexes."""

        db_table = "record"
        indexes: ClassVar = [
            models.Index(fields=["entry"], name="record_entry"),
            models.Index(fields=["site_id"], name="record_site_id"),
        ]

    def __str__(self) -> str:
        return f"record {self.id}"


class VersionRow(models.Model):
    """One version of a record: who added it, when, and from what."""

    record: models.ForeignKey[RecordRow, RecordRow] = models.ForeignKey(
        RecordRow, on_delete=models.CASCADE, related_name="versions", db_index=False
    )
    record_id: str
    number: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    at: models.CharField[str, str] = models.CharField(max_length=32)
    by: models.TextField[str, str] = models.TextField()
    origin: models.TextField[str, str] = models.TextField()
    origin_key: models.CharField[str, str] = models.CharField(max_length=64)
    source_sha256: models.CharField[str, str] = models.CharField(max_length=64)
    entry: models.BigIntegerField[int, int] = models.BigIntegerField()
    segment: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()  # where the source lies
    offset: models.BigIntegerField[int, int] = models.BigIntegerField()
    type: models.CharField[str, str] = models.CharField(max_length=16)
    decision: models.TextField[str | None, str | None] = models.TextField(null=True)  # canonical JSON
    withdraws: models.BooleanField[bool, bool] = models.BooleanField()
    # Compressed; null while the version is the current one.
    reading: models.BinaryField[bytes | None, bytes | None] = models.BinaryField(null=True)

    class Meta:
        """Names of table and indexes."""

        db_table = "version"
        constraints: ClassVar = [models.UniqueConstraint(fields=["record", "number"], name="version_number")]
        indexes: ClassVar = [
            models.Index(fields=["source_sha256"], name="version_source"),
            models.Index(fields=["origin_key"], name="version_origin"),
            # Few versions withdraw anything, and the last one is asked for each time the index is opened.
            models.Index(fields=["entry"], name="version_withdrawal", condition=models.Q(withdraws=True)),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of record {self.record_id}"


class StateRow(models.Model):
    """The one row that says what the tables hold."""

    id: models.PositiveSmallIntegerField[int, int] = models.PositiveSmallIntegerField(primary_key=True)
    schema: models.TextField[str, str] = models.TextField()  # last migration that made the tables
    number: models.BigIntegerField[int, int] = models.BigIntegerField()  # last entry of the journal that was applied
    hash: models.CharField[str, str] = models.CharField(max_length=64)
    # Whether the file may still hold, in pages that are free, what was withdrawn: then it is made anew.
    remains: models.BooleanField[bool, bool] = models.BooleanField()

    class Meta:
        """Name of the table."""

        db_table = "state"

    def __str__(self) -> str:
        return f"entry {self.number}"
