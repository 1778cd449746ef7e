"""A permit names the person over all agencies, who goes and what they must do."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from doorstep_desk.plumbing.tables.row_security import protect

_FILL = """
ALTER TABLE permits_permit NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_borrower NO FORCE ROW LEVEL SECURITY;
UPDATE permits_permit AS p SET person_key = b.person_key, creditor_id = c.creditor_id
  FROM cases_case AS c JOIN cases_borrower AS b ON b.id = c.borrower_id
 WHERE c.id = p.case_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE permits_permit FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_case FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_borrower FORCE ROW LEVEL SECURITY;
ALTER TABLE permits_permit ALTER COLUMN person_key SET NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_protection"),
        ("organisations", "0001_initial"),
        ("permits", "0002_protection"),
    ]

    operations = [
        migrations.AddField(
            "permit", "person_key", models.BinaryField(max_length=32, null=True), False
        ),
        migrations.AddField(
            "permit",
            "creditor",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField("permit", "agents", models.JSONField(default=list)),
        migrations.AddField("permit", "obligations", models.JSONField(default=list)),
        RunSQL(
            _FILL,
            RunSQL.noop,
            state_operations=[
                migrations.AlterField("permit", "person_key", models.BinaryField(max_length=32))
            ],
        ),
        migrations.AddIndex(
            "permit",
            models.Index(
                fields=["person_key"],
                name="permit_outstanding",
                condition=models.Q(("cancelled_at", None), ("used_at", None)),
            ),
        ),
        migrations.CreateModel(
            name="StopMark",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person_key", models.BinaryField(max_length=32)),
                ("cause", models.CharField(max_length=24)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["person_key", "-at"], name="stop_mark_person")],
            },
        ),
        protect("permits_stopmark", visible="false"),
    ]
