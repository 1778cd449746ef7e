"""The database stores an executed attempt only under a good permit, and uses it by doing so.

And it tells how often a person was contacted by others, without showing whose rows they are.
"""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from doorstep_desk.plumbing.tables.owner_functions import (
    IS_PERSON,
    MINE,
    owner_function,
    owner_may,
)
from doorstep_desk.plumbing.tables.row_security import ORGANISATION

_USE_PERMIT = """
BEGIN
    IF NEW.corrects_id IS NOT NULL THEN
        PERFORM 1 FROM attempts_attempt o
          WHERE o.id = NEW.corrects_id AND o.origin = 'executed' AND o.permit_id = NEW.permit_id
            AND o.person_key = NEW.person_key AND o.channel = NEW.channel AND o.at = NEW.at;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'a correction of an executed attempt keeps its permit, person, '
                'channel and time' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    UPDATE permits_permit p SET used_at = NEW.at
     WHERE p.id = NEW.permit_id AND p.agency_id = NEW.agency_id
       AND p.person_key = NEW.person_key AND p.channel = NEW.channel
       AND p.case_id = NEW.case_id
       AND (p.point_id IS NULL OR NEW.point_id IS NULL OR p.point_id = NEW.point_id)
       AND p.used_at IS NULL AND p.cancelled_at IS NULL
       AND NEW.at BETWEEN p.starts_at AND p.ends_at AND p.issued_at <= NEW.received_at;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no contact without a permit: % is not a valid, unused, unexpired permit '
            'of this person and channel', NEW.permit_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
"""

_TRIGGER = """
CREATE TRIGGER attempts_attempt_needs_permit BEFORE INSERT ON attempts_attempt
    FOR EACH ROW WHEN (NEW.origin = 'executed') EXECUTE FUNCTION doorstep_use_permit();
ALTER TABLE attempts_attempt ENABLE ALWAYS TRIGGER attempts_attempt_needs_permit;
"""

_CONTACTS = f"""
SELECT a.person_key, a.creditor_id, CASE WHEN a.agency_id = agency THEN a.point_id END,
       a.at, a.received_at, a.channel::text, a.purpose::text, a.direction::text,
       a.disposition::text, a.asked_to_leave, a.agency_id = agency
  FROM (SELECT DISTINCT unnest(keys) AS person) AS asked
  JOIN attempts_attempt a ON a.person_key = asked.person
 WHERE a.at >= since AND a.at <= as_of AND a.received_at <= as_of
   AND NOT EXISTS (SELECT 1 FROM attempts_attempt c WHERE c.corrects_id = a.id)
   AND (NOT {IS_PERSON} OR (agency = {ORGANISATION} AND {MINE}))
 ORDER BY a.at, a.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("attempts", "0003_review"),
        ("permits", "0004_leave_over_agencies"),
    ]

    operations = [
        owner_may("attempts_attempt"),
        owner_function("doorstep_use_permit()", "trigger", _USE_PERMIT, "plpgsql"),
        RunSQL(_TRIGGER, "DROP TRIGGER attempts_attempt_needs_permit ON attempts_attempt"),
        owner_function(
            "doorstep_contacts(keys bytea[], agency bigint, since timestamptz, as_of timestamptz)",
            "TABLE (person bytea, creditor bigint, point bigint, at timestamptz, "
            "received_at timestamptz, channel text, purpose text, direction text, "
            "disposition text, asked_to_leave boolean, is_own boolean)",
            _CONTACTS,
        ),
    ]
