"""Does the plan of a day keep to the times at which borrowers wish to be contacted?"""

from datetime import timedelta

from tests.app.demonstration import DAWN, DAY, quiet

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.dayplans.queries import runs_of
from doorstep_desk.notices.models import Notice
from doorstep_desk.permits.actions import wish_times
from doorstep_desk.plumbing import clock
from doorstep_desk.workdays.actions.run_day import run_day

SEVEN = DAWN + timedelta(hours=1)
EVERY_DAY = 0b1111111


def planned(demo) -> dict[int, Stop]:
    """Return the stops of the newest plan of the day, by case."""
    run = runs_of(demo.agency_id, DAY)[0]
    return {stop.case_id: stop for stop in Stop.objects.filter(plan__run_id=run.pk)}


def test_visits_and_announcements_move_into_the_wished_hours(demo):
    visited = set(planned(demo))
    told = set(Notice.objects.filter(sent_at=None).values_list("case_id", flat=True))
    afternoon, noon = WishedTime(EVERY_DAY, 14, 18), WishedTime(EVERY_DAY, 12, 14)
    with clock.fixed(SEVEN):
        for case_id in visited | told:
            wish_times(
                actor=demo.actor("lead"), case_id=case_id, form="call", at=SEVEN,
                wish=afternoon if case_id in visited else noon,
            )  # fmt: skip
        assert run_day(actor=demo.runner, on=DAY, watch=quiet())["changed"] is True
    moved = {case: stop for case, stop in planned(demo).items() if case in visited}
    assert moved, "some of them are visited in the afternoon"
    for stop in moved.values():
        assert (stop.opens_minute, stop.closes_minute) >= (14 * 60, 14 * 60)
        assert stop.arrives_minute >= 14 * 60
        assert stop.leaves_minute <= 18 * 60
        assert stop.permit.ends_at <= beijing_instant(DAY, 18)
    again = Notice.objects.filter(case_id__in=told, queued_at=SEVEN)
    assert {notice.sends_at for notice in again} == {beijing_instant(DAY, 12)}
