"""Can a borrower book, move and cancel a visit, and does it count at once?"""

from datetime import timedelta

import pytest
from tests.app.appointments.booking import (
    bookable,
    booked,
    borrower_of,
    cancelled,
    offered,
    standing,
)
from tests.app.demonstration import DAWN, DAY
from tests.app.doors import nothing_written, queries_of, verbs_of

from doorstep_desk.appointments.models import Appointment
from doorstep_desk.cases.models import Case, ContactPoint
from doorstep_desk.complaints.actions import pause_case, record_stop_request
from doorstep_desk.notices.models import Message
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.actions.absences import NewAbsence, note_absence
from doorstep_desk.staff.queries import actor_named, shifts_on

NOON = DAWN + timedelta(hours=6)


@pytest.fixture
def case_id(demo):
    return bookable(demo, NOON)[0]


@pytest.fixture
def own(case_id):
    return borrower_of(case_id)


def slots(own, case_id, at=NOON):
    return offered(own, case_id, at).slots


@pytest.mark.parametrize("who", ["analyst", "admin"])
def test_who_works_on_no_case_books_nothing(demo, case_id, own, who):
    actor, first = actor_named(who), slots(own, case_id)[0]
    with nothing_written(f"case:{case_id}"), pytest.raises(Refused, match="role"):
        booked(actor, case_id, first, NOON, "call")


def test_nobody_books_for_another_borrower(demo, case_id, own):
    other = next(each for each in bookable(demo, NOON, 2) if each != case_id)
    with pytest.raises(Refused):
        booked(own, other, slots(own, case_id)[0], NOON)
    assert standing(other, NOON) is None


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ("", "slot-unreadable"),
        ("tomorrow", "slot-unreadable"),
        ("2026-11-25T09:00", "slot-taken"),  # today's plan is made
        ("2026-11-28T09:00", "slot-taken"),  # a Saturday
        ("2026-11-26T19:00", "slot-taken"),  # the last slot ends at seven
        ("2026-11-26T09:30", "slot-taken"),  # no slot begins then
        ("2026-12-10T09:00", "slot-taken"),  # fifteen days ahead
    ],
)
def test_what_was_never_offered_is_refused(case_id, own, chosen, code):
    with nothing_written(f"case:{case_id}"), pytest.raises(Refused) as refused:
        booked(own, case_id, chosen, NOON)
    assert refused.value.code == code


@pytest.mark.parametrize(("who", "form"), [("own", "call"), ("lead", "page"), ("lead", "")])
def test_it_is_written_down_how_it_was_said_and_by_whom_it_was_heard(
    demo, case_id, own, who, form
):
    actor = own if who == "own" else actor_named(who)
    with pytest.raises(Refused, match="heard"):
        booked(actor, case_id, slots(own, case_id)[0], NOON, form)


def test_the_desk_offers_what_the_borrower_is_offered(case_id, own):
    assert offered(own, case_id, NOON) == offered(actor_named("lead"), case_id, NOON)


def test_slots_lie_on_working_days_within_a_fortnight_and_the_hours_for_visits(case_id, own):
    found = slots(own, case_id)
    assert all(timedelta(1) <= each.on - DAY <= timedelta(14) for each in found)
    assert all(each.on.weekday() < 5 for each in found)
    assert {(each.from_minute, each.to_minute) for each in found} <= {
        (m, m + 120) for m in range(540, 1021, 120)
    }


def test_what_is_offered_costs_the_same_number_of_questions_however_much_is_booked(
    demo, case_id, own
):
    others = [each for each in bookable(demo, NOON, 4) if each != case_id]
    offered(own, case_id, NOON)
    before = queries_of(lambda: offered(own, case_id, NOON))
    for other in others:
        whose = borrower_of(other)
        booked(whose, other, slots(whose, other)[0], NOON)
    assert Appointment.objects.count() == len(others) == 3
    assert queries_of(lambda: offered(own, case_id, NOON)) == before <= 30


def test_a_booking_stands_is_told_and_receipted(case_id, own):
    first = slots(own, case_id)[0]
    kept = booked(own, case_id, first, NOON)
    assert standing(case_id, NOON) == kept
    assert kept.slot == first
    assert "appointment.booked" in verbs_of(f"case:{case_id}")
    assert Message.objects.get(case_id=case_id, key="visit_booked").state == "queued"


def test_the_same_choice_sent_twice_is_one(case_id, own):
    first = slots(own, case_id)[0]
    once = booked(own, case_id, first, NOON)
    with nothing_written(f"case:{case_id}"):
        again = booked(own, case_id, first, NOON + timedelta(seconds=1))
    assert again == once
    assert Appointment.objects.filter(case_id=case_id).count() == 1
    assert Message.objects.filter(case_id=case_id).count() == 1


def test_moving_takes_the_place_of_what_stood(case_id, own):
    first, *_, last = slots(own, case_id)
    booked(own, case_id, first, NOON)
    booked(own, case_id, last, NOON)
    assert standing(case_id, NOON).slot == last
    ended = Appointment.objects.get(case_id=case_id, ended_at__isnull=False)
    assert ended.ended_because == "moved"
    assert "appointment.moved" in verbs_of(f"case:{case_id}")


def test_cancelling_needs_no_reason_and_nothing_is_cancelled_twice(case_id, own):
    booked(own, case_id, slots(own, case_id)[0], NOON)
    cancelled(own, case_id, NOON)
    assert standing(case_id, NOON) is None
    assert "appointment.cancelled" in verbs_of(f"case:{case_id}")
    assert Message.objects.filter(case_id=case_id, key="visit_cancelled").exists()
    with pytest.raises(Refused, match="No visit is booked"):
        cancelled(own, case_id, NOON)


def test_staff_book_what_they_heard_and_their_name_stands_with_it(case_id, own):
    lead = actor_named("lead")
    booked(lead, case_id, slots(own, case_id)[0], NOON, "call")
    row = Appointment.objects.get(case_id=case_id)
    assert (row.form, row.noted_by) == ("call", "lead")


def test_a_slot_that_was_filled_meanwhile_is_refused_and_what_stood_stays(demo, case_id, own):
    others = [each for each in bookable(demo, NOON, 40) if each != case_id]
    before = slots(own, case_id)
    first = before[0]
    booked(own, case_id, before[-1], NOON)
    for each in others:
        mine = borrower_of(each)
        if first in offered(mine, each, NOON).slots:
            booked(mine, each, first, NOON)
    assert first not in slots(own, case_id)
    with pytest.raises(Refused) as refused:
        booked(own, case_id, first, NOON)
    assert refused.value.code == "slot-taken"
    assert standing(case_id, NOON).slot == before[-1]


def test_when_all_pairs_are_on_leave_nothing_is_offered(demo, case_id, own):
    lead, first = actor_named("lead"), slots(own, case_id)[0]
    people = {
        member.id
        for shift in shifts_on(DAY, demo.agency_id)
        for member in (shift.pair.first, shift.pair.second)
    }
    for person in people:
        absence = NewAbsence(person, "leave", first.on, first.on)
        note_absence(actor=lead, absence=absence, at=NOON)
    assert first.on not in {each.on for each in slots(own, case_id)}


def test_a_pause_ends_the_appointment_in_the_same_moment(case_id, own):
    booked(own, case_id, slots(own, case_id)[0], NOON)
    with acting_as(own):
        pause_case(
            actor=own, case_id=case_id, reason="dispute", note="", until_on=None, at=NOON
        )  # fmt: skip
    assert standing(case_id, NOON) is None
    assert Appointment.objects.get(case_id=case_id).ended_because == "paused: dispute"
    found = offered(own, case_id, NOON)
    assert (found.slots, found.why) == ((), "paused")
    with pytest.raises(Refused) as refused:
        booked(own, case_id, "2026-11-26T09:00", NOON)
    assert refused.value.code == "no-visit-possible"


@pytest.mark.parametrize("channels", ["all", "visit"])
def test_a_stop_ends_the_appointment_and_offers_none(case_id, own, channels):
    booked(own, case_id, slots(own, case_id)[0], NOON)
    row = Case.objects.select_related("borrower").get(pk=case_id)
    with acting_as(own):
        record_stop_request(
            actor=own, borrower_id=row.borrower_id, person_key=bytes(row.borrower.person_key),
            case_id=case_id, form="page", at=NOON, channels=channels,
        )  # fmt: skip
    assert standing(case_id, NOON) is None
    assert "appointment.cancelled" in verbs_of(f"case:{case_id}")
    assert offered(own, case_id, NOON).why == "stopped"


def test_without_a_sure_address_nothing_is_offered(case_id, own):
    ContactPoint.objects.filter(borrower_id=own.borrower_id, kind="address").update(valid=False)
    assert offered(own, case_id, NOON).why == "address"


def test_somebody_elses_rows_stay_hidden_while_capacity_is_known(demo, case_id, own):
    other = next(each for each in bookable(demo, NOON, 2) if each != case_id)
    booked(borrower_of(other), other, slots(own, case_id)[0], NOON)
    with acting_as(own):
        assert not Appointment.objects.exists()
