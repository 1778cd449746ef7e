"""An alert that nobody has looked after holds no note, rather than one that does not open."""

from django.db import migrations

import doorstep_desk.plumbing.encryption
from doorstep_desk.plumbing.tables.owner_functions import IS_PERSON, other_body
from doorstep_desk.plumbing.tables.row_security import ORGANISATION


def escalate(note: str) -> str:
    """Return the body of the function, with what it writes as the note."""
    return f"""
WITH raised AS (
    INSERT INTO fieldwork_safetyalert
           (id, agency_id, staff_id, visit_key, kind, raised_at, handled_by, handled_note)
    SELECT gen_random_uuid(), o.agency_id, o.staff_id, o.visit_key, 'overdue', seen_at, '', {note}
      FROM fieldwork_outing o
     WHERE o.agency_id = agency AND o.check_out_due_at < seen_at AND o.checked_out_at IS NULL
       AND (NOT {IS_PERSON} OR agency = {ORGANISATION})
       AND NOT EXISTS (SELECT 1 FROM fieldwork_safetyalert a
                        WHERE a.visit_key = o.visit_key AND a.kind = 'overdue')
        ON CONFLICT DO NOTHING
    RETURNING 1
)
SELECT count(*) FROM raised
"""


class Migration(migrations.Migration):
    dependencies = [
        ("fieldwork", "0003_conduct"),
    ]

    operations = [
        migrations.AlterField(
            model_name="safetyalert",
            name="handled_note",
            field=doorstep_desk.plumbing.encryption.EncryptedField(null=True),
        ),
        other_body(
            "doorstep_escalate(agency bigint, seen_at timestamptz)",
            "bigint",
            escalate("''"),
            escalate("NULL"),
        ),
    ]
