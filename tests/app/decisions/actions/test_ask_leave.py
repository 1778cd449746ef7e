"""Is a call permitted by all rules of this minute, once, and written down under that leave?"""

from datetime import datetime, timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with

from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import BEIJING
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.models import ContactPoint
from doorstep_desk.cases.queries import case_of
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.decisions.actions.ask_leave import ask_leave
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.queries import actor_named
from doorstep_desk.visits.actions.record import Happened, record_call

TEN = datetime(DAY.year, DAY.month, DAY.day, 10, 7, 31, tzinfo=BEIJING)
CALLS = {"channel": "call"}


@pytest.fixture
def lead(demo):
    return actor_named("lead")


def asked(actor, case_id, at=TEN):
    with acting_as(actor):
        case = case_of(actor, case_id)
        return ask_leave(actor=actor, asked=case_asked(case, DAY, at), at=at)


def called(actor, case_id, at, recorded_at, point_id=None):
    happened = Happened(
        record_id=new_id(), case_id=case_id, channel=Channel.CALL, at=at, met="nobody",
        disposition=Disposition.NO_ANSWER, point_id=point_id,
    )  # fmt: skip
    with acting_as(actor):
        record_call(actor=actor, happened=happened, at=recorded_at)
    return Attempt.objects.get(pk=happened.record_id)


def test_who_works_no_cases_is_given_no_leave(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="call")
    with pytest.raises(Refused, match="role"):
        asked(actor_named("analyst"), case_id)
    assert not Permit.objects.filter(case_id=case_id, **CALLS).exists()


def test_at_night_the_hours_stand_against_it_and_nothing_is_issued(demo, lead):
    case_id = case_with(demo.agency_id, DAY, treatment="call")
    leave = asked(lead, case_id, TEN.replace(hour=22, minute=30))
    assert leave.until is None
    assert leave.rule in leave.answer.because
    assert "CN-TIME-01" in leave.answer.because
    assert not Permit.objects.filter(case_id=case_id, **CALLS).exists()


def test_a_rule_that_no_limit_knows_withholds_leave(demo, lead):
    """A pause is no limit and no stop of the permits: only the whole engine knows it."""
    case_id = case_with(demo.agency_id, DAY, treatment="call")
    runner = day_runner(demo.agency_id)
    with acting_as(runner):
        pause_case(
            actor=runner, case_id=case_id, reason="hardship", note="", until_on=None, at=TEN
        )
    leave = asked(lead, case_id, TEN + timedelta(minutes=1))
    assert leave.until is None
    assert leave.answer.verdict.word == "deny"


def test_leave_is_signed_for_the_asker_and_asking_twice_gives_the_same(demo, lead):
    case_id = case_with(demo.agency_id, DAY, treatment="call")
    first, second = asked(lead, case_id), asked(lead, case_id, TEN + timedelta(minutes=2))
    assert first.until == second.until == TEN + timedelta(minutes=15)
    permit = Permit.objects.get(case_id=case_id, **CALLS)
    assert permit.agents == [lead.staff_id]
    assert permit.rulebook == first.answer.rulebook.digest
    assert tuple(permit.obligations) == tuple(sorted(first.answer.obligations))
    assert permit.point_id == first.answer.point_id


def test_a_call_within_its_leave_is_executed_and_one_without_is_only_reported(demo, lead):
    case_id = case_with(demo.agency_id, DAY, treatment="call")
    asked(lead, case_id)
    minute = TEN.replace(second=0)  # the form knows no seconds
    under = called(lead, case_id, minute, TEN + timedelta(minutes=4))
    permit = Permit.objects.get(case_id=case_id, **CALLS)
    assert (under.origin, under.permit_id) == ("executed", permit.pk)
    assert permit.used_at is not None
    again = called(lead, case_id, TEN + timedelta(minutes=5), TEN + timedelta(minutes=6))
    assert (again.origin, again.permit_id) == ("reported", None)


def test_a_call_to_another_number_than_the_one_with_leave_is_kept_as_reported(demo, lead):
    case_id = case_with(demo.agency_id, DAY, treatment="call")
    asked(lead, case_id)
    permit = Permit.objects.get(case_id=case_id, **CALLS)
    with acting_as(lead):
        borrower = case_of(lead, case_id).borrower_id
    mine = ContactPoint.objects.filter(borrower_id=borrower).exclude(pk=permit.point_id)
    elsewhere = mine.order_by("pk").first().pk
    minute = TEN.replace(second=0)
    other = called(lead, case_id, minute, TEN + timedelta(minutes=4), elsewhere)
    assert (other.origin, other.permit_id) == ("reported", None)
    permit.refresh_from_db()
    assert permit.used_at is None
    same = called(lead, case_id, minute, TEN + timedelta(minutes=5), permit.point_id)
    assert (same.origin, same.permit_id) == ("executed", permit.pk)
