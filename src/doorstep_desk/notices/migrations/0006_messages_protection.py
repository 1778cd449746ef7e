"""A message exists only under a good permit, moves one way only, and is stopped with the person.

The trigger does not ask who writes: no code path can send what was sent, or send without leave.
"""

from importlib import import_module

from django.db import migrations
from django.db.migrations.operations import RunSQL

from doorstep_desk.plumbing.tables.owner_functions import (
    other_body,
    owner_function,
    owner_may,
)
from doorstep_desk.plumbing.tables.row_security import protect_by_case, protect_by_organisation

_MOVES = """
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM 1 FROM permits_permit p
          WHERE p.id = NEW.permit_id AND p.agency_id = NEW.agency_id AND p.case_id = NEW.case_id
            AND p.channel = NEW.channel AND p.purpose = NEW.purpose
            AND p.point_id IS NOT DISTINCT FROM NEW.point_id
            AND p.used_at IS NULL AND p.cancelled_at IS NULL;
        IF NOT FOUND OR NEW.state <> 'queued' THEN
            RAISE EXCEPTION 'no message without a permit: % is not a good, unused permit of this '
                'case, place and channel', NEW.permit_id USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.id, OLD.agency_id, OLD.case_id, OLD.permit_id, OLD.channel, OLD.purpose, OLD.gateway)
       IS DISTINCT FROM
       (NEW.id, NEW.agency_id, NEW.case_id, NEW.permit_id, NEW.channel, NEW.purpose, NEW.gateway)
       OR OLD.point_id IS DISTINCT FROM NEW.point_id
       OR (OLD.attempt_id IS NOT NULL AND OLD.attempt_id IS DISTINCT FROM NEW.attempt_id) THEN
        RAISE EXCEPTION 'message % keeps its case, place and permit', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state || ' ' || NEW.state) NOT IN (
        'queued sending', 'queued cancelled', 'sending sent', 'sending unknown', 'sending failed',
        'unknown sent', 'unknown failed'
    ) THEN
        RAISE EXCEPTION 'message % never goes from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'queued' AND NEW.state = 'sending' THEN
        PERFORM 1 FROM attempts_attempt a
          WHERE a.id = NEW.attempt_id AND a.permit_id = NEW.permit_id AND a.origin = 'executed';
        IF NOT FOUND THEN
            RAISE EXCEPTION 'message % is no executed contact under its permit', OLD.id
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END
"""

_TRIGGER = """
CREATE TRIGGER notices_message_moves BEFORE INSERT OR UPDATE ON notices_message
    FOR EACH ROW EXECUTE FUNCTION doorstep_message_moves();
ALTER TABLE notices_message ENABLE ALWAYS TRIGGER notices_message_moves;
REVOKE DELETE ON notices_message, notices_template FROM doorstep_web, doorstep_batch;
REVOKE UPDATE ON notices_template FROM doorstep_web, doorstep_batch;
GRANT UPDATE (approved_by, approved_at, approved_hash, withdrawn_by, withdrawn_at)
    ON notices_template TO doorstep_web, doorstep_batch;
"""

_BEFORE = import_module("doorstep_desk.notices.migrations.0004_stop_contact")._STOP
_MARK = "    SELECT count(*) INTO found_notices FROM cancelled c;\n"
_MESSAGES = """
    WITH cancelled AS (
        UPDATE notices_message n SET state = 'cancelled', settled_at = stopped_at,
               because = doorstep_stop_contact.because
          FROM cases_case c JOIN cases_borrower b ON b.id = c.borrower_id
         WHERE n.case_id = c.id AND b.person_key = ANY(allowed) AND n.state = 'queued'
           AND (cases IS NULL OR n.case_id = ANY(cases))
        RETURNING n.id, n.agency_id, n.case_id
    ), told AS (
        INSERT INTO audit_entry (id, at, actor, verb, subject, details, organisation_id)
        SELECT gen_random_uuid(), stopped_at,
               CASE WHEN c.agency_id = own THEN who ELSE 'another organisation' END,
               verbs[2], 'case:' || c.case_id,
               jsonb_build_object('message', c.id, 'because', doorstep_stop_contact.because),
               c.agency_id
          FROM cancelled c
    )
    SELECT count(*) + found_notices INTO found_notices FROM cancelled c;
"""

_STOP_SIGNATURE = (
    "doorstep_stop_contact(keys bytea[], cases bigint[], agency bigint, because text, "
    "who text, stopped_at timestamptz, verbs text[])"
)


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_messages"), ("attempts", "0006_contacts_by_person")]

    operations = [
        protect_by_organisation("notices_template"),
        protect_by_case("notices_message"),
        owner_may("notices_message", "ALL"),
        owner_function("doorstep_message_moves()", "trigger", _MOVES, "plpgsql"),
        RunSQL(
            _TRIGGER,
            "DROP TRIGGER notices_message_moves ON notices_message;"
            "GRANT UPDATE, DELETE ON notices_message, notices_template"
            " TO doorstep_web, doorstep_batch;",
        ),
        RunSQL(
            "CREATE INDEX message_waiting ON notices_message (case_id) WHERE state = 'queued'",
            "DROP INDEX message_waiting",
        ),
        other_body(
            _STOP_SIGNATURE,
            "TABLE (permits bigint, notices bigint, elsewhere bigint)",
            before=_BEFORE,
            after=_BEFORE.replace(_MARK, _MARK + _MESSAGES),
            language="plpgsql",
        ),
    ]
