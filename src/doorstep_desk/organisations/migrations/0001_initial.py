"""Lenders, agencies, placements and the mark of the store."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import protect_by_organisation


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = [("audit", "0001_initial")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("lender", "lender"), ("agency", "agency")], max_length=6
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                ("name_en", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["lender", "agency"])),
                        name="organisation_kind",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("batch_no", models.CharField(max_length=60)),
                ("placed_on", models.DateField()),
                ("returns_on", models.DateField(null=True)),
                ("file_digest", models.CharField(blank=True, max_length=64)),
                (
                    "lender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lender", "agency", "batch_no"), name="placement_batch_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="StoreKind",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(choices=[("demo", "demo"), ("real", "real")], max_length=4),
                ),
                ("since", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_store_kind")
                ]
            },
        ),
        protect_by_organisation("organisations_placement", ("agency_id", "lender_id")),
        append_only("organisations_storekind"),
    ]
