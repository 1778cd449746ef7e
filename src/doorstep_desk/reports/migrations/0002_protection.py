"""Hide standings from others than their agency and lender; readers change nothing anywhere."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import (
    ORGANISATION,
    protect_by_organisation,
    readable,
    readers_change_nothing,
)

# Tables that were protected before there were readers. The log takes entries of readers too.
EARLIER = """
SELECT relname::text FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
   AND relname <> 'audit_entry'
"""


def close_earlier_tables(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(EARLIER)
        for (table,) in cursor.fetchall():
            if statements := readers_change_nothing(table):
                cursor.execute(statements)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
        ("arrangements", "0008_authority_protected"),
        ("attempts", "0007_lenders_read"),
        ("calendars", "0002_protection"),
        ("cases", "0009_lenders_read"),
        ("complaints", "0003_lenders_read"),
        ("dayplans", "0002_protection"),
        ("decisions", "0004_model_registry"),
        ("declarations", "0002_protection"),
        ("followups", "0002_protection"),
        ("intake", "0006_studio_protection"),
        ("ledger", "0004_let_off"),
        ("notices", "0006_messages_protection"),
        ("payments", "0006_pay_ways_protected"),
        ("permits", "0004_leave_over_agencies"),
        ("policies", "0002_protection"),
        ("staff", "0004_readers"),
        ("visits", "0004_visitor_protection"),
        ("workdays", "0002_protection"),
    ]

    operations = [
        protect_by_organisation("reports_standing"),
        readable("reports_standing", by="lender", when=f"creditor_id = {ORGANISATION}"),
        append_only("reports_standing"),
        protect_by_organisation("reports_keptreport"),
        readable("reports_keptreport", by="lender", when=f"creditor_id = {ORGANISATION}"),
        append_only("reports_keptreport"),
        migrations.RunPython(close_earlier_tables, migrations.RunPython.noop),
    ]
