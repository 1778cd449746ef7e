"""A borrower may read the corrections of visits about their own cases, and change none."""

from django.db import migrations

from doorstep_desk.plumbing.tables.borrowers import IS_BORROWER

_OWN = "EXISTS (SELECT 1 FROM cases_case c WHERE c.id = fieldwork_correction.case_key)"
_DROP = "DROP POLICY IF EXISTS fieldwork_correction_borrower ON fieldwork_correction;"
_READ = f"""
{_DROP}
CREATE POLICY fieldwork_correction_borrower ON fieldwork_correction AS RESTRICTIVE TO doorstep_web
    USING (NOT ({IS_BORROWER}) OR ({_OWN})) WITH CHECK (NOT ({IS_BORROWER}));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("fieldwork", "0008_copies_protected"),
    ]

    operations = [
        # Taken back, the usual policy returns after the migration: it shows a borrower nothing.
        migrations.RunSQL(_READ, _DROP),
    ]
