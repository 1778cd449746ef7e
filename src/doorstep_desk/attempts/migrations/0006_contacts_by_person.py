"""Contacts over agencies are looked up person by person.

Right after a bulk load the planner knows nothing of the table and reads all of it once for each
person: 24 seconds for 4,000 people, where one look into the index of persons each takes 0.2.
"""

from importlib import import_module

from django.db import migrations

from doorstep_desk.plumbing.tables.owner_functions import IS_PERSON, MINE, other_body
from doorstep_desk.plumbing.tables.row_security import ORGANISATION

_CONTACTS = f"""
SELECT a.person_key, a.creditor_id, CASE WHEN a.agency_id = agency THEN a.point_id END,
       a.at, a.received_at, a.channel::text, a.purpose::text, a.direction::text,
       a.disposition::text, a.asked_to_leave, a.agency_id = agency
  FROM (SELECT DISTINCT unnest(keys) AS person) AS asked
 CROSS JOIN LATERAL (
       SELECT m.* FROM attempts_attempt m
        WHERE m.person_key = asked.person AND m.at >= since AND m.at <= as_of
        ORDER BY m.at DESC OFFSET 0) AS a
 WHERE a.received_at <= as_of
   AND NOT EXISTS (SELECT 1 FROM attempts_attempt c WHERE c.corrects_id = a.id)
   AND (NOT {IS_PERSON} OR (agency = {ORGANISATION} AND {MINE}))
 ORDER BY a.at, a.id
"""


class Migration(migrations.Migration):
    dependencies = [("attempts", "0005_imports")]

    operations = [
        other_body(
            "doorstep_contacts(keys bytea[], agency bigint, since timestamptz, as_of timestamptz)",
            "TABLE (person bytea, creditor bigint, point bigint, at timestamptz, "
            "received_at timestamptz, channel text, purpose text, direction text, "
            "disposition text, asked_to_leave boolean, is_own boolean)",
            before=import_module(
                "doorstep_desk.attempts.migrations.0004_no_permit_no_contact"
            )._CONTACTS,
            after=_CONTACTS,
        ),
    ]
