"""Hide rows from other organisations; what was proposed never changes."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from doorstep_desk.plumbing.tables.row_security import protect_by_organisation

_DECIDED = (
    "approved_by, approved_at, approved_hash, withdrawal_asked_by, withdrawal_asked_at, "
    "withdrawal_because, withdrawn_by, withdrawn_at"
)


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0001_initial"),
    ]

    operations = [
        protect_by_organisation("policies_policy"),
        RunSQL(
            f"""
            REVOKE UPDATE, DELETE ON policies_policy FROM doorstep_web, doorstep_batch;
            GRANT UPDATE ({_DECIDED}) ON policies_policy TO doorstep_web, doorstep_batch;
            """,
            "GRANT UPDATE, DELETE ON policies_policy TO doorstep_web, doorstep_batch;",
        ),
    ]
