"""Proofs of contact points, and the bundled divisions for looking up alike names."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import doorstep_desk.plumbing.encryption


def _to(model: str, name: str = "+") -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_versions_by_time"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="contactpoint",
            name="verified_until_on",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="ContactProof",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("way", models.CharField(max_length=24)),
                ("result", models.CharField(max_length=12)),
                ("proved_on", models.DateField()),
                ("note", doorstep_desk.plumbing.encryption.EncryptedField(default="")),
                ("confidence_before", models.SmallIntegerField()),
                ("confidence_after", models.SmallIntegerField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("agency", _to("organisations.organisation")),
                ("borrower", _to("cases.borrower")),
                ("case", _to("cases.case")),
                ("point", _to("cases.contactpoint", "proofs")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["point", "-proved_on", "-recorded_at"], name="proof_last")
                ]
            },
        ),
        migrations.CreateModel(
            name="Division",
            fields=[
                ("code", models.CharField(max_length=9, primary_key=True, serialize=False)),
                ("full_name", models.TextField()),
            ],
        ),
    ]
