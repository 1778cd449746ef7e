"""Keep what lay over which county, and when; other organisations do not see it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL
from django.db.models import F, Q

from doorstep_desk.plumbing.tables.row_security import protect_by_organisation

_TAKEN_BACK = "withdrawn_by, withdrawn_at"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Layer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("county", models.TextField(default="")),
                ("kind", models.CharField(max_length=12)),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("level", models.FloatField(default=1.0)),
                ("source", models.TextField()),
                ("added_by", models.TextField()),
                ("added_at", models.DateTimeField()),
                ("withdrawn_by", models.TextField(default="")),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
                    models.CheckConstraint(
                        condition=Q(ends_on__gte=F("begins_on")), name="layer_in_order"
                    ),
                    models.UniqueConstraint(
                        fields=["agency", "county", "kind", "begins_on"],
                        condition=Q(withdrawn_at=None),
                        name="one_layer_per_first_day",
                    ),
                ],
                "indexes": [models.Index(fields=["agency", "begins_on"], name="layer_days")],
            },
        ),
        protect_by_organisation("surroundings_layer"),
        RunSQL(
            f"""
            REVOKE UPDATE, DELETE ON surroundings_layer FROM doorstep_web, doorstep_batch;
            GRANT UPDATE ({_TAKEN_BACK}) ON surroundings_layer TO doorstep_web, doorstep_batch;
            """,
            "GRANT UPDATE, DELETE ON surroundings_layer TO doorstep_web, doorstep_batch;",
        ),
    ]
