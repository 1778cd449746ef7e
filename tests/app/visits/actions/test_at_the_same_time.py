"""Do two people who press the button in the same second leave one record and lose nothing?

These tests commit, each on stops of its own, in a clone that nobody uses afterwards.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.app.demonstration import DAWN, DAY, quiet
from tests.app.visits.actions.test_record_visit import met, minute, pair_of

from doorstep.terms.codes import Disposition
from doorstep_desk.attempts.actions import correct_attempt
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.audit.queries import newest_entry_of
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.dayplans.models import DayRun, Stop
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.visits.actions.record import record_visit
from doorstep_desk.visits.models import ContactRecord
from doorstep_desk.workdays.actions.run_day import run_day


def together(*acts: Callable[[], object]) -> list[object]:
    """Let each act in a thread and a connection of its own, all at once; return the answers."""
    gate = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            gate.wait(timeout=20)
            with clock.fixed(DAWN):
                return act()
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.fixture
def stops(demo_clone) -> list[Stop]:
    """Return the stops that nothing has happened at, with their pairs."""
    rows = Stop.objects.filter(plan__run__version=1, state="planned")
    found = rows.select_related("plan__pair__first", "plan__pair__second", "permit")
    return list(found.order_by("plan_id", "sequence"))


def visits(actor, happened) -> Callable[[], object]:
    def act() -> object:
        with acting_as(actor):
            at = happened.at + timedelta(minutes=20)
            return record_visit(actor=actor, happened=happened, at=at).pk

    return act


def test_one_form_from_four_taps_is_one_record(demo_clone, stops):
    agent, happened = pair_of(demo_clone, stops[0])[0], met(stops[0])
    answers = together(*[visits(agent, happened)] * 4)
    assert answers == [happened.record_id] * 4
    assert ContactRecord.objects.filter(stop=stops[0]).count() == 1
    assert Attempt.objects.filter(pk=happened.record_id).count() == 1


def test_of_a_pair_that_records_twice_one_is_told_that_the_stop_is_over(demo_clone, stops):
    stop = stops[1]
    first, second = pair_of(demo_clone, stop)
    answers = together(visits(first, met(stop)), visits(second, met(stop)))
    assert "stop-over" in answers
    assert ContactRecord.objects.filter(stop=stop).count() == 1


def test_of_two_leads_who_saw_the_same_state_the_second_is_told(demo_clone, stops):
    stop = stops[2]
    seen = newest_entry_of(f"case:{stop.case_id}")
    first, second = pair_of(demo_clone, stop)
    answers = together(visits(first, met(stop, seen=seen)), visits(second, met(stop, seen=seen)))
    assert answers.count("record-changed") == 1
    assert ContactRecord.objects.filter(stop=stop).count() == 1


def test_a_pause_in_the_same_second_as_a_visit_loses_neither(demo_clone, stops):
    stop = stops[3]
    agent = pair_of(demo_clone, stop)[0]
    happened = met(stop, promise_fen=None, promise_due_on=None)

    def pause() -> object:
        return pause_case(
            actor=demo_clone.runner, case_id=stop.case_id, reason="complaint", note="",
            until_on=None, at=minute(stop),
        ).reason  # fmt: skip

    assert together(visits(agent, happened), pause) == [happened.record_id, "complaint"]
    stop.permit.refresh_from_db()
    assert (stop.permit.used_at is None) != (stop.permit.cancelled_at is None)


def test_of_two_corrections_of_one_entry_one_is_told(demo_clone):
    attempt = Attempt.objects.filter(channel="call", corrections=None, corrects=None).first()
    lead = demo_clone.actor("lead")

    def correct() -> object:
        with acting_as(lead):
            return correct_attempt(
                actor=lead, attempt_id=attempt.pk, disposition=Disposition.BUSY, note="", at=DAWN
            ).corrects_id

    assert sorted(map(str, together(correct, correct))) == sorted(
        ["already-corrected", str(attempt.pk)]
    )


def test_two_runs_of_one_day_make_one_new_version(demo_clone):
    def run() -> object:
        return run_day(actor=demo_clone.runner, on=DAY, watch=quiet())["changed"]

    before = DayRun.objects.filter(on=DAY).count()
    assert sorted(map(bool, together(run, run))) == [False, True]
    assert DayRun.objects.filter(on=DAY).count() == before + 1
