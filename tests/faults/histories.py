"""Thousands of approval histories, written past all actions, into the real table or another."""

from typing import Final

from django.db import connection
from tests.app.arrangements.household import PARTS, SHEET, reduced
from tests.app.conftest import Cast
from tests.app.portfolio import NOON, account, mandate, publish

from doorstep.affordability.content import as_text, sheet_content, terms_content
from doorstep_desk.arrangements.models import Arrangement
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.plumbing.identifiers import new_id

CASES: Final = 20
TRIES: Final = 9

# Each try is one row by anybody: any step, any state after it, by any of four people, with the
# right hash or a wrong one, mostly in its place. Whatever the table refuses is left out.
_TRY: Final = """
DO $body$
DECLARE
    about record; place int; step text; state text;
BEGIN
    PERFORM setseed({seed});
    FOR about IN SELECT * FROM arrangements_arrangement ORDER BY id LOOP
        FOR place IN 1..{tries} LOOP
            step := (ARRAY['approve', 'approve', 'refuse', 'agree', 'complete', 'uphold',
                           'contest', 'withdraw', 'cooling_off_over'])[1 + floor(random() * 9)];
            state := CASE WHEN random() < 0.7 THEN
                CASE step WHEN 'approve' THEN 'approved' WHEN 'refuse' THEN 'refused'
                    WHEN 'agree' THEN 'agreed' WHEN 'complete' THEN 'completed'
                    WHEN 'contest' THEN 'contested' WHEN 'withdraw' THEN 'withdrawn'
                    ELSE 'in_force' END
                ELSE (ARRAY['agreed', 'in_force', 'completed'])[1 + floor(random() * 3)] END;
            BEGIN
                INSERT INTO {table} (id, agency_id, case_id, arrangement_id, ordinal, step, state,
                                     taken_by, taken_at, because, payload_hash)
                VALUES (gen_random_uuid(), about.agency_id, about.case_id, about.id,
                    (SELECT count(*) FROM {table} s WHERE s.arrangement_id = about.id)
                        + CASE WHEN random() < 0.05 THEN 1 ELSE 0 END,
                    step, state,
                    (ARRAY['agent', 'lead', 'compliance', 'analyst'])[1 + floor(random() * 4)],
                    now(), 'tried',
                    CASE WHEN random() < 0.9 THEN about.payload_hash ELSE repeat('f', 64) END);
            EXCEPTION WHEN integrity_constraint_violation THEN
                NULL;
            END;
        END LOOP;
    END LOOP;
END $body$;
"""


def proposals(cast: Cast, count: int) -> None:
    """Propose as many arrangements that let something off, by turns of three people."""
    batch = mandate(cast)
    publish(cast, [account(cast, batch, n, f"L{n}", **PARTS) for n in range(CASES)])
    cases = [each.case_id for each in accounts_on_file(cast.agency_id)]
    terms, sheet = as_text(terms_content(reduced())), as_text(sheet_content(SHEET))
    Arrangement.objects.bulk_create(
        Arrangement(
            id=new_id(), agency_id=cast.agency_id, case_id=cases[n % CASES], terms=terms,
            sheet=sheet, because="tried", waived_fen=10_000, needs_approval=True,
            proposed_by=("agent", "lead", "compliance")[n % 3], proposed_at=NOON,
            payload_hash=f"{n:064x}",
        )
        for n in range(count)
    )  # fmt: skip


def write_histories(seed: float, table: str = "arrangements_arrangementstep") -> int:
    """Try the steps of all histories and return how many were written."""
    with connection.cursor() as cursor:
        cursor.execute(_TRY.format(seed=seed, table=table, tries=TRIES))
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def table_without_guard() -> str:
    """Return the name of a table like the real one that refuses nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE unguarded (LIKE arrangements_arrangementstep) ON COMMIT DROP"
        )
    return "unguarded"
