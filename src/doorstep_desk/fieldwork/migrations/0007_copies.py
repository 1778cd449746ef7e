"""The borrower's copy of a visit, and how it was opened."""

import django.db.models.deletion
from django.db import migrations, models

import doorstep_desk.plumbing.encryption


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_lenders_read"),
        ("fieldwork", "0006_correction"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="VisitCopy",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("visit_key", models.UUIDField()),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("content", doorstep_desk.plumbing.encryption.EncryptedField(default="")),
                ("made_at", models.DateTimeField()),
                ("whole_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField()),
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
        ),
        migrations.CreateModel(
            name="CopyUse",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("asker", models.BinaryField(max_length=32)),
                ("what", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "copy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="fieldwork.visitcopy",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="visitcopy",
            index=models.Index(fields=["visit_key"], name="visit_copy_visit"),
        ),
        migrations.AddIndex(
            model_name="copyuse",
            index=models.Index(fields=["copy", "what", "-at"], name="copy_use_copy"),
        ),
        migrations.AddIndex(
            model_name="copyuse",
            index=models.Index(fields=["asker", "what", "-at"], name="copy_use_asker"),
        ),
    ]
