"""Is everything a phone sends taken once, in its order, and none held up by another?"""

from datetime import datetime, timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import signed_in
from tests.app.fieldwork.phone import START, Phone, results

from doorstep.terms.canonical import hash_of
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.complaints.models import StopRequest
from doorstep_desk.devices.mark import _place
from doorstep_desk.fieldwork.models import FieldEvent, Judgement, SetAside, VisitReview
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.visits.models import ContactRecord


def codes(answer) -> list[str | None]:
    return [each.get("code") for each in answer.json()["results"]]


def test_a_stranger_signs_in_first_and_an_agent_without_a_phone_registers_first(at_door):
    stranger = Phone(signed_in(at_door.out.elsewhere), at_door.phone.now)
    stranger.id, stranger.epoch = at_door.phone.id, at_door.phone.epoch
    answer = stranger.sync()
    assert (answer.status_code, answer.json()["code"]) == (404, "device_unknown")
    assert set(answer.json()["say"]) == {"zh", "en"}
    stranger.client.logout()
    answer = stranger.sync()
    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")


@pytest.mark.parametrize(
    "changed",
    [{"events": {}}, {"device_id": "x"}, {"events": [{}] * 201}, {"schema": "1"}, {"clocks": 7}],
)
def test_a_batch_that_is_none_is_refused_as_a_whole(at_door, changed):
    answer = at_door.send(**changed)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_a_cursor_of_somebody_else_is_malformed(at_door):
    assert at_door.send(cursor="one").status_code == 400


def test_an_app_that_is_too_old_keeps_what_it_has(at_door):
    answer = at_door.send(schema=0)
    assert (answer.status_code, answer.json()["code"]) == (409, "schema_too_old")


def test_every_answer_tells_the_clock_of_the_office(at_door):
    assert datetime.fromisoformat(at_door.send().json()["server_time"]) == at_door.phone.now
    assert datetime.fromisoformat(at_door.phone.told["server_time"]) <= at_door.phone.now


def test_a_visit_is_recorded_as_the_web_form_does_it(at_door):
    events = at_door.phone.visit(
        at_door.stop, promise_fen=1000, promise_due_on=str(DAY + timedelta(days=3))
    )
    answer = at_door.send(*[at_door.phone.sealed(each) for each in events])
    assert next(iter(answer.json())) == "stop_list"
    assert results(answer) == ["accepted"] * 6
    record = ContactRecord.objects.get(pk=at_door.stop["visit_id"])
    assert record.promise.amount_fen == 1000
    assert record.attempt.origin == "executed"
    assert record.attempt.at == at_door.phone.now - timedelta(minutes=20)
    judged = Judgement.objects.get()
    assert (judged.had_leave, judged.denied_since, judged.came_to) == (True, None, "recorded")


def test_the_same_batch_again_gets_the_same_receipts_and_no_second_effect(at_door):
    events = at_door.phone.visit(at_door.stop)
    first, second = at_door.send(*events), at_door.send(*events)
    assert results(second) == ["duplicate"] * 6
    receipts = [[each["receipt"] for each in a.json()["results"]] for a in (first, second)]
    assert receipts[0] == receipts[1]
    assert FieldEvent.objects.count() == 6
    assert ContactRecord.objects.filter(pk=at_door.stop["visit_id"]).count() == 1


def test_the_order_in_the_batch_does_not_matter_and_the_answers_keep_it(at_door):
    events = at_door.phone.visit(at_door.stop)[::-1]
    answer = at_door.send(*events)
    assert [each["id"] for each in answer.json()["results"]] == [each["id"] for each in events]
    assert results(answer) == ["accepted"] * 6
    assert codes(answer) == [None] * 6


def altered(event, **changed):
    fields = {name: value for name, value in event.items() if name != "body_hash"} | changed
    return {**fields, "body_hash": hash_of(fields)}


@pytest.mark.parametrize("code", [
    "id_reused", "number_taken", "chain_broken", "hash_wrong", "of_another_phone", "unreadable",
    "does_not_open", "too_large",
])  # fmt: skip
def test_one_item_that_does_not_fit_is_kept_apart_and_holds_up_no_other(at_door, code):
    phone = at_door.phone
    first, second, third = (phone.event("note", {"about": f"{n}"}) for n in range(3))
    fresh = "0190c0de-0000-7000-8000-00000000aaaa"
    bad = {
        "id_reused": altered(first, body={"about": "other"}),
        "number_taken": altered(first, id=fresh),
        "chain_broken": altered(second, id=fresh, previous_hash="a" * 64),
        "hash_wrong": {**second, "body": {"about": "other"}},
        "of_another_phone": altered(second, device_id=fresh),
        "unreadable": {**second, "clocks": {**second["clocks"], "wall": 0.5}},
        "does_not_open": {**phone.sealed(second), "sealed": "AAAA"},
        "too_large": {**second, "body": {"words": "x" * 200_000}},
    }[code]
    assert results(at_door.send(first)) == ["accepted"]
    good = second if code in ("id_reused", "number_taken") else third
    answer = at_door.send(bad, good)
    assert results(answer) == ["quarantined", "accepted"]
    assert answer.json()["results"][0]["code"] == code
    assert answer.json()["results"][0]["body_hash"] == bad["body_hash"]
    kept = SetAside.objects.get()
    assert (kept.code, kept.receipt) == (code, answer.json()["results"][0]["receipt"])
    again = at_door.send(bad, good)
    assert results(again) == ["quarantined", "duplicate"]
    assert again.json()["results"][0]["receipt"] == kept.receipt
    assert SetAside.objects.count() == 1


@pytest.mark.parametrize("junk", [None, 7, "x", [], {}, {"id": 5}, {"sealed": 7}, {"id": "\0"}])
def test_what_is_no_record_at_all_is_kept_too(at_door, junk):
    note = at_door.phone.event("note", {"about": "after"})
    answer = at_door.send(junk, note)
    assert results(answer) == ["quarantined", "accepted"]


def test_a_missing_number_is_marked_and_may_still_come(at_door):
    phone = at_door.phone
    first, second, third = (phone.event("note", {"about": f"{n}"}) for n in range(3))
    answer = at_door.send(first, third)
    assert (results(answer), codes(answer)) == (["accepted"] * 2, [None, "number_missing"])
    assert FieldEvent.objects.get(device_sequence=3).flags == ["number_missing"]
    assert results(at_door.send(second)) == ["accepted"]


def test_a_kind_that_nobody_here_knows_yet_is_kept(at_door):
    event = at_door.phone.event("visit.sung", {"song": "x"}, at_door.stop)
    assert results(at_door.send(event)) == ["accepted"]


@pytest.mark.parametrize("off", [timedelta(days=-900), timedelta(hours=3), timedelta(days=4000)])
def test_a_clock_that_is_years_off_moves_no_visit(at_door, off):
    at_door.phone.wrong_by = off
    at_door.send(*at_door.phone.visit(at_door.stop))
    record = ContactRecord.objects.get(pk=at_door.stop["visit_id"])
    assert record.attempt.at == at_door.phone.now - timedelta(minutes=20)
    assert all(event.flags == ["clock"] for event in FieldEvent.objects.all())


def test_lawful_when_done_and_denied_after_a_dispute_is_said_as_that(demo, at_door):
    events = at_door.phone.visit(at_door.stop)
    at_door.phone.pass_time(15)
    disputed_at = at_door.phone.now
    lead = demo.actor("lead")
    with acting_as(lead):
        pause_case(
            actor=lead, case_id=int(at_door.stop["case_id"]), reason="dispute", note="",
            until_on=None, at=disputed_at,
        )  # fmt: skip
    at_door.phone.pass_time(60)
    answer = at_door.send(*events)
    assert answer.json()["stop_list"] == [at_door.stop["case_id"]]
    judged = Judgement.objects.get()
    assert (judged.had_leave, judged.denied_since) == (True, disputed_at)
    assert judged.denied_because == "paused: dispute"
    assert judged.came_to == "recorded"
    assert Attempt.objects.get(pk=judged.visit_key).origin == "reported"


@pytest.mark.parametrize("when", ["before the end", "after the end"])
def test_who_asks_for_no_more_contact_is_heard_once(at_door, when):
    stop = ("stop.requested", {"to": "contact"}, at_door.stop)
    first = [at_door.phone.event(*stop)] if when == "before the end" else []
    events = [*first, *at_door.phone.visit(at_door.stop)]
    last = [] if first else [at_door.phone.event(*stop)]
    assert results(at_door.send(*events, *last)) == ["accepted"] * 7
    assert StopRequest.objects.count() == 1
    record = ContactRecord.objects.get(pk=at_door.stop["visit_id"])
    assert record.attempt.origin == "executed"


def test_a_request_to_stop_that_comes_first_is_obeyed_at_once(at_door):
    stop = at_door.phone.event("stop.requested", {"to": "contact"}, at_door.stop)
    answer = at_door.send(stop)
    assert answer.json()["stop_list"] == [at_door.stop["case_id"]]
    at_door.send(*at_door.phone.visit(at_door.stop, asked_to_stop=True))
    assert StopRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"disposition": "kidnapped"}, "answers-unreadable"),
        ({"promise_fen": 5}, "promise-incomplete"),
        ({"met": "nobody", "disposition": "met_borrower"}, "outcome-does-not-fit"),
    ],
)
def test_answers_that_make_no_record_go_to_review_and_the_rest_is_kept(at_door, answers, code):
    answer = at_door.send(*at_door.phone.visit(at_door.stop, **answers))
    assert results(answer) == ["accepted"] * 6
    assert codes(answer)[-1] == "to_review"
    review = VisitReview.objects.get()
    assert (review.kind, review.code, review.state) == ("answers", code, "open")
    assert not ContactRecord.objects.filter(pk=at_door.stop["visit_id"]).exists()


def test_two_phones_that_tell_one_visit_differently_leave_one_visit_and_a_question(at_door):
    from tests.app.fieldwork.conftest import with_papers  # noqa: PLC0415

    partner = with_papers(at_door.out, at_door.out.partner)
    at_door.send(*at_door.phone.visit(at_door.stop))
    partner.send(*partner.phone.visit(at_door.stop, note="anders"))
    assert ContactRecord.objects.filter(pk=at_door.stop["visit_id"]).count() == 1
    assert VisitReview.objects.get().kind == "twice"


def test_a_restored_store_asks_for_everything_again(at_door):
    events = at_door.phone.visit(at_door.stop)
    at_door.send(*events[:3])
    _place().write_text(_place().read_text().replace('"mark": ', '"mark": 9'))
    answer = at_door.send(*events[3:])
    assert (answer.status_code, answer.json()["code"]) == (409, "epoch_changed")
    assert answer.json()["known"] == {"last_device_sequence": 3}
    with clock.fixed(at_door.phone.now):
        answer = at_door.phone.register()
    assert answer.status_code == 200
    answer = at_door.send(*events)
    assert results(answer) == ["duplicate"] * 3 + ["accepted"] * 3


def test_an_empty_batch_is_a_question_for_the_stop_list_and_says_what_is_unsent(at_door):
    answer = at_door.send(unsent={"events": 3, "blobs": 1, "bytes": 900})
    assert answer.json()["stop_list"] == []
    assert answer.json()["results"] == []


def test_the_first_record_follows_nothing(at_door):
    assert at_door.phone.event("note", {})["previous_hash"] == START
