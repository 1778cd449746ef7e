"""An agent sees their own records; the office those of its own agency. Records only grow.

A review is seen by the agents whom it concerns and by whoever works the case now, so that both
sides of a late piece of work learn of it. An alert is raised by an agent and read by the office
only: a phone must not give away that help was called.
"""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.owner_functions import (
    IS_PERSON,
    owner_function,
    owner_may,
)
from doorstep_desk.plumbing.tables.row_security import (
    ORGANISATION,
    ROLE,
    STAFF,
    protect,
    protect_by_case,
    protect_by_organisation,
    protect_by_parent,
)

_OWN = f"{ROLE} IS DISTINCT FROM 'agent' OR staff_id = {STAFF}"
_CONCERNED = (
    f"{ROLE} IS DISTINCT FROM 'agent' OR agents @> to_jsonb({STAFF}) OR EXISTS "
    "(SELECT 1 FROM cases_case WHERE cases_case.id = fieldwork_visitreview.case_key)"
)
_OFFICE = f"agency_id = {ORGANISATION} AND {ROLE} IN ('lead', 'compliance')"


_ESCALATE = f"""
WITH raised AS (
    INSERT INTO fieldwork_safetyalert
           (id, agency_id, staff_id, visit_key, kind, raised_at, handled_by, handled_note)
    SELECT gen_random_uuid(), o.agency_id, o.staff_id, o.visit_key, 'overdue', seen_at, '', ''
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
        ("fieldwork", "0001_initial"),
        ("cases", "0002_protection"),
        ("devices", "0002_protection"),
    ]

    operations = [
        *(
            protect_by_organisation(f"fieldwork_{table}", only_when=_OWN)
            for table in ("fieldevent", "setaside", "packgiven", "place", "outing")
        ),
        protect_by_parent("fieldwork_judgement", "event_id", "fieldwork_fieldevent"),
        protect("fieldwork_safetyalert", visible=_OFFICE, writable=f"agency_id = {ORGANISATION}"),
        owner_may("fieldwork_outing"),
        owner_may("fieldwork_safetyalert", "ALL"),
        owner_function(
            "doorstep_escalate(agency bigint, seen_at timestamptz)", "bigint", _ESCALATE
        ),
        protect_by_case("fieldwork_risknote", "case_key"),
        protect_by_organisation("fieldwork_visitreview", only_when=_CONCERNED),
        protect_by_parent("fieldwork_reviewstep", "review_id", "fieldwork_visitreview"),
        *(
            append_only(f"fieldwork_{table}")
            for table in ("fieldevent", "setaside", "packgiven", "judgement", "reviewstep")
        ),
    ]
