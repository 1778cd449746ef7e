"""The tree over the log and its signed checkpoints: made by the batch process, read by all.

They hold hashes and counts, nothing of anybody's rows.
"""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import leave_open

TABLES = ("audit_leaf", "audit_node", "audit_checkpoint")
REASON = "hashes and counts only"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0001_initial")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="AuditLeaf",
            fields=[
                ("index", models.BigIntegerField(primary_key=True, serialize=False)),
                ("hash", models.BinaryField(max_length=32)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaf",
                        to="audit.auditentry",
                    ),
                ),
            ],
            options={"db_table": "audit_leaf"},
        ),
        migrations.CreateModel(
            name="AuditNode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.SmallIntegerField()),
                ("index", models.BigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "db_table": "audit_node",
                "constraints": [
                    models.UniqueConstraint(fields=["level", "index"], name="one_node_per_subtree")
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditCheckpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.TextField()),
                ("size", models.BigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField()),
                ("note", models.TextField()),
            ],
            options={
                "db_table": "audit_checkpoint",
                "indexes": [models.Index(fields=["size", "-id"], name="checkpoint_size")],
            },
        ),
        migrations.CreateModel(
            name="AuditCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("size", models.BigIntegerField(null=True)),
                ("fault", models.TextField(default="")),
            ],
            options={"db_table": "audit_check"},
        ),
        *(append_only(table) for table in TABLES),
        *(leave_open(table, REASON) for table in (*TABLES, "audit_check")),
        migrations.RunSQL(
            f"REVOKE INSERT ON {', '.join(TABLES)} FROM doorstep_web",
            f"GRANT INSERT ON {', '.join(TABLES)} TO doorstep_web",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON audit_check FROM doorstep_web", migrations.RunSQL.noop
        ),
    ]
