"""Whatever happens at once and whatever dies: is no fen lost, doubled or let off alone?"""

import os
import sys

import pytest
from django.db import connection
from tests.faults.checks import violations
from tests.faults.money import Crowd, lost

from doorstep_desk.payments.actions import record

STEPS = int(os.environ.get("DOORSTEP_FAULT_STEPS", "500"))
SEED = int(os.environ.get("DOORSTEP_FAULT_SEED", "20261126"))


@pytest.mark.django_db(transaction=True)
def test_random_steps_at_once_with_killed_connections_conserve_every_fen(cast):
    sys.stdout.write(f"seed {SEED}, {STEPS} steps\n")
    told = Crowd(cast, SEED, STEPS).run()
    sys.stdout.write(f"{told}\n")
    assert violations() == {}
    assert lost(told) == set()
    assert told.kills
    assert told.died - told.deadlocks <= told.kills
    assert told.steps["pay"] > STEPS // 5
    assert told.steps["decide"]


@pytest.mark.django_db(transaction=True)
def test_a_payment_committed_before_its_books_is_found(cast, monkeypatch):
    post = record.post_events

    def in_two(**words):
        connection.connection.execute("COMMIT")
        connection.connection.execute("BEGIN")
        if next(every) % 3 == 0:
            raise RuntimeError("the planted fault")
        return post(**words)

    every = iter(range(10_000))
    monkeypatch.setattr(record, "post_events", in_two)
    with pytest.raises(RuntimeError):
        Crowd(cast, SEED, 60).run()
    assert "money written down is not what the books received" in violations()
