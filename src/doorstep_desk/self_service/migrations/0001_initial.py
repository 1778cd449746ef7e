"""Who asked for a code, and what borrowers said."""

import django.db.models.deletion
from django.db import migrations, models

import doorstep_desk.plumbing.encryption


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0008_references"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=6)),
                (
                    "asked",
                    doorstep_desk.plumbing.encryption.BlindIndexField(
                        db_index=True, max_length=32
                    ),
                ),
                ("asker", models.BinaryField(max_length=32)),
                ("language", models.CharField(max_length=2)),
                ("asked_at", models.DateTimeField()),
                ("looked_up_at", models.DateTimeField(null=True)),
                ("of_agency", models.BigIntegerField(null=True)),
                ("of_borrower", models.BigIntegerField(null=True)),
                ("of_case", models.BigIntegerField(null=True)),
                ("of_point", models.BigIntegerField(null=True)),
                ("code_hash", models.BinaryField(default=b"", max_length=32)),
                ("tries", models.SmallIntegerField(default=0)),
                ("entered_at", models.DateTimeField(null=True)),
                ("person_tries", models.SmallIntegerField(default=0)),
                ("person_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["asked", "-asked_at"], name="sign_in_asked"),
                    models.Index(fields=["asker", "-asked_at"], name="sign_in_asker"),
                    models.Index(
                        condition=models.Q(("looked_up_at", None)),
                        fields=["asked_at"],
                        name="sign_in_new",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Said",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=12)),
                ("number", models.CharField(max_length=12, unique=True)),
                ("words", doorstep_desk.plumbing.encryption.EncryptedField(default="")),
                ("said_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("owner_role", models.CharField(max_length=12)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.TextField(default="")),
                ("answer", doorstep_desk.plumbing.encryption.EncryptedField(default="")),
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
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "-said_at"], name="said_case"),
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["agency", "due_on"],
                        name="said_open",
                    ),
                ],
            },
        ),
    ]
