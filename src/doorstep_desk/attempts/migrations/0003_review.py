"""An executed attempt names its permit; every other one is reviewed afterwards."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import protect_by_parent

_ORIGINS = """
ALTER TABLE attempts_attempt ADD CONSTRAINT attempt_origin
    CHECK (origin IN ('executed', 'reported', 'imported')) NOT VALID;
ALTER TABLE attempts_attempt ADD CONSTRAINT attempt_executed_under_permit
    CHECK ((origin = 'executed') = (permit_id IS NOT NULL)) NOT VALID;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("attempts", "0002_protection"),
        ("permits", "0003_whose_leave"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "attempt",
            "permit",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="permits.permit",
            ),
        ),
        migrations.AddConstraint(
            "attempt",
            models.UniqueConstraint(
                condition=models.Q(("corrects", None)),
                fields=("permit",),
                name="one_attempt_per_permit",
            ),
        ),
        RunSQL(
            _ORIGINS,
            "ALTER TABLE attempts_attempt DROP CONSTRAINT attempt_origin,"
            " DROP CONSTRAINT attempt_executed_under_permit",
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("verdict", models.CharField(max_length=8)),
                ("rules", models.JSONField(default=list)),
                ("denied_since", models.DateField(null=True)),
                ("held_permit", models.BooleanField(default=False)),
                ("is_breach", models.BooleanField(default=False)),
                ("rulebook", models.CharField(max_length=64)),
                ("reviewed_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="attempts.attempt",
                    ),
                ),
                (
                    "revealed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attempts.attempt",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["attempt", "-reviewed_at"], name="review_attempt"),
                    models.Index(
                        condition=models.Q(("is_breach", True)),
                        fields=["agency", "-reviewed_at"],
                        name="review_breach",
                    ),
                ],
            },
        ),
        protect_by_parent("attempts_review", "attempt_id", "attempts_attempt"),
        append_only("attempts_review"),
    ]
