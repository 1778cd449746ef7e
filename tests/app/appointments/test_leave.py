"""Is leave to visit kept to the appointment, and given up when it moves or ends?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.app.appointments.booking import bookable, booked, borrower_of, cancelled, offered
from tests.app.demonstration import DAWN

from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.appointments.appointed import instants
from doorstep_desk.cases.models import ContactPoint
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.permits.actions import (
    IssuedPermit,
    WantedPermit,
    Withheld,
    issue_permits,
    wish_times,
)
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.scope import acting_as

NOON, HOUR = DAWN + timedelta(hours=6), timedelta(hours=1)
MORNINGS = WishedTime(0b1111111, 8, 10)


@pytest.fixture
def case_id(demo):
    return bookable(demo, NOON)[0]


@pytest.fixture
def own(case_id):
    return borrower_of(case_id)


@pytest.fixture
def slot(own, case_id):
    """The first slot that begins at three, outside of mornings."""
    return next(s for s in offered(own, case_id, NOON).slots if s.from_minute == 15 * 60)


def wanted(case_id, own, starts_at, **changed):
    point = ContactPoint.objects.filter(borrower_id=own.borrower_id, kind="address").first()
    usual = WantedPermit(
        case_id=case_id, person_id=own.borrower_id, point_id=point.pk, channel=Channel.VISIT,
        purpose=Purpose.COLLECT, starts_at=starts_at, ends_at=starts_at + HOUR,
        expires_at=starts_at + HOUR,
    )  # fmt: skip
    return replace(usual, **changed)


def issued(demo, slot, asked, at=NOON):
    (answer,) = issue_permits(
        actor=day_runner(demo.agency_id), rulebook=rulebook_on(slot.on), at=at, wanted=[asked]
    )
    return answer


def minutes_of(answer, case_id):
    """Return how long the leave of an answer lasts, or None when it is withheld for a wish."""
    if answer == Withheld(case_id, "HP-WISH"):
        return None
    row = Permit.objects.get(pk=answer.permit_id)
    return (row.ends_at - row.starts_at) / timedelta(minutes=1)


@pytest.mark.parametrize(
    ("after", "minutes"),
    [
        (-1, None),  # an hour before it begins
        (0, 60),
        (1, 60),
        (1.5, 30),  # cut where it ends
        (2, None),  # it is over
        (-30, None),  # the day before
    ],
)
@pytest.mark.parametrize("wish", [None, MORNINGS])
def test_a_visit_has_leave_within_the_appointment_alone_whatever_hours_are_wished(
    demo, case_id, own, slot, after, minutes, wish
):
    if wish is not None:
        with acting_as(own):
            wish_times(actor=own, case_id=case_id, wish=wish, form="page", at=NOON)
    booked(own, case_id, slot, NOON)
    answer = issued(demo, slot, wanted(case_id, own, instants(slot)[0] + after * HOUR))
    assert minutes_of(answer, case_id) == minutes


def test_an_appointment_binds_no_message(demo, case_id, own, slot):
    booked(own, case_id, slot, NOON)
    sms = wanted(
        case_id, own, NOON + HOUR, channel=Channel.SMS, purpose=Purpose.REPLY,
        point_id=ContactPoint.objects.filter(borrower_id=own.borrower_id, kind="mobile")[0].pk,
    )  # fmt: skip
    assert isinstance(issued(demo, slot, sms), IssuedPermit)


def test_booking_takes_back_leave_to_visit_at_another_time(demo, case_id, own, slot):
    answer = issued(demo, slot, wanted(case_id, own, instants(slot)[0] - 3 * HOUR))
    booked(own, case_id, slot, NOON)
    row = Permit.objects.get(pk=answer.permit_id)
    assert row.cancelled_because == "appointment"


@pytest.mark.parametrize("how", ["cancel", "move"])
def test_leave_for_an_appointment_ends_with_it(demo, case_id, own, slot, how):
    booked(own, case_id, slot, NOON)
    answer = issued(demo, slot, wanted(case_id, own, instants(slot)[0]))
    if how == "cancel":
        cancelled(own, case_id, NOON)
    else:
        booked(own, case_id, offered(own, case_id, NOON).slots[-1], NOON)
    assert Permit.objects.get(pk=answer.permit_id).cancelled_because == "appointment"


def test_a_wish_said_afterwards_leaves_the_booked_visit_its_leave(demo, case_id, own, slot):
    booked(own, case_id, slot, NOON)
    answer = issued(demo, slot, wanted(case_id, own, instants(slot)[0]))
    with acting_as(own):
        taken = wish_times(actor=own, case_id=case_id, wish=MORNINGS, form="page", at=NOON)
    assert taken == 0
    assert Permit.objects.get(pk=answer.permit_id).cancelled_at is None
