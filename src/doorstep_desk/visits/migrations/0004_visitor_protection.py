"""Anyone may ask who the visitors are; who asked what, compliance and leads see.

What the asker may learn goes through two functions: which pairs are out, and how often one
address has asked. Neither names a person, a place or a case.
"""

from django.db import migrations

from doorstep_desk.plumbing.tables.owner_functions import owner_function, owner_may
from doorstep_desk.plumbing.tables.row_security import ORGANISATION, ROLE, protect

_OUT = """
SELECT DISTINCT d.pair_id, s.agency_id
  FROM permits_permit p
  JOIN dayplans_stop s ON s.permit_id = p.id
  JOIN dayplans_dayplan d ON d.id = s.plan_id
  JOIN cases_case c ON c.id = p.case_id
  JOIN organisations_placement m ON m.id = c.placement_id
 WHERE p.channel = 'visit' AND p.cancelled_at IS NULL
   AND p.starts_at <= at + interval '15 minutes' AND p.ends_at > at
   AND (p.used_at IS NULL OR p.used_at > at - interval '60 minutes')
   AND c.closed_on IS NULL AND (m.returns_on IS NULL OR m.returns_on >= today)
"""

_CHECKS = """
SELECT count(*) FROM visits_visitorcheck v WHERE v.asker = $1 AND v.at > since
"""

_SEES = (
    f"{ROLE} IN ('lead', 'compliance') AND {ORGANISATION} IS NOT NULL "
    f"AND (agency_id IS NULL OR agency_id = {ORGANISATION})"
)


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0003_visitor_checks"),
        ("dayplans", "0002_protection"),
        ("permits", "0004_leave_over_agencies"),
    ]

    operations = [
        protect("visits_visitorcheck", visible=_SEES, writable="true"),
        owner_may("visits_visitorcheck"),
        owner_may("dayplans_stop"),
        owner_may("dayplans_dayplan"),
        owner_may("organisations_placement"),
        owner_function(
            "doorstep_pairs_out(at timestamptz, today date)",
            "TABLE (pair bigint, agency bigint)",
            _OUT,
        ),
        owner_function(
            "doorstep_visitor_checks(asker bytea, since timestamptz)", "bigint", _CHECKS
        ),
    ]
