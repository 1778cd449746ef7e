"""How fast are 100,000 postings written, and how fast has a million accounts grown?

    PYTHONPATH=src python benchmarks/money.py [POSTINGS]

A store of its own is made, with one payment twice on each of half as many accounts. They are
posted in batches of 5,000 accounts, each in its own transaction with every constraint looked at;
the limit is 60 seconds on two cores, with the same number of queries for each batch. The accrual
of a million accounts by columns has 10 seconds; its rival in the same run is the exact fold of
the books, account by account, on a thousand of them. Prints one JSON object.
"""

import json
import os
import shutil
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.desk import prepare, run_folder

prepare()  # before anything of the desk is imported

# ruff: noqa: E402

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.app.conftest import CAST_BEGAN_AT, Cast
from tests.app.portfolio import NOON, place

from doorstep.ledger.account import AccountTerms
from doorstep.ledger.accrual import AccrualColumns, DatedCap, accrued
from doorstep.ledger.components import parts_of
from doorstep.ledger.events import AccountEvent, EventKind
from doorstep.ledger.fold import fold
from doorstep.terms.local_time import day_number
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.commands.session import store
from doorstep_desk.ledger.actions.post import post_events
from doorstep_desk.organisations.actions import add_organisation
from doorstep_desk.plumbing.actor import SYSTEM

BATCH = 5_000
DAY = date(2026, 11, 25)
ACCOUNTS = 1_000_000


def accrual() -> dict[str, float]:

    chance = np.random.default_rng(20261125)
    day = day_number(DAY)
    principal = chance.integers(0, 5_000_000, ACCOUNTS)
    accounts = AccrualColumns(
        account_id=np.arange(ACCOUNTS),
        from_day=np.full(ACCOUNTS, day - 200, dtype=np.int32),
        stops_day=np.full(ACCOUNTS, day + 1, dtype=np.int32),
        principal_fen=principal,
        overdue_fen=principal // 2,
        interest_ppm=chance.integers(0, 240_000, ACCOUNTS),
        penalty_ppm=chance.integers(0, 120_000, ACCOUNTS),
        fee_ppm=chance.integers(0, 50_000, ACCOUNTS),
        cap_ppm=np.full(ACCOUNTS, 240_000),
        days_in_year=np.full(ACCOUNTS, 360),
    )
    caps = [DatedCap(day - 400, 240_000), DatedCap(day - 100, 145_000)]
    begun = time.perf_counter()
    accrued(accounts, caps, day)
    columns = time.perf_counter() - begun
    return {"accrual_accounts": ACCOUNTS, "accrual_seconds": round(columns, 2)} | _folded(day)


def _folded(day: int) -> dict[str, float]:

    terms = AccountTerms(180_000, 60_000, 0, 240_000, 360)
    events = [
        AccountEvent("placed", EventKind.TAKEN_OVER, day - 200, 0, parts_of(principal=500_000)),
        AccountEvent("now", EventKind.STATEMENT, day),
    ]
    begun = time.perf_counter()
    for _ in range(1_000):
        fold(terms, events)
    one = (time.perf_counter() - begun) / 1_000
    return {"fold_a_million_one_by_one_seconds": round(one * ACCOUNTS)}


def postings(count: int) -> dict[str, object]:

    agency, other, lender = (
        add_organisation(actor=SYSTEM, kind=kind, name=name, at=CAST_BEGAN_AT).id
        for kind, name in [("agency", "a"), ("agency", "b"), ("lender", "c")]
    )
    runner = day_runner(agency)
    known = place(Cast(agency, other, lender, *[runner] * 8), count // 2)
    day = day_number(DAY)
    paid = [AccountEvent(name, EventKind.PAID, day, 500) for name in ("first", "second")]
    queries, begun = set(), time.perf_counter()
    for start in range(0, len(known), BATCH):
        batch = {account.account_id: paid for account in known[start : start + BATCH]}
        with CaptureQueriesContext(connection) as seen:
            post_events(actor=runner, events=batch, at=NOON)
        queries.add(len(seen))
    seconds = time.perf_counter() - begun
    return {
        "postings": count,
        "posting_seconds": round(seconds, 1),
        "limit_seconds": round(60 * count / 100_000, 1),
        "queries_per_batch": sorted(queries),
    }


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    found: dict[str, object] = {"benchmark": "money"} | accrual()
    try:
        with store(run_folder() / "store"):
            found |= postings(count)
    finally:
        shutil.rmtree(run_folder(), ignore_errors=True)
    print(json.dumps(found | {"load": os.getloadavg()[0]}))


if __name__ == "__main__":
    main()
