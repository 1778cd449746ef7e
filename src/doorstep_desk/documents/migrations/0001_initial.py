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
            name="Document",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=12)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.TextField()),
                ("as_of", models.DateField()),
                ("number", models.CharField(max_length=24)),
                ("version", models.SmallIntegerField(default=1)),
                (
                    "code_index",
                    doorstep_desk.plumbing.encryption.BlindIndexField(
                        db_index=True, max_length=32
                    ),
                ),
                ("sheet", doorstep_desk.plumbing.encryption.EncryptedField()),
                ("said_hash", models.CharField(max_length=64)),
                ("content", doorstep_desk.plumbing.encryption.EncryptedBytesField()),
                ("digest", models.CharField(max_length=64)),
                ("size", models.IntegerField()),
                ("issued_by", models.TextField()),
                ("issued_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
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
                (
                    "lender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="documents.document",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DocumentCheck",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("asker", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField()),
                ("answer", models.CharField(max_length=10)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DocumentLook",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
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
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="documents.document",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DocumentSignature",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("way", models.CharField(max_length=8)),
                ("image", doorstep_desk.plumbing.encryption.EncryptedBytesField()),
                ("image_digest", models.CharField(max_length=64)),
                ("of_digest", models.CharField(max_length=64)),
                ("witness", models.TextField()),
                ("signed_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
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
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="documents.document",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["case", "-issued_at"], name="document_case"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("digest",), name="document_content_once"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                fields=("agency", "number"), name="document_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("code_index",), name="document_code_once"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaces", None), ("version", 1)),
                    models.Q(("replaces__isnull", False), ("version__gt", 1)),
                    _connector="OR",
                ),
                name="document_versions_follow",
            ),
        ),
        migrations.AddIndex(
            model_name="documentcheck",
            index=models.Index(fields=["asker", "-at"], name="document_check_asker"),
        ),
        migrations.AddIndex(
            model_name="documentlook",
            index=models.Index(fields=["document", "-at"], name="document_look_newest"),
        ),
    ]
