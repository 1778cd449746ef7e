"""The audit log: append-only, seen by its own organisation, ordered for followers."""

from typing import ClassVar

from django.db import migrations, models

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import ORGANISATION

# A web process adds entries for its own organisation (none before sign-in) and reads only those.
POLICIES = """
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_entry_batch ON audit_entry TO doorstep_batch
    USING (true) WITH CHECK (true);
CREATE POLICY audit_entry_web_read ON audit_entry FOR SELECT TO doorstep_web
    USING (organisation_id = %(own)s);
CREATE POLICY audit_entry_web_add ON audit_entry FOR INSERT TO doorstep_web
    WITH CHECK (organisation_id IS NOT DISTINCT FROM %(own)s);
""" % {"own": ORGANISATION}

FILLED_BY_DATABASE = """
INSERT INTO audit_era (number, began_at) VALUES (1, now());
CREATE FUNCTION audit_present_era() RETURNS integer LANGUAGE sql STABLE
    AS 'SELECT max(number) FROM audit_era';
ALTER TABLE audit_entry
    ALTER COLUMN era SET DEFAULT audit_present_era(),
    ALTER COLUMN transaction_number SET DEFAULT (pg_current_xact_id()::text::bigint),
    ALTER COLUMN position ADD GENERATED ALWAYS AS IDENTITY;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="AuditEra",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField()),
            ],
            options={"db_table": "audit_era"},
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("verb", models.TextField()),
                ("subject", models.TextField()),
                ("details", models.JSONField(default=dict)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("era", models.IntegerField()),
                ("transaction_number", models.BigIntegerField()),
                ("position", models.BigIntegerField()),
            ],
            options={
                "db_table": "audit_entry",
                "indexes": [
                    models.Index(fields=["subject", "position"], name="audit_entry_subject"),
                    models.Index(
                        fields=["era", "transaction_number", "position"], name="audit_entry_order"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FILLED_BY_DATABASE, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        append_only("audit_entry"),
        append_only("audit_era"),
    ]
