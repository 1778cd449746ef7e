"""A case is given away, stopped and withdrawn while a phone is offline: is its visit ever lost?"""

import os
import sys
from datetime import timedelta

import pytest
from tests.app.demonstration import DAY, demo, demo_clone, demo_database
from tests.faults.field.histories import histories

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.dayplans.queries import latest_run
from doorstep_desk.fieldwork.actions import fold

__all__ = ["demo", "demo_clone", "demo_database"]

SEED = int(os.environ.get("DOORSTEP_FAULT_SEED", "20261126"))
HISTORIES = int(os.environ.get("DOORSTEP_FAULT_HISTORIES", "25"))


@pytest.fixture
def first(demo):
    """Return the lead, an agent, their first stop and when it is due."""
    rows = Stop.objects.filter(plan__run=latest_run(demo.agency_id, DAY))
    stop = rows.select_related("plan__pair__first").order_by("plan_id", "sequence")[0]
    at = beijing_instant(DAY, 0) + timedelta(minutes=stop.arrives_minute)
    return demo.actor("lead"), demo.actor(stop.plan.pair.first.username), stop, at


def test_no_visit_is_lost_whatever_happens_meanwhile(first):
    told = histories(*first, HISTORIES, SEED)
    sys.stdout.write(f"seed {SEED}: {told}\n")
    assert (told.visits, told.lost, told.read_after) == (HISTORIES, 0, 0)
    assert told.ends["recorded"]
    assert told.ends["review"]
    assert told.ends["set aside"]


def test_late_work_that_nobody_is_asked_about_is_found_to_be_lost(first, monkeypatch):
    monkeypatch.setattr(fold, "open_review", lambda **_words: None)  # the planted fault
    assert histories(*first, 8, SEED).lost
