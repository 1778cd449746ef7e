"""Hide rows from other organisations; what was proposed never changes."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from doorstep_desk.plumbing.tables.row_security import protect_by_organisation

_DECIDED = "approved_by, approved_at, withdrawn_by, withdrawn_at"


class Migration(migrations.Migration):
    dependencies = [
        ("calendars", "0001_initial"),
    ]

    operations = [
        protect_by_organisation("calendars_calendarday"),
        RunSQL(
            f"""
            REVOKE UPDATE, DELETE ON calendars_calendarday FROM doorstep_web, doorstep_batch;
            GRANT UPDATE ({_DECIDED}) ON calendars_calendarday TO doorstep_web, doorstep_batch;
            """,
            "GRANT UPDATE, DELETE ON calendars_calendarday TO doorstep_web, doorstep_batch;",
        ),
    ]
