"""At which hours and on which weekdays borrowers wish to be contacted."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_lenders_read"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TimeWish",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("weekdays", models.SmallIntegerField()),
                ("from_hour", models.SmallIntegerField()),
                ("to_hour", models.SmallIntegerField()),
                ("form", models.CharField(max_length=10)),
                ("said_at", models.DateTimeField()),
                ("noted_by", models.TextField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.TextField(default="")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "borrower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.borrower",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "withdrawn_at"], name="wish_holds")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("borrower",),
                        name="one_wish_holds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekdays__gte", 1), ("weekdays__lte", 127)),
                        name="wish_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_hour__gte", 0),
                            ("to_hour__gt", models.F("from_hour")),
                            ("to_hour__lte", 24),
                        ),
                        name="wish_has_an_hour",
                    ),
                ],
            },
        ),
    ]
