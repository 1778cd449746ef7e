"""At which instant is a day judged, and is a day that is over left as it was?"""

from datetime import timedelta

from tests.app.demonstration import DAWN, DAY, quiet
from tests.app.doors import case_with

from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.dayplans.queries import runs_of
from doorstep_desk.plumbing import clock
from doorstep_desk.workdays.actions.run_day import run_day
from doorstep_desk.workdays.actions.watched import run_watched_day

TEN = DAWN + timedelta(hours=4)
TOMORROW = DAWN + timedelta(days=1)


def again(demo):
    return run_day(actor=demo.runner, on=DAY, watch=quiet())


def test_a_day_that_is_over_is_judged_as_its_last_run_knew_it(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    with clock.fixed(TEN):
        pause_case(
            actor=demo.actor("lead"), case_id=case_id, reason="other", note="", until_on=None,
            at=TEN - timedelta(minutes=1),
        )  # fmt: skip
        assert again(demo)["changed"] is True
    with clock.fixed(TOMORROW):
        assert again(demo)["changed"] is False, "its morning did not know of the pause"


def test_what_became_known_after_a_day_does_not_change_it(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    with clock.fixed(TOMORROW):
        pause_case(
            actor=demo.actor("lead"), case_id=case_id, reason="other", note="", until_on=None,
            at=TOMORROW,
        )  # fmt: skip
        again(demo)
    assert runs_of(demo.agency_id, DAY)[0].created_at == DAWN


def test_a_watched_run_tells_each_stage_to_whoever_started_it(demo):
    told: list[str] = []
    watch = quiet()
    watch.tell = told.append
    done = run_watched_day(actor=demo.runner, on=DAY, watch=watch)
    assert done["changed"] is False
    assert told == ["settle", "verify"], "nothing new, so nothing is scored again"
    assert set(watch.seconds) == set(told)
