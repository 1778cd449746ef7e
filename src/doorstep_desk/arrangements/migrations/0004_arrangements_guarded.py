"""Hide rows, keep what only grows, and let nothing be agreed on without the people it needs."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import protect_by_case

# The actions look at all of this first and say it in a sentence. The database looks again, so that
# no other way in, and no mistake of ours, can let money off on one person's word.
_GUARDED = """
CREATE FUNCTION arrangements_guard_step() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    about arrangements_arrangement%ROWTYPE;
BEGIN
    SELECT * INTO about FROM arrangements_arrangement WHERE id = NEW.arrangement_id;
    IF about.case_id IS DISTINCT FROM NEW.case_id OR about.agency_id IS DISTINCT FROM NEW.agency_id
            OR about.payload_hash IS DISTINCT FROM NEW.payload_hash THEN
        RAISE EXCEPTION 'step % is not about arrangement % as it was proposed',
            NEW.step, NEW.arrangement_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.ordinal <> (SELECT count(*) FROM arrangements_arrangementstep
                        WHERE arrangement_id = NEW.arrangement_id) THEN
        RAISE EXCEPTION 'step % of arrangement % does not follow the last one',
            NEW.step, NEW.arrangement_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.step IN ('approve', 'refuse', 'uphold') AND NEW.taken_by = about.proposed_by THEN
        RAISE EXCEPTION '% proposed arrangement % and cannot decide about it',
            NEW.taken_by, NEW.arrangement_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state IN ('agreed', 'in_force', 'completed') AND about.needs_approval AND NOT EXISTS (
            SELECT 1 FROM arrangements_arrangementstep AS earlier
             WHERE earlier.arrangement_id = NEW.arrangement_id AND earlier.step = 'approve'
               AND earlier.taken_by <> about.proposed_by
               AND earlier.payload_hash = about.payload_hash) THEN
        RAISE EXCEPTION 'arrangement % lets something off and nobody else has approved it',
            NEW.arrangement_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $body$;
CREATE TRIGGER arrangements_step_is_guarded BEFORE INSERT ON arrangements_arrangementstep
    FOR EACH ROW EXECUTE FUNCTION arrangements_guard_step();
ALTER TABLE arrangements_arrangementstep ENABLE ALWAYS TRIGGER arrangements_step_is_guarded;
"""
_UNGUARDED = """
DROP TRIGGER arrangements_step_is_guarded ON arrangements_arrangementstep;
DROP FUNCTION arrangements_guard_step();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("arrangements", "0003_arrangements"),
        ("cases", "0002_protection"),
    ]

    operations = [
        protect_by_case("arrangements_arrangement"),
        protect_by_case("arrangements_arrangementstep"),
        protect_by_case("arrangements_activearrangement"),
        append_only("arrangements_arrangement"),
        append_only("arrangements_arrangementstep"),
        RunSQL(_GUARDED, _UNGUARDED),
    ]
