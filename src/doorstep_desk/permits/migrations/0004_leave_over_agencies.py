"""Leave that is outstanding for a person counts over all agencies; rows stay hidden."""

from django.db import migrations

from doorstep_desk.plumbing.tables.owner_functions import (
    IS_PERSON,
    MINE,
    owner_function,
    owner_may,
)
from doorstep_desk.plumbing.tables.row_security import ORGANISATION

_OUTSTANDING = f"""
SELECT p.person_key, p.creditor_id,
       CASE WHEN p.agency_id = agency THEN p.point_id END,
       p.channel::text, p.purpose::text, p.starts_at
  FROM (SELECT DISTINCT unnest(keys) AS person) AS asked
  JOIN permits_permit p ON p.person_key = asked.person
 WHERE p.used_at IS NULL AND p.cancelled_at IS NULL AND p.ends_at > now_at
   AND (NOT {IS_PERSON} OR (agency = {ORGANISATION} AND {MINE}))
"""

_STOPPED = f"""
SELECT DISTINCT m.person_key
  FROM (SELECT DISTINCT unnest(keys) AS person) AS asked
  JOIN permits_stopmark m ON m.person_key = asked.person
 WHERE m.at > known_at AND (NOT {IS_PERSON} OR {MINE})
"""


class Migration(migrations.Migration):
    dependencies = [
        ("permits", "0003_whose_leave"),
    ]

    operations = [
        owner_may("cases_borrower"),
        owner_may("cases_case"),
        owner_may("cases_assignment"),
        owner_may("permits_permit", "ALL"),
        owner_may("permits_stopmark", "ALL"),
        owner_function(
            "doorstep_leave_outstanding(keys bytea[], agency bigint, now_at timestamptz)",
            "TABLE (person bytea, creditor bigint, point bigint, channel text, purpose text, "
            "starts_at timestamptz)",
            _OUTSTANDING,
        ),
        owner_function(
            "doorstep_stopped_since(keys bytea[], known_at timestamptz)",
            "TABLE (person bytea)",
            _STOPPED,
        ),
    ]
