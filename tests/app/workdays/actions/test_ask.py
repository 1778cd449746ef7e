"""Who may have a day run, and when is that refused?"""

from datetime import timedelta

import pytest
from django.db import connection
from tests.app.portfolio import DAY, MORNING, NOON, place

from doorstep_desk.audit.queries import entries_for
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.workdays.actions.ask import ask_for_day
from doorstep_desk.workdays.actions.watched import begin_run, end_run
from doorstep_desk.workdays.errors import no_cases_to_run
from doorstep_desk.workdays.queries import BEGINS_WITHIN, lock_name, newest_run


def asked(actor, at=NOON, started=None):
    with acting_as(actor):
        return ask_for_day(
            actor=actor, on=DAY, at=at, starts=([] if started is None else started).append
        )


def refusal_of(actor, at=NOON) -> str:
    with pytest.raises(Refused) as refusal:
        asked(actor, at)
    return refusal.value.code


@pytest.mark.parametrize("who", ["agent", "analyst", "compliance", "admin"])
def test_who_does_not_plan_runs_no_day(cast, who):
    place(cast)
    assert refusal_of(getattr(cast, who)) == "not-permitted"
    assert newest_run(cast.agency_id, NOON) is None


def test_a_store_without_a_case_has_no_day(cast):
    assert refusal_of(cast.lead) == "no-cases-to-run"


def test_the_cases_of_another_agency_are_no_reason_to_run_a_day(cast):
    place(cast)
    assert refusal_of(cast.rival) == "no-cases-to-run"


def test_a_second_wish_beside_the_first_is_refused(cast):
    place(cast)
    asked(cast.lead)
    assert refusal_of(cast.lead) == "day-under-way"


def test_while_somebody_else_runs_a_day_it_is_refused(cast):
    place(cast)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_lock(hashtextextended(%s, 0))", [lock_name(cast.agency_id)]
        )
    assert refusal_of(cast.lead) == "day-under-way"
    other.close()
    asked(cast.lead)


def test_the_program_begins_only_once_the_wish_is_kept(cast, django_capture_on_commit_callbacks):
    place(cast)
    started: list[list[str]] = []
    with django_capture_on_commit_callbacks(execute=True) as kept:
        wish = asked(cast.lead, started=started)
        assert started == []
    assert len(kept) == 1
    (words,) = started
    assert words[-6:] == ["--date", "2026-11-25", "--agency", "长白外访", "--asked", str(wish)]
    assert [entry.verb for entry in entries_for("day:2026-11-25")] == ["day.asked"]


def test_a_wish_that_nobody_takes_up_is_lost_and_may_be_made_again(cast):
    place(cast)
    asked(cast.lead)
    later = NOON + BEGINS_WITHIN
    seen = newest_run(cast.agency_id, later - timedelta(seconds=1))
    assert seen is not None
    assert (seen.state, seen.is_open) == ("asked", True)
    lost = newest_run(cast.agency_id, later)
    assert lost is not None
    assert (lost.state, lost.is_open) == ("lost", False)
    asked(cast.lead, at=later)


def test_a_run_whose_process_is_gone_is_lost_and_may_be_made_again(cast):
    place(cast)
    wish = asked(cast.lead)
    begin_run(actor=day_runner(cast.agency_id), on=DAY, asked=wish, at=NOON)
    seen = newest_run(cast.agency_id, NOON)
    assert seen is not None
    assert seen.state == "lost"
    asked(cast.lead)


def test_a_wish_is_taken_up_once_and_only_for_its_day(cast):
    place(cast)
    wish, runner = asked(cast.lead), day_runner(cast.agency_id)
    for on, key in [(DAY + timedelta(days=1), wish), (DAY, wish + 1)]:
        with pytest.raises(Refused, match="not asked for"):
            begin_run(actor=runner, on=on, asked=key, at=NOON)
    begin_run(actor=runner, on=DAY, asked=wish, at=NOON)
    with pytest.raises(Refused, match="begun already"):
        begin_run(actor=runner, on=DAY, asked=wish, at=NOON)


@pytest.mark.parametrize(
    ("refused", "state"),
    [
        (None, "done"),
        (no_cases_to_run(), "failed"),
    ],
)
def test_how_a_run_ended_is_kept_for_the_one_who_asked(cast, refused, state):
    place(cast)
    runner = day_runner(cast.agency_id)
    run = begin_run(actor=runner, on=DAY, asked=None, at=MORNING)
    end_run(actor=runner, run_id=run, refused=refused, at=NOON)
    seen = newest_run(cast.agency_id, NOON)
    assert seen is not None
    assert (seen.state, seen.ended_at) == (state, NOON)
    assert seen.failed_because == (refused.message if refused else "")


def test_another_agency_sees_no_run(cast):
    place(cast)
    asked(cast.lead)
    with acting_as(cast.rival):
        assert newest_run(cast.agency_id, NOON) is None
