"""Who is told that nobody comes, and what does it cost to tell many?"""

from datetime import timedelta

import pytest
from tests.app.appointments.booking import (
    NEXT_DAY,
    bookable,
    booked,
    borrower_of,
    offered,
    standing,
)
from tests.app.demonstration import DAWN
from tests.app.doors import queries_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.models import Borrower, Case, ContactPoint
from doorstep_desk.complaints.models import StopRequest
from doorstep_desk.notices.models import Message
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.workdays.unkept import release_unkept

NOON = DAWN + timedelta(hours=6)
NEXT_DAWN = beijing_instant(NEXT_DAY, 6)
EIGHT = beijing_instant(NEXT_DAY, 8)


def book_next_day(case_ids):
    """Book the first free slot of the next day for the borrower of each case."""
    for case_id in case_ids:
        own = borrower_of(case_id)
        slot = next(each for each in offered(own, case_id, NOON).slots if each.on == NEXT_DAY)
        booked(own, case_id, slot, NOON)


def released(demo):
    """End what was booked for a day that was never planned."""
    return release_unkept(actor=demo.runner, on=NEXT_DAY, at=NEXT_DAWN)


def told():
    rows = Message.objects.filter(key="visit_off").order_by("case_id")
    return list(rows.values_list("case_id", flat=True))


@pytest.fixture
def cases(demo):
    return bookable(demo, NOON, 9)


def test_who_may_not_change_the_plan_ends_nothing(demo, cases):
    book_next_day(cases[:1])
    agent = demo.actor("agent1")
    with acting_as(agent), pytest.raises(Refused):
        release_unkept(actor=agent, on=NEXT_DAY, at=NEXT_DAWN)
    assert standing(cases[0], NEXT_DAWN) is not None
    assert told() == []


def test_of_many_those_are_written_to_whom_the_law_lets_and_all_lose_the_booking(demo, cases):
    gone, silent, wrong, usual, korean = cases[:5]
    book_next_day(cases[:5])
    mobiles = ContactPoint.objects.filter(kind="mobile")
    mobiles.filter(borrower__cases=wrong).update(valid=False)
    Borrower.objects.filter(cases=korean).update(language="ko")
    Case.objects.get(pk=gone).accounts.update(recalled_on=NEXT_DAY)
    stop(silent)
    assert released(demo) == 5
    assert all(standing(each, NEXT_DAWN) is None for each in cases[:5])
    assert told() == sorted([usual, korean])
    assert Message.objects.get(case_id=korean, key="visit_off").language == "ko"
    assert {each.sends_at for each in Message.objects.filter(key="visit_off")} == {EIGHT}


def stop(case_id):
    """Let a borrower want no more messages, without touching what they booked."""
    row = Case.objects.select_related("borrower").get(pk=case_id)
    StopRequest.objects.create(
        id=new_id(), agency_id=row.agency_id, borrower_id=row.borrower_id,
        person_key=row.borrower.person_key, form="page", channels="sms", received_at=NOON,
    )  # fmt: skip


def test_the_number_of_questions_does_not_grow_with_the_bookings(demo, cases):
    book_next_day(cases[:2])
    two = queries_of(lambda: released(demo))
    book_next_day(cases[2:8])
    six = queries_of(lambda: released(demo))
    assert told() == sorted(cases[:8])
    assert six == two
