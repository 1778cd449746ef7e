"""An agent sees what they announced themselves; the office all of its own agency."""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import (
    ROLE,
    STAFF,
    protect_by_organisation,
    protect_by_parent,
)


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0001_initial"),
    ]

    operations = [
        protect_by_organisation("evidence_blob"),
        protect_by_organisation(
            "evidence_part", only_when=f"{ROLE} IS DISTINCT FROM 'agent' OR staff_id = {STAFF}"
        ),
        protect_by_parent("evidence_access", "part_id", "evidence_part"),
        append_only("evidence_access"),
    ]
