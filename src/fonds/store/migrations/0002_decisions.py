"""Decisions: by which one a version came, what is split, and whether withdrawn text may still stand in the file."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds columns to tables that are empty: those of another schema are made anew from the journal."""

    dependencies: ClassVar = [("fonds_store", "0001_tables")]
    operations: ClassVar = [
        migrations.AddField("recordrow", "split", models.BinaryField(null=True)),
        migrations.AddField("recordrow", "decided", models.BooleanField(default=False), preserve_default=False),
        migrations.AddField("recordrow", "held", models.BooleanField(default=True), preserve_default=False),
        migrations.AddField(
            "versionrow", "type", models.CharField(default="accession", max_length=16), preserve_default=False
        ),
        migrations.AddField("versionrow", "decision", models.TextField(null=True)),
        migrations.AddField("versionrow", "withdraws", models.BooleanField(default=False), preserve_default=False),
        migrations.AddIndex(
            "versionrow",
            models.Index(fields=["entry"], name="version_withdrawal", condition=models.Q(withdraws=True)),
        ),
        migrations.AddField("staterow", "remains", models.BooleanField(default=False), preserve_default=False),
    ]
