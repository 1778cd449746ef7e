"""An agent sees their own phones; the office all of its own. A mark that only rises."""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import (
    ROLE,
    STAFF,
    leave_open,
    protect_by_organisation,
)


class Migration(migrations.Migration):
    dependencies = [
        ("devices", "0001_initial"),
    ]

    operations = [
        protect_by_organisation(
            "devices_device", only_when=f"{ROLE} IS DISTINCT FROM 'agent' OR staff_id = {STAFF}"
        ),
        leave_open("devices_serverepoch", "names the store and nobody in it"),
        append_only("devices_serverepoch"),
        migrations.RunSQL("CREATE SEQUENCE devices_mark", "DROP SEQUENCE devices_mark"),
    ]
