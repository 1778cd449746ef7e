"""A lender sees its own cases, and of them only what is not about the person's home or phone."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import ORGANISATION, ROLE, readable

# Auditors and regulators belong to the agency, so its rows are theirs to read; not how to reach
# a borrower.
HIDDEN = f"COALESCE({ROLE}, '') NOT IN ('auditor', 'regulator')"


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_references")]

    operations = [
        readable("cases_case", by="lender", when=f"creditor_id = {ORGANISATION}"),
        migrations.RunSQL(
            "CREATE POLICY cases_contactpoint_readers ON cases_contactpoint AS RESTRICTIVE "
            f"FOR SELECT TO doorstep_web USING ({HIDDEN})",
            "DROP POLICY cases_contactpoint_readers ON cases_contactpoint",
        ),
    ]
