"""Templates that two people agree on, and messages with their intent."""

import django.db.models.deletion
from django.db import migrations, models

import doorstep_desk.plumbing.encryption


class Migration(migrations.Migration):
    dependencies = [
        ("attempts", "0006_contacts_by_person"),
        ("cases", "0008_references"),
        ("notices", "0004_stop_contact"),
        ("organisations", "0001_initial"),
        ("permits", "0004_leave_over_agencies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Template",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=40)),
                ("channel", models.CharField(max_length=14)),
                ("purpose", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.TextField(default="")),
                ("body", models.TextField()),
                ("proposed_by", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("payload_hash", models.CharField(max_length=64)),
                ("approved_by", models.TextField(default="")),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_hash", models.CharField(default="", max_length=64)),
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
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("batch", models.UUIDField()),
                ("key", models.CharField(max_length=40)),
                ("channel", models.CharField(max_length=14)),
                ("purpose", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.TextField(default="")),
                ("body", doorstep_desk.plumbing.encryption.EncryptedField()),
                ("is_secret", models.BooleanField(default=False)),
                ("gateway", models.CharField(max_length=16)),
                ("gateway_ref", models.TextField(default="")),
                ("state", models.CharField(default="queued", max_length=10)),
                ("because", models.TextField(default="")),
                ("queued_by", models.TextField()),
                ("queued_at", models.DateTimeField()),
                ("sends_at", models.DateTimeField()),
                ("sending_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("acknowledged_by", models.TextField(default="")),
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
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attempts.attempt",
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
                    "permit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="permits.permit",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.contactpoint",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="notices.template",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="template",
            index=models.Index(fields=["agency", "key", "-proposed_at"], name="template_key"),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_at", None),
                    models.Q(
                        models.Q(("approved_by", ""), _negated=True),
                        models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="template_approved_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_at", None),
                    ("approved_hash", models.F("payload_hash")),
                    _connector="OR",
                ),
                name="template_approved_as_proposed",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["case", "-queued_at"], name="message_case"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["agency", "batch"], name="message_batch"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "queued")),
                fields=["gateway", "sends_at"],
                name="message_due",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "sending")),
                fields=["sending_at"],
                name="message_open",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("gateway_ref", ""), _negated=True),
                fields=["gateway", "gateway_ref"],
                name="message_ref",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("queued", "sending", "sent", "unknown", "failed", "cancelled"))
                ),
                name="message_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("attempt", None), ("state__in", ("queued", "cancelled"))),
                    models.Q(
                        ("attempt__isnull", False),
                        ("state__in", ("sending", "sent", "unknown", "failed")),
                    ),
                    _connector="OR",
                ),
                name="message_left_is_a_contact",
            ),
        ),
    ]
