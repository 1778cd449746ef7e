"""Can the desk be brought to wait for somebody at work, in hospital, at night or in a crowd?"""

import uuid
from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with, pair_out, signed_in
from tests.app.red_lines.trying import SOON, TEN, against_a_visit, leave_of, signed

from doorstep.terms.codes import Channel
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.attempts.models import Attempt, Review
from doorstep_desk.cases.models import Account, ContactPoint
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.permits.models import Permit
from doorstep_desk.permits.queries import live_permits
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.queries import staff_seen


@pytest.fixture
def planned(demo):
    """Return an account whose borrower is to be visited today, and the address."""
    case_id = pair_out().stops[0].case_id
    known = next(each for each in accounts_on_file(demo.agency_id) if each.case_id == case_id)
    return known, Permit.objects.get(case_id=case_id, channel="visit").point_id


def to_visit(demo, known, at=TEN, **changed) -> str:
    """Take back the leave of the morning and ask for another."""
    Permit.objects.filter(case_id=known.case_id).update(cancelled_at=demo.at)
    return signed(demo.agency_id, known, at, channel=Channel.VISIT, **changed)


@pytest.mark.parametrize("role", ["work", "hospital", "school", "funeral", "contact_person"])
def test_only_a_home_is_visited(demo, planned, role):
    known, address = planned
    assert against_a_visit(known.case_id) == set()
    addresses = ContactPoint.objects.filter(borrower_id=known.borrower_id, kind="address")
    addresses.update(role=role)
    assert {"HP-WORKPLACE", "HP-ADDR"} & against_a_visit(known.case_id)
    assert to_visit(demo, known, point_id=address) in ("HP-WORKPLACE", "RL-05")


def test_two_people_come_and_never_a_crowd(demo, planned):
    known, address = planned
    crowd = tuple(sorted(person.id for person in staff_seen(demo.agency_id, "agent")))[:4]
    assert to_visit(demo, known, point_id=address, agents=crowd) == "HP-VISIT-TEAM-MAX"
    assert to_visit(demo, known, point_id=address, agents=crowd[:2]) == ""


def test_a_doorstep_is_not_come_back_to(demo, planned):
    known, address = planned
    assert to_visit(demo, known, point_id=address) == ""
    again = signed(demo.agency_id, known, TEN + SOON, channel=Channel.VISIT, point_id=address)
    assert again == "HP-VISIT-CAP"


@pytest.mark.parametrize(
    ("clock_at", "refused"), [("08:30", True), ("10:30", False), ("20:30", True), ("23:00", True)]
)
def test_nobody_is_visited_in_the_dark_hours(demo, planned, clock_at, refused):
    assert ("HP-VISIT-HOURS" in against_a_visit(planned[0].case_id, clock_at)) is refused


def test_a_visit_at_night_is_written_down_as_the_breach_that_it_is(demo):
    night = beijing_instant(DAY, 23)
    with clock.fixed(night):
        client = signed_in(pair_out().agent)
        stop = client.get("/field/").context["day"].stops[0]
        sent = {"record_id": str(uuid.uuid4()), "met": "nobody", "disposition": "nobody_met"}
        client.post(f"/field/stops/{stop.stop_id}/record", sent)
    attempt = Attempt.objects.get(pk=sent["record_id"])
    assert (attempt.origin, attempt.permit_id) == ("reported", None)
    review = Review.objects.get(attempt_id=attempt.pk)
    assert (review.is_breach, review.held_permit) == (True, False)
    assert "HP-VISIT-HOURS" in review.rules


@pytest.mark.parametrize("reason", ["illness", "bereavement"])
def test_who_is_ill_or_mourns_is_left_alone_at_once(demo, planned, reason):
    known, _ = planned
    lead = demo.actor("lead")
    assert live_permits(known.case_id, demo.at)
    with acting_as(lead):
        pause_case(
            actor=lead, case_id=known.case_id, reason=reason, note="", until_on=None, at=demo.at
        )
    assert live_permits(known.case_id, demo.at) == []
    assert leave_of(demo, known.case_id).until is None
    assert against_a_visit(known.case_id) != set()


@pytest.mark.parametrize(("years", "refused"), [(2, False), (4, True)])
def test_an_expired_debt_is_not_called_about_before_a_lawyer_has_looked(demo, years, refused):
    case_id = case_with(demo.agency_id, DAY, treatment="call")
    Account.objects.filter(case_id=case_id).update(due_on=DAY - timedelta(days=366 * years))
    leave = leave_of(demo, case_id)
    assert (leave.until is None) is refused
    against = set() if leave.answer is None else leave.answer.because
    assert {"CN-PLAN-03", "CN-PLAN-06"} & against == (
        {"CN-PLAN-03", "CN-PLAN-06"} if refused else set()
    )
