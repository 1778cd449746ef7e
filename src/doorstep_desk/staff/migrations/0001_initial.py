"""Staff, pairs, shifts and the sign-in counter."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from doorstep_desk.plumbing.tables.row_security import (
    ORGANISATION,
    protect,
    protect_by_organisation,
    protect_by_parent,
)

ROLES = [
    ("agent", "agent"),
    ("lead", "lead"),
    ("analyst", "analyst"),
    ("compliance", "compliance"),
    ("admin", "admin"),
]


def key() -> models.BigAutoField[int, int]:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def to(target: str, **options: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to=target, **{"related_name": "+", **options}
    )


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = [("audit", "0001_initial"), ("organisations", "0001_initial")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("id", key()),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("username", models.CharField(max_length=60, unique=True)),
                ("display_name", models.CharField(max_length=60)),
                ("role", models.CharField(choices=ROLES, max_length=10)),
                (
                    "language",
                    models.CharField(
                        choices=[("zh", "zh"), ("en", "en")], default="zh", max_length=2
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("must_change_password", models.BooleanField(default=False)),
                ("certificate_valid_until", models.DateField(null=True)),
                ("languages", models.CharField(default="zh", max_length=40)),
                ("organisation", to("organisations.organisation")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("role__in", [word for word, _ in ROLES])), name="staff_role"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                ("id", key()),
                ("letter", models.CharField(max_length=4)),
                ("active", models.BooleanField(default=True)),
                ("organisation", to("organisations.organisation")),
                ("first", to("staff.staff")),
                ("second", to("staff.staff")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("first", F("second")), _negated=True), name="pair_of_two"
                    ),
                    models.UniqueConstraint(
                        condition=Q(("active", True)),
                        fields=("organisation", "letter"),
                        name="pair_letter_once",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                ("id", key()),
                ("on", models.DateField()),
                ("starts_minute", models.PositiveSmallIntegerField()),
                ("ends_minute", models.PositiveSmallIntegerField()),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("max_visits", models.PositiveSmallIntegerField()),
                ("pair", to("staff.pair", related_name="shifts")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("pair", "on"), name="shift_once_a_day"),
                    models.CheckConstraint(
                        condition=Q(
                            ("starts_minute__lt", F("ends_minute")), ("ends_minute__lte", 1440)
                        ),
                        name="shift_hours",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                        ),
                        name="shift_place",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="SignInCounter",
            fields=[
                ("key", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField()),
                ("failed_at", models.DateTimeField()),
                ("wait_until", models.DateTimeField(null=True)),
            ],
        ),
        # Before sign-in nobody's organisation is known, and the user name must still be found.
        protect(
            "staff_staff", visible=f"organisation_id = {ORGANISATION} OR {ORGANISATION} IS NULL"
        ),
        protect_by_organisation("staff_pair", "organisation_id"),
        protect_by_parent("staff_shift", "pair_id", "staff_pair"),
    ]
