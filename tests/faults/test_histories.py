"""Is anything let off on one person's word, in thousands of histories written past all actions?"""

import os
import sys

from django.db import connection
from tests.faults.checks import executed_alone
from tests.faults.histories import TRIES, proposals, table_without_guard, write_histories

HISTORIES = int(os.environ.get("DOORSTEP_FAULT_HISTORIES", "5000"))
SEED = 0.20261126


def agreed(table: str = "arrangements_arrangementstep") -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(DISTINCT arrangement_id) FROM {table} WHERE state = 'agreed'"
        )
        return cursor.fetchone()[0]


def test_without_the_guard_the_same_histories_let_much_off_alone(cast):
    proposals(cast, 200)
    table = table_without_guard()
    assert write_histories(SEED, table) == 200 * TRIES
    assert len(executed_alone(table)) > 100


def test_no_history_lets_anything_off_without_two_people(cast):
    sys.stdout.write(f"seed {SEED}, {HISTORIES} histories\n")
    proposals(cast, HISTORIES)
    written = write_histories(SEED)
    assert executed_alone() == []
    assert HISTORIES < written < HISTORIES * TRIES
    assert agreed() > HISTORIES // 20
