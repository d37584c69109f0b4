"""The first tables: records, versions, and the row that says up to which entry of the journal they go."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes all tables."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="StateRow",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("schema", models.TextField()),
                ("number", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
            options={"db_table": "state"},
        ),
        migrations.CreateModel(
            name="RecordRow",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("reading", models.BinaryField()),
                ("origin", models.TextField()),
                ("title", models.TextField(null=True)),
                ("date", models.TextField(null=True)),
                ("kind", models.TextField(null=True)),
                ("citation", models.TextField(null=True)),
                ("site_id", models.TextField(null=True)),
                ("version", models.PositiveIntegerField()),
                ("added", models.CharField(max_length=32)),
                ("changed", models.CharField(max_length=32)),
                ("findings", models.PositiveIntegerField()),
                ("entry", models.BigIntegerField()),
            ],
            options={
                "db_table": "record",
                "indexes": [
                    models.Index(fields=["entry"], name="record_entry"),
                    models.Index(fields=["site_id"], name="record_site_id"),
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("at", models.CharField(max_length=32)),
                ("by", models.TextField()),
                ("origin", models.TextField()),
                ("origin_key", models.CharField(max_length=64)),
                ("source_sha256", models.CharField(max_length=64)),
                ("entry", models.BigIntegerField()),
                ("segment", models.PositiveIntegerField()),
                ("offset", models.BigIntegerField()),
                ("reading", models.BinaryField(null=True)),
                (
                    "record",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="fonds_store.recordrow",
                    ),
                ),
            ],
            options={
                "db_table": "version",
                "indexes": [
                    models.Index(fields=["source_sha256"], name="version_source"),
                    models.Index(fields=["origin_key"], name="version_origin"),
                ],
                "constraints": [models.UniqueConstraint(fields=("record", "number"), name="version_number")],
            },
        ),
    ]
