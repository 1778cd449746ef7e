"""A notice leaves under its own permit, or was cancelled and never leaves."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

_LINK = """
ALTER TABLE notices_notice NO FORCE ROW LEVEL SECURITY;
ALTER TABLE permits_permit NO FORCE ROW LEVEL SECURITY;
UPDATE notices_notice n SET permit_id = p.id FROM permits_permit p
 WHERE p.case_id = n.case_id AND p.channel = 'sms' AND p.purpose = 'visit_notice'
   AND p.starts_at = n.sends_at;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE notices_notice FORCE ROW LEVEL SECURITY;
ALTER TABLE permits_permit FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_protection"),
        ("permits", "0004_leave_over_agencies"),
    ]

    operations = [
        migrations.AddField(
            "notice",
            "permit",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="permits.permit",
            ),
        ),
        migrations.AddField("notice", "cancelled_at", models.DateTimeField(null=True)),
        migrations.AddField("notice", "cancelled_because", models.TextField(default="")),
        RunSQL(_LINK, RunSQL.noop),
        migrations.AddConstraint(
            "notice",
            models.CheckConstraint(
                condition=models.Q(("sent_at", None), ("cancelled_at", None), _connector="OR"),
                name="notice_sent_or_cancelled",
            ),
        ),
    ]
