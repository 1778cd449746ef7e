"""Corrections of visits: an agent sees their own and those of cases they work, the office all."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import doorstep_desk.plumbing.encryption
from doorstep_desk.plumbing.tables.row_security import ROLE, STAFF, protect_by_organisation

_CONCERNED = (
    f"{ROLE} IS DISTINCT FROM 'agent' OR staff_id = {STAFF} OR EXISTS "
    "(SELECT 1 FROM cases_case WHERE cases_case.id = fieldwork_correction.case_key)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("fieldwork", "0005_risk_kinds"),
        ("organisations", "0001_initial"),
        ("cases", "0008_references"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("made_by", models.TextField()),
                ("case_key", models.BigIntegerField(null=True)),
                ("visit_key", models.UUIDField(null=True)),
                ("was", doorstep_desk.plumbing.encryption.EncryptedField(default="")),
                ("now", doorstep_desk.plumbing.encryption.EncryptedField(default="")),
                ("because", doorstep_desk.plumbing.encryption.EncryptedField(default="")),
                ("made_at", models.DateTimeField()),
                ("state", models.CharField(max_length=12)),
                ("code", models.CharField(default="", max_length=40)),
                ("decided_by", models.TextField(default="")),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="fieldwork.fieldevent",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="fieldwork.fieldevent",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["visit_key", "made_at"], name="correction_visit"),
                    models.Index(fields=["case_key", "-made_at"], name="correction_case"),
                ],
            },
        ),
        protect_by_organisation("fieldwork_correction", only_when=_CONCERNED),
    ]
