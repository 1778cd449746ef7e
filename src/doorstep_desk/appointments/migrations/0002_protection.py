"""Hide appointments with their case; count them for whoever books, end them for whoever stops."""

from django.db import migrations

from doorstep_desk.plumbing.tables.owner_functions import (
    IS_PERSON,
    MINE,
    owner_function,
    owner_may,
)
from doorstep_desk.plumbing.tables.row_security import ORGANISATION, protect_by_case

_BOOKED = f"""
SELECT a.starts_at, a.ends_at FROM appointments_appointment a
 WHERE a.agency_id = agency AND a.ended_at IS NULL AND a.borrower_id <> but
   AND a.starts_at >= since AND a.starts_at < until
   AND (NOT {IS_PERSON} OR agency = {ORGANISATION})
 ORDER BY a.starts_at
"""

_END = f"""
DECLARE
    allowed bytea[];
    found bigint := 0;
BEGIN
    SELECT array_agg(asked.person) INTO allowed
      FROM (SELECT DISTINCT unnest(keys) AS person) AS asked WHERE NOT {IS_PERSON} OR {MINE};
    IF allowed IS NULL THEN
        RETURN 0;
    END IF;
    WITH ended AS (
        UPDATE appointments_appointment a
           SET ended_at = stopped_at, ended_because = because,
               ended_by = CASE WHEN a.agency_id = own THEN who ELSE 'another organisation' END
          FROM cases_borrower b
         WHERE b.id = a.borrower_id AND b.person_key = ANY(allowed) AND a.ended_at IS NULL
           AND a.ends_at > stopped_at AND (cases IS NULL OR a.case_id = ANY(cases))
        RETURNING a.id, a.agency_id, a.case_id
    ), told AS (
        INSERT INTO audit_entry (id, at, actor, verb, subject, details, organisation_id)
        SELECT gen_random_uuid(), stopped_at,
               CASE WHEN e.agency_id = own THEN who ELSE 'another organisation' END,
               verb, 'case:' || e.case_id,
               jsonb_build_object('appointment', e.id, 'because', because), e.agency_id
          FROM ended e
    )
    SELECT count(*) INTO found FROM ended;
    RETURN found;
END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("appointments", "0001_initial"),
        ("notices", "0004_stop_contact"),
        ("permits", "0004_leave_over_agencies"),
    ]

    operations = [
        protect_by_case("appointments_appointment"),
        owner_may("appointments_appointment", "ALL"),
        owner_function(
            "doorstep_visits_booked(agency bigint, since timestamptz, until timestamptz, "
            "but bigint)",
            "TABLE (starts_at timestamptz, ends_at timestamptz)",
            _BOOKED,
        ),
        owner_function(
            "doorstep_end_appointments(keys bytea[], cases bigint[], own bigint, because text, "
            "who text, stopped_at timestamptz, verb text)",
            "bigint",
            _END,
            "plpgsql",
        ),
    ]
