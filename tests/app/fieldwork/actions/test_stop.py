"""Is what people ask for at the door done as soon as a phone tells of it, whatever else fails?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.fieldwork.phone import results

from doorstep_desk.attempts.queries import history_of
from doorstep_desk.cases.models import Assignment
from doorstep_desk.complaints.models import Pause, StopRequest
from doorstep_desk.fieldwork.models import Judgement, VisitReview
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing import clock
from doorstep_desk.visits.models import ContactRecord

REFUSED = {"disposition": "kidnapped"}


def asked(at_door, to: str):
    return at_door.phone.event("stop.requested", {"to": to}, at_door.stop)


def leave_left(at_door) -> int:
    case = int(at_door.stop["case_id"])
    return Permit.objects.filter(case_id=case, used_at=None, cancelled_at=None).count()


def pauses(at_door):
    return Pause.objects.filter(case_id=int(at_door.stop["case_id"]))


def test_not_back_today_pauses_the_case_until_the_day_is_over_and_takes_all_leave(at_door):
    assert leave_left(at_door) > 0
    assert results(at_door.send(asked(at_door, "leave"), asked(at_door, "leave"))) == [
        "accepted", "accepted",
    ]  # fmt: skip
    assert (pauses(at_door).get().until_on, leave_left(at_door)) == (DAY, 0)
    assert not StopRequest.objects.exists()
    assert at_door.send().json()["stop_list"] == [at_door.stop["case_id"]]


def test_the_visit_that_was_ended_by_it_still_counts_under_its_leave(at_door):
    request = asked(at_door, "leave")
    at_door.send(request, *at_door.phone.visit(at_door.stop))
    record = ContactRecord.objects.get(pk=at_door.stop["visit_id"])
    assert (record.attempt.origin, record.attempt.asked_to_leave) == ("executed", True)
    assert (pauses(at_door).count(), leave_left(at_door)) == (1, 0)


def test_what_was_promised_before_stands_though_the_request_came_ahead_of_the_visits_end(at_door):
    phone, stop = at_door.phone, at_door.stop
    began = phone.now
    at_door.send(phone.event("visit.started", {"permit": "ok", "pair": True}, stop))
    phone.pass_time(20)
    at_door.send(asked(at_door, "leave"))
    phone.pass_time(1)
    answers = {
        "met": "borrower", "disposition": "met_borrower", "note": "", "reason": "illness",
        "promise_fen": 10_000, "promise_due_on": (DAY + timedelta(days=5)).isoformat(),
        "asked_to_leave": True, "asked_to_stop": False,
    }  # fmt: skip
    body = {"answers": answers, "began_at": began.isoformat(), "outcome": "met_borrower"}
    assert results(at_door.send(phone.event("visit.left", body | {"place": None}, stop))) == [
        "accepted"
    ]
    record = ContactRecord.objects.get(pk=stop["visit_id"])
    assert record.promise.amount_fen == 10_000
    assert [each.had_leave for each in history_of(record.attempt.borrower_id)][:1] == [True]
    judged = Judgement.objects.get(visit_key=stop["visit_id"])
    assert (judged.came_to, judged.had_leave, judged.denied_because != "") == (
        "recorded", True, True,
    )  # fmt: skip


def test_a_day_that_was_over_when_its_phone_came_back_pauses_nothing(at_door):
    request = asked(at_door, "leave")
    at_door.phone.pass_time(24 * 60)
    assert results(at_door.send(request)) == ["accepted"]
    assert not pauses(at_door).exists()


@pytest.mark.parametrize("to", ["", "all", None, 7])
def test_a_word_that_is_no_request_stops_nothing_and_is_kept(at_door, to):
    before = leave_left(at_door)
    assert results(at_door.send(asked(at_door, to))) == ["accepted"]
    assert (leave_left(at_door), pauses(at_door).exists()) == (before, False)


@pytest.mark.parametrize("own_record", [False, True])
def test_a_wish_for_no_more_contact_is_done_once_though_its_visit_goes_to_review(
    at_door, own_record
):
    first = [asked(at_door, "contact")] if own_record else []
    at_door.send(*first, *at_door.phone.visit(at_door.stop, asked_to_stop=True, **REFUSED))
    assert VisitReview.objects.get().code == "answers-unreadable"
    assert (StopRequest.objects.count(), leave_left(at_door)) == (1, 0)


@pytest.mark.parametrize(("to", "for_good"), [("contact", 1), ("leave", 0)])
def test_it_is_heard_also_when_the_case_went_to_others_meanwhile(at_door, to, for_good):
    Assignment.objects.filter(case_id=int(at_door.stop["case_id"])).update(is_current=False)
    request = asked(at_door, to)
    at_door.send(request)
    assert (StopRequest.objects.count(), pauses(at_door).count()) == (for_good, 1 - for_good)
    assert leave_left(at_door) == 0
    assert not VisitReview.objects.exists()


def test_a_phone_stops_no_case_of_others_that_it_was_never_given(at_door):
    given = [int(stop["case_id"]) for stop in at_door.pack["stops"]]
    other = Assignment.objects.exclude(case_id__in=given).exclude(
        staff__username__in=[at_door.out.agent, at_door.out.partner]
    )
    stop = {**at_door.stop, "case_id": str(other[0].case_id)}
    at_door.send(at_door.phone.event("stop.requested", {"to": "contact"}, stop))
    assert not StopRequest.objects.exists()
    assert VisitReview.objects.get().code == "case-unknown"


def test_the_day_after_the_pause_is_over_by_itself(at_door):
    at_door.send(asked(at_door, "leave"))
    at_door.phone.pass_time(24 * 60)
    with clock.fixed(at_door.phone.now):
        assert pauses(at_door).get().until_on < clock.today()


def test_a_visit_whose_leave_a_wish_for_no_more_contact_took_before_its_end_had_leave(at_door):
    phone, stop = at_door.phone, at_door.stop
    began = phone.now
    at_door.send(phone.event("visit.started", {"permit": "ok", "pair": True}, stop))
    phone.pass_time(20)
    at_door.send(asked(at_door, "contact"))
    phone.pass_time(1)
    answers = {
        "met": "borrower", "disposition": "met_borrower", "note": "", "reason": "",
        "promise_fen": None, "promise_due_on": None, "asked_to_leave": False,
        "asked_to_stop": True,
    }  # fmt: skip
    body = {"answers": answers, "began_at": began.isoformat(), "place": None}
    at_door.send(phone.event("visit.left", body, stop))
    record = ContactRecord.objects.get(pk=stop["visit_id"])
    assert (record.attempt.origin, StopRequest.objects.count()) == ("reported", 1)
    assert history_of(record.attempt.borrower_id)[0].had_leave is True
