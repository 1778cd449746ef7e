"""Keep what is done with a model, its signature, and how far outcomes have moved since."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import protect_by_organisation

_STAND = """
ALTER TABLE decisions_modelversion NO FORCE ROW LEVEL SECURITY;
INSERT INTO decisions_modelstep (agency_id, model_id, head, step, by, because, at)
SELECT agency_id, id, head, 'first', 'migration', 'in use before there was a registry', created_at
  FROM decisions_modelversion ORDER BY id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE decisions_modelversion FORCE ROW LEVEL SECURITY;
"""
_WORDS = ("proposed", "first", "promoted", "rolled_back", "restored")


def _to(model: str) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model
    )


def _id() -> "models.BigAutoField[Any, Any]":
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_unvisited"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField("modelversion", "metrics", models.JSONField(default=dict)),
        migrations.AddField("modelversion", "manifest", models.TextField(default="")),
        migrations.AddField("modelversion", "signature", models.TextField(default="")),
        migrations.CreateModel(
            name="ModelStep",
            fields=[
                ("id", _id()),
                ("head", models.CharField(max_length=30)),
                ("step", models.CharField(max_length=12)),
                ("by", models.TextField()),
                ("because", models.TextField(default="")),
                ("at", models.DateTimeField()),
                ("agency", _to("organisations.organisation")),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="decisions.modelversion",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "head", "id"], name="model_step_head")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(step__in=_WORDS), name="model_step_word"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RollingState",
            fields=[
                ("id", _id()),
                ("head", models.CharField(max_length=30)),
                ("state", models.JSONField()),
                ("watch", models.JSONField(default=dict)),
                ("issued_offset", models.FloatField()),
                ("seen_at", models.DateTimeField()),
                ("seen_id", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("agency", _to("organisations.organisation")),
                ("model", _to("decisions.modelversion")),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "head", "-id"], name="rolling_newest")],
            },
        ),
        migrations.AddIndex(
            "decision",
            models.Index(
                fields=["agency", "assessment"],
                name="decision_by_lot",
                condition=models.Q(propensity__lt=1),
            ),
        ),
        migrations.RunSQL(_STAND, migrations.RunSQL.noop),
        protect_by_organisation("decisions_modelstep"),
        protect_by_organisation("decisions_rollingstate"),
        append_only("decisions_modelstep"),
        append_only("decisions_rollingstate"),
    ]
