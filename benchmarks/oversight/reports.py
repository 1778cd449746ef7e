"""How long does a page of figures take with 100,000 accounts?

    PYTHONPATH=src python benchmarks/oversight/reports.py [ACCOUNTS]

A store of its own is made, with one payment and three attempts for most accounts over half a
year, and pauses, requests to stop and promises for some. The page of the last day that is over
is asked for twenty times by a lead and by a lender, under the web role and row-level security,
and each list behind a number once. The limit is 300 ms. Prints one JSON object.
"""

import json
import shutil
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.desk import prepare, run_folder

prepare()  # before anything of the desk is imported

# ruff: noqa: E402

from django.db import connection, transaction
from tests.app.conftest import member

from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.commands.session import store
from doorstep_desk.organisations.actions import NewPlacement, add_organisation, add_placement
from doorstep_desk.plumbing.actor import SYSTEM, Actor
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.reports.asked import asked_report, months_of, span_for
from doorstep_desk.reports.jobs import keep_reports
from doorstep_desk.reports.kept import report_of
from doorstep_desk.reports.measures import OF_MEASURE
from doorstep_desk.reports.queries import by_month, cases_behind, courses_of, figures

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
FILL = """
INSERT INTO cases_borrower (agency_id, person_key, name, name_order, identity_state, external_ref,
    language, is_synthetic, has_several_creditors)
SELECT %(agency)s, sha256(n::text::bytea), '金某' || n, '', 'absent', n::text, 'zh', true, false
  FROM generate_series(1, %(n)s) n;
INSERT INTO cases_case (agency_id, borrower_id, placement_id, creditor_id, number, opened_on,
    closed_because)
SELECT %(agency)s, id, %(placement)s, %(lender)s, 'B' || id,
       date '2026-05-01' + (id %% 90)::int, ''
  FROM cases_borrower;
INSERT INTO cases_account (agency_id, case_id, borrower_id, creditor_id, key, loan_no, contract_no,
    case_no, product, product_name, currency, placed_on, due_on, owed_fen, principal_fen,
    interest_fen, penalty_interest_fen, default_penalty_fen, late_fee_fen, fee_fen, loan_fen,
    instalments)
SELECT %(agency)s, id, borrower_id, creditor_id, 'K' || id, '', '', '', 'consumer_loan', '', 'CNY',
       opened_on, opened_on - (id * 7919 %% 170)::int, 100000, 100000, 0, 0, 0, 0, 0, 100000, 1
  FROM cases_case;
INSERT INTO payments_payment (agency_id, account_id, case_id, transaction_id, received_on,
    amount_fen, currency, payer, paid_through, recorded_at, origin)
SELECT %(agency)s, id, case_id, 'T' || id, date '2026-06-01' + (id * 31 %% 178)::int,
       CASE WHEN id %% 4 = 0 THEN 100000 ELSE 20000 END, 'CNY', '', '',
       timestamptz '2026-06-01' + ((id * 31 %% 178) || ' days')::interval, 'file'
  FROM cases_account WHERE id %% 5 < 4;
INSERT INTO attempts_attempt (id, agency_id, borrower_id, case_id, creditor_id, person_key, at,
    received_at, channel, purpose, direction, disposition, asked_to_leave, note, recorded_by,
    origin)
SELECT gen_random_uuid(), %(agency)s, borrower_id, c.id, creditor_id,
       sha256(borrower_id::text::bytea), t.at, t.at, CASE WHEN k = 3 THEN 'visit' ELSE 'call' END,
       'collection', 'outbound', CASE WHEN (c.id + k) %% 3 = 0 THEN 'right_party_contact'
       ELSE 'no_answer' END, false, '', '', 'imported'
  FROM cases_case c CROSS JOIN generate_series(1, 3) k
 CROSS JOIN LATERAL (SELECT timestamptz '2026-06-02 02:00+00'
       + ((c.id * 37 + k * 59) %% 176 || ' days')::interval AS at) t;
INSERT INTO complaints_pause (id, agency_id, case_id, reason, note, starts_at, noted_by, reviewer,
    ended_by)
SELECT gen_random_uuid(), %(agency)s, id, 'complaint', '', timestamptz '2026-06-02 02:00+00'
       + (id %% 176 || ' days')::interval, 'x', 'compliance', ''
  FROM cases_case WHERE id %% 50 = 0;
INSERT INTO complaints_stoprequest (id, agency_id, borrower_id, person_key, channels, form,
    received_at, noted_by)
SELECT gen_random_uuid(), %(agency)s, borrower_id, sha256(borrower_id::text::bytea), 'all',
       'oral', timestamptz '2026-06-02 02:00+00' + (id %% 176 || ' days')::interval, 'x'
  FROM cases_case WHERE id %% 70 = 0;
INSERT INTO arrangements_promise (id, agency_id, case_id, amount_fen, due_on, made_at, taken_by)
SELECT gen_random_uuid(), %(agency)s, id, 10000, date '2026-06-10' + (id %% 160)::int,
       timestamptz '2026-06-02 02:00+00' + (id %% 160 || ' days')::interval, 'x'
  FROM cases_case WHERE id %% 4 = 0;
INSERT INTO arrangements_promiseoutcome (promise_id, agency_id, state, paid_fen, settled_on,
    decided_at)
SELECT id, agency_id, CASE WHEN due_on::text LIKE '%%1' THEN 'broken' ELSE 'kept' END, 10000,
       due_on, due_on + interval '2 days' FROM arrangements_promise;
"""


def fill(accounts: int) -> tuple[Actor, Actor]:
    """Make the store and return a lead and somebody of the lender's."""
    agency, lender = (
        add_organisation(actor=SYSTEM, kind=kind, name=name, at=NOW).id
        for kind, name in [("agency", "长白外访"), ("lender", "北原信贷")]
    )
    new = NewPlacement(
        lender_id=lender, agency_id=agency, batch_no="B1", placed_on=date(2026, 5, 1)
    )
    placement = add_placement(actor=SYSTEM, placement=new, at=NOW).id
    words = {"agency": agency, "lender": lender, "placement": placement, "n": accounts}
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in FILL.split(";\n"):
            if statement.strip():
                cursor.execute(statement, words)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    keep_reports(actor=day_runner(agency), today=date(2026, 11, 26))
    return member("lead", "lead", agency), member("lender", "lender", lender)


def seconds_of(actor: Actor, as_of: str = "", rounds: int = 20) -> list[float]:
    """Return how long the questions of one page took, each time, ascending."""
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        with acting_as(actor):
            span = span_for(actor, asked_report(as_of, "30", "", NOW), NOW)
            report_of(span)
            courses_of(span)
        took.append(time.perf_counter() - begun)
    return sorted(took)


def parts_of(actor: Actor) -> dict[str, int]:
    """Return how many milliseconds each part takes."""
    found = {}
    with acting_as(actor):
        span = span_for(actor, asked_report("", "30", "", NOW), NOW)
        asked = {
            "kept figures": lambda: report_of(span),
            "figures counted": lambda: figures(span),
            "months counted": lambda: by_month(months_of(span)),
            "courses": lambda: courses_of(span),
            **{f"list {key}": lambda key=key: cases_behind(span, key) for key in OF_MEASURE},
        }
        for name, ask in asked.items():
            begun = time.perf_counter()
            ask()
            found[name] = round(1000 * (time.perf_counter() - begun))
    return found


def main() -> None:
    accounts = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    try:
        with store(run_folder() / "store"):
            lead, lender = fill(accounts)
            said = {"benchmark": "reports", "accounts": accounts, "limit_ms": 300}
            for name, actor in (("lead", lead), ("lender", lender)):
                took = seconds_of(actor)
                said[f"{name}_median_ms"] = round(1000 * took[len(took) // 2])
                said[f"{name}_p95_ms"] = round(1000 * took[int(len(took) * 0.95) - 1])
            past = seconds_of(lead, "2026-09-15", 3)
            said["past_day_not_kept_ms"] = round(1000 * past[1])
            print(json.dumps(said | {"parts_ms": parts_of(lead)}))
    finally:
        shutil.rmtree(run_folder(), ignore_errors=True)


if __name__ == "__main__":
    main()
