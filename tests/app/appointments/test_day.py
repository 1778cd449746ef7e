"""Does the plan of a day keep what borrowers booked, and what follows where it cannot?"""

from datetime import timedelta

import pytest
from tests.app.appointments.booking import NEXT_DAY, bookable, booked, borrower_of, standing
from tests.app.demonstration import DAWN, quiet
from tests.app.doors import verbs_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.appointments.models import Appointment
from doorstep_desk.cases.models import Case, ContactPoint
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.dayplans.queries import appointment_in
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.notices.models import Message
from doorstep_desk.permits.actions import wish_times
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.workdays.actions.run_day import run_day

NOON = DAWN + timedelta(hours=6)
NEXT_DAWN = beijing_instant(NEXT_DAY, 6)
AT_THREE = f"{NEXT_DAY.isoformat()}T15:00"


def run_next(demo):
    with clock.fixed(NEXT_DAWN):
        return run_day(actor=demo.runner, on=NEXT_DAY, watch=quiet())


def stops_of(case_id):
    return list(Stop.objects.filter(case_id=case_id, plan__run__on=NEXT_DAY, state="planned"))


@pytest.fixture
def cases(demo):
    return bookable(demo, NOON, 3)


def test_the_plan_visits_who_booked_within_their_hours_and_says_so(demo, cases):
    for case_id in cases:
        booked(borrower_of(case_id), case_id, AT_THREE, NOON)
    summary = run_next(demo)
    assert summary["unkept"] == 0
    for case_id in cases:
        (stop,) = stops_of(case_id)
        assert 900 <= stop.opens_minute <= stop.arrives_minute
        assert stop.leaves_minute <= stop.closes_minute + 30 <= 1020
        assert appointment_in(stop.reasons) == ("15:00", "17:00")
        assert "worth" not in {each["kind"] for each in stop.reasons}
        assert stop.permit.ends_at <= beijing_instant(NEXT_DAY, 17)


def test_who_booked_is_visited_outside_the_hours_that_they_wish_otherwise(demo, cases):
    own = borrower_of(cases[0])
    with acting_as(own):
        wish = WishedTime(0b1111111, 8, 10)
        wish_times(actor=own, case_id=cases[0], wish=wish, form="page", at=NOON)
    booked(own, cases[0], AT_THREE, NOON)
    run_next(demo)
    (stop,) = stops_of(cases[0])
    assert stop.arrives_minute >= 900


def test_nobody_who_booked_a_later_day_is_visited_before(demo):
    run_next(demo)
    planned = Stop.objects.filter(plan__run__on=NEXT_DAY, state="planned")
    would_be = set(planned.values_list("case_id", flat=True))
    later = f"{(NEXT_DAY + timedelta(days=4)).isoformat()}T09:00"
    moved = would_be & set(bookable(demo, NOON, 40))
    assert moved, "somebody is visited that day who can book"
    for case_id in sorted(moved)[:3]:
        booked(borrower_of(case_id), case_id, later, NOON)
    run_next(demo)
    assert all(stops_of(case_id) == [] for case_id in sorted(moved)[:3])


def test_what_the_day_cannot_hold_has_a_task_and_a_message_and_nobody_goes(demo, cases):
    case_id = cases[0]
    own = borrower_of(case_id)
    booked(own, case_id, AT_THREE, NOON)
    ContactPoint.objects.filter(borrower_id=own.borrower_id, kind="address").update(valid=False)
    summary = run_next(demo)
    assert summary["unkept"] == 1
    assert stops_of(case_id) == []
    assert standing(case_id, NEXT_DAWN) is None
    assert Appointment.objects.get(case_id=case_id).ended_because == "unkept"
    task = FollowUp.objects.get(case_id=case_id, kind="rebook")
    assert (task.owner_role, task.due_on) == ("lead", NEXT_DAY)
    told = Message.objects.get(case_id=case_id, key="visit_off")
    assert told.sends_at >= beijing_instant(NEXT_DAY, 8)
    assert "appointment.cancelled" in verbs_of(f"case:{case_id}")


def test_the_same_day_again_tells_nobody_twice(demo, cases):
    own = borrower_of(cases[0])
    booked(own, cases[0], AT_THREE, NOON)
    ContactPoint.objects.filter(borrower_id=own.borrower_id, kind="address").update(valid=False)
    run_next(demo)
    run_next(demo)
    assert Message.objects.filter(case_id=cases[0], key="visit_off").count() == 1
    assert FollowUp.objects.filter(case_id=cases[0], kind="rebook").count() == 1


def test_the_booked_case_leads_where_a_borrower_has_several(demo, cases):
    booked(borrower_of(cases[0]), cases[0], AT_THREE, NOON)
    run_next(demo)
    others = Case.objects.filter(borrower=Case.objects.get(pk=cases[0]).borrower)
    assert [each.pk for each in others if stops_of(each.pk)] == [cases[0]]
