"""One call takes back all leave to contact a person: over cases, agencies and queued notices.

The acting person need not see those rows, and does not learn whose they are: other agencies find
the entry in their own log.
"""

from django.db import migrations

from doorstep_desk.plumbing.tables.owner_functions import (
    IS_PERSON,
    MINE,
    owner_function,
    owner_may,
)

_STOP = f"""
DECLARE
    own bigint := agency;
    allowed bytea[];
    found_permits bigint := 0;
    found_notices bigint := 0;
    found_elsewhere bigint := 0;
BEGIN
    SELECT array_agg(asked.person) INTO allowed
      FROM (SELECT DISTINCT unnest(keys) AS person) AS asked WHERE NOT {IS_PERSON} OR {MINE};
    IF allowed IS NULL THEN
        RETURN QUERY SELECT 0::bigint, 0::bigint, 0::bigint;
        RETURN;
    END IF;
    INSERT INTO permits_stopmark (id, person_key, cause, at)
    SELECT gen_random_uuid(), one.person, because, stopped_at
      FROM unnest(allowed) AS one(person);
    WITH cancelled AS (
        UPDATE permits_permit p SET cancelled_at = stopped_at, cancelled_because = because
         WHERE p.person_key = ANY(allowed) AND p.used_at IS NULL AND p.cancelled_at IS NULL
           AND (cases IS NULL OR p.case_id = ANY(cases))
        RETURNING p.id, p.agency_id, p.case_id
    ), told AS (
        INSERT INTO audit_entry (id, at, actor, verb, subject, details, organisation_id)
        SELECT gen_random_uuid(), stopped_at,
               CASE WHEN c.agency_id = own THEN who ELSE 'another organisation' END,
               verbs[1], 'case:' || c.case_id,
               jsonb_build_object('permit', c.id, 'because', because), c.agency_id
          FROM cancelled c
    )
    SELECT count(*), count(*) FILTER (WHERE c.agency_id <> own) INTO found_permits, found_elsewhere
      FROM cancelled c;
    WITH cancelled AS (
        UPDATE notices_notice n SET cancelled_at = stopped_at, cancelled_because = because
          FROM cases_case c JOIN cases_borrower b ON b.id = c.borrower_id
         WHERE n.case_id = c.id AND b.person_key = ANY(allowed)
           AND n.sent_at IS NULL AND n.cancelled_at IS NULL
           AND (cases IS NULL OR n.case_id = ANY(cases))
        RETURNING n.id, n.agency_id, n.case_id
    ), told AS (
        INSERT INTO audit_entry (id, at, actor, verb, subject, details, organisation_id)
        SELECT gen_random_uuid(), stopped_at,
               CASE WHEN c.agency_id = own THEN who ELSE 'another organisation' END,
               verbs[2], 'case:' || c.case_id,
               jsonb_build_object('notice', c.id, 'because', because), c.agency_id
          FROM cancelled c
    )
    SELECT count(*) INTO found_notices FROM cancelled c;
    RETURN QUERY SELECT found_permits, found_notices, found_elsewhere;
END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0003_cancelled"),
        ("audit", "0001_initial"),
    ]

    operations = [
        owner_may("notices_notice", "ALL"),
        owner_may("audit_entry", "INSERT"),
        owner_function(
            "doorstep_stop_contact(keys bytea[], cases bigint[], agency bigint, because text, "
            "who text, stopped_at timestamptz, verbs text[])",
            "TABLE (permits bigint, notices bigint, elsewhere bigint)",
            _STOP,
            "plpgsql",
        ),
        migrations.RunSQL(
            "CREATE INDEX cases_borrower_person ON cases_borrower (person_key)",
            "DROP INDEX cases_borrower_person",
        ),
        migrations.RunSQL(
            "CREATE INDEX notice_waiting ON notices_notice (case_id)"
            " WHERE sent_at IS NULL AND cancelled_at IS NULL",
            "DROP INDEX notice_waiting",
        ),
    ]
