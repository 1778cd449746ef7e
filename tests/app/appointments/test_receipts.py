"""Does a borrower hear in writing of a visit that somebody of ours noted for them, once?"""

from datetime import timedelta

import pytest
from tests.app.appointments.booking import bookable, booked, borrower_of, cancelled, offered
from tests.app.demonstration import DAWN
from tests.app.doors import queries_of

from doorstep.terms.local_time import beijing_instant, local_day
from doorstep_desk.appointments.actions import settle_receipts
from doorstep_desk.appointments.models import Appointment
from doorstep_desk.cases.actions.assign import assign_for_day
from doorstep_desk.cases.models import ContactPoint
from doorstep_desk.complaints.actions import record_stop_request
from doorstep_desk.notices.models import Message
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.self_service.actions.receipts import AGAIN_AFTER, send_receipts
from doorstep_desk.staff.queries import actor_named

NOON = DAWN + timedelta(hours=6)
NIGHT = beijing_instant(local_day(NOON), 22, 30)
"""The law lets no message leave by night."""


@pytest.fixture
def cases(demo):
    found = bookable(demo, NOON, 7)
    agent = actor_named("agent1")
    assign_for_day(
        actor=demo.runner, pairs=[(each, agent.staff_id) for each in found], on=demo.on, at=DAWN
    )
    return found


@pytest.fixture
def agent(demo):
    return actor_named("agent1")


def noted(agent, case_id, at=NOON, place=0):
    """Let an agent note on the telephone what the borrower of a case wants."""
    slot = offered(borrower_of(case_id), case_id, at).slots[place]
    return booked(agent, case_id, slot, at, "call")


def receipts(*case_ids):
    rows = Message.objects.filter(key="visit_booked", case_id__in=case_ids)
    return list(rows.order_by("case_id").values_list("case_id", flat=True))


def test_who_may_not_write_settles_no_receipt(cases, agent):
    kept = noted(agent, cases[0])
    with acting_as(agent), pytest.raises(Refused, match="role"):
        settle_receipts(actor=agent, done=[kept], waiting=[], until=NOON, at=NOON)
    assert send_receipts(at=NOON) == 1


def test_an_agent_gains_no_right_to_write(agent):
    assert not agent.may("notice.record")
    assert not agent.may("permit.issue")


def test_where_the_law_gives_no_leave_nothing_is_written_until_it_does(cases, agent):
    noted(agent, cases[0], place=-1)
    assert send_receipts(at=NIGHT) == 0
    assert receipts(cases[0]) == []
    assert send_receipts(at=NIGHT + timedelta(minutes=1)) == 0  # not asked again every second
    morning = beijing_instant(local_day(NOON) + timedelta(days=1), 9)
    assert morning - NIGHT > AGAIN_AFTER
    assert send_receipts(at=morning) == 1


def test_without_a_number_that_works_nothing_is_written(cases, agent):
    kept = noted(agent, cases[0])
    ContactPoint.objects.filter(borrower_id=kept.borrower_id, kind="mobile").update(valid=False)
    assert send_receipts(at=NOON) == 0
    assert receipts(cases[0]) == []
    assert send_receipts(at=NOON + timedelta(hours=1)) == 0


def test_what_was_cancelled_before_it_left_is_not_confirmed(cases, agent):
    noted(agent, cases[0])
    cancelled(agent, cases[0], NOON, "call")
    assert send_receipts(at=NOON) == 0
    assert receipts(cases[0]) == []


def test_whoever_asked_us_to_stop_meanwhile_is_not_written_to(demo, cases, agent):
    kept = noted(agent, cases[0])
    row = Appointment.objects.select_related("borrower").get(pk=kept.appointment_id)
    lead = demo.actor("lead")
    with acting_as(lead):
        record_stop_request(
            actor=lead, borrower_id=row.borrower_id, person_key=bytes(row.borrower.person_key),
            case_id=cases[0], form="call", at=NOON, channels="all",
        )  # fmt: skip
    assert send_receipts(at=NOON) == 0
    assert receipts(cases[0]) == []


def test_a_visit_that_has_begun_is_not_confirmed_any_more(cases, agent):
    kept = noted(agent, cases[0])
    assert send_receipts(at=kept.starts_at) == 0
    assert receipts(cases[0]) == []


def test_what_an_agent_notes_is_confirmed_once_with_how_to_move_or_cancel_it(cases, agent):
    kept = noted(agent, cases[0])
    assert receipts(cases[0]) == []  # not in the agent's name
    assert send_receipts(at=NOON) == 1
    assert send_receipts(at=NOON) == 0
    assert send_receipts(at=NOON + timedelta(days=1)) == 0
    (message,) = Message.objects.filter(case_id=cases[0], key="visit_booked")
    assert (message.state, message.queued_by) == ("queued", "sender")
    assert "/portal/" in message.body
    assert Appointment.objects.get(pk=kept.appointment_id).receipt_wanted_at is None


def test_what_was_moved_before_it_left_is_confirmed_as_it_stands(cases, agent):
    noted(agent, cases[0])
    kept = noted(agent, cases[0], place=1)
    assert send_receipts(at=NOON) == 1
    (message,) = Message.objects.filter(case_id=cases[0], key="visit_booked")
    assert f"{kept.starts_at.astimezone(NOON.tzinfo):%m-%d}" in message.body


@pytest.mark.parametrize("who", ["borrower", "lead"])
def test_what_was_confirmed_at_once_is_not_confirmed_again(demo, cases, who):
    own = borrower_of(cases[0])
    slot = offered(own, cases[0], NOON).slots[0]
    if who == "borrower":
        booked(own, cases[0], slot, NOON)
    else:
        booked(demo.actor("lead"), cases[0], slot, NOON, "call")
    assert receipts(cases[0]) == [cases[0]]
    assert send_receipts(at=NOON) == 0


def test_the_number_of_questions_does_not_grow_with_the_bookings(cases, agent):
    for case_id in cases[:2]:
        noted(agent, case_id)
    two = queries_of(lambda: send_receipts(at=NOON))
    for case_id in cases[2:]:
        noted(agent, case_id)
    assert queries_of(lambda: send_receipts(at=NOON)) == two
    assert receipts(*cases) == sorted(cases)
    assert queries_of(lambda: send_receipts(at=NOON)) == 3  # one look, and its savepoint
