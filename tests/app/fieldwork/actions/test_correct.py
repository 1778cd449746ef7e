"""May an agent put right what was written down, without taking anything back that people said?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.fieldwork.phone import results

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.queries import is_withdrawn, newest_of_promise
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.complaints.models import Pause, StopRequest
from doorstep_desk.evidence.models import Part
from doorstep_desk.fieldwork.actions.review import appeal_review, decide_review
from doorstep_desk.fieldwork.models import Correction, FieldEvent, VisitReview
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.visits.models import ContactRecord
from doorstep_desk.visits.queries import records_of_stops
from doorstep_desk.visits.standing import standing_of

EVENING = beijing_instant(DAY, 20)
SOON, LATER = ((DAY + timedelta(days=n)).isoformat() for n in (5, 9))
PROMISED = {"promise_fen": 10_000, "promise_due_on": SOON}
WISHES = [
    {"asked_to_stop": False},
    {"asked_to_leave": False},
    {"safety": "false alarm"},
    {"evidence": []},
    {"note": "好", "asked_to_stop": False},
]


def visited(at_door, *before, **answers):
    """Send a visit and return the record that ended it."""
    made = at_door.phone.visit(at_door.stop, **answers)
    assert set(results(at_door.send(*before, *made))) == {"accepted"}
    return made[-1]


def corrected(at_door, end, now, because="写错了", **more):
    """Send a correction of a record and return what is kept of it."""
    body = {"of": end["id"], "now": now, "because": because, **more}
    event = at_door.phone.event("correction", body, at_door.stop)
    answer = at_door.send(event)
    assert answer.json()["results"][0]["code"] == "correction_received"
    return Correction.objects.get(event__event_id=event["id"])


def decide(demo, kept, outcome, name="lead"):
    review = VisitReview.objects.get(event=kept.event, kind="correction")
    actor = demo.actor(name)
    with acting_as(actor):
        decide_review(actor=actor, review_id=review.pk, outcome=outcome, words="看过", at=EVENING)
    kept.refresh_from_db()
    return kept


def stands(at_door):
    return standing_of(at_door.stop["visit_id"])


@pytest.mark.parametrize("now", WISHES)
def test_a_correction_has_no_field_for_what_people_asked_for_nor_for_evidence(at_door, now):
    end = visited(at_door, asked_to_stop=True)
    kept = corrected(at_door, end, now)
    assert (kept.state, kept.code) == ("refused", "correction-unreadable")
    assert (StopRequest.objects.count(), stands(at_door).note) == (1, "门口交谈")


@pytest.mark.parametrize(
    ("now", "because"),
    [
        ({}, "错"), (None, "错"), ({"note": "好"}, "  "), ({"note": 7}, "错"),
        ({"disposition": "kidnapped"}, "错"), ({"promise_fen": 100}, "错"),
        ({"promise_fen": 0, "promise_due_on": SOON}, "错"),
        ({"promise_fen": 100, "promise_due_on": "soon"}, "错"),
        ({"promise_fen": 100, "promise_due_on": None}, "错"),
    ],
)  # fmt: skip
def test_what_says_too_little_or_nonsense_has_no_effect_and_is_kept(at_door, now, because):
    kept = corrected(at_door, visited(at_door), now, because)
    assert (kept.state, kept.code) == ("refused", "correction-unreadable")
    assert not Attempt.objects.filter(corrects__isnull=False).exists()


def test_after_a_wish_or_a_call_for_help_nothing_changes_before_a_second_person_agrees(
    demo, at_door
):
    for wish in (
        at_door.phone.event("stop.requested", {"to": "contact"}, at_door.stop),
        at_door.phone.event("safety.duress", {"where": "leave"}, at_door.stop),
    ):
        at_door.send(wish)
    end = visited(at_door)
    kept = corrected(at_door, end, {"note": "没有人反对"})
    assert (kept.state, kept.code) == ("waiting", "correction-after-wish")
    assert stands(at_door).note == "门口交谈"
    requests, pauses = StopRequest.objects.count(), Pause.objects.count()
    decide(demo, kept, "confirmed")
    assert (kept.state, kept.decided_by) == ("applied", "lead")
    assert stands(at_door).note == "没有人反对"
    assert (requests, StopRequest.objects.count(), Pause.objects.count()) == (1, 1, pauses)


@pytest.mark.parametrize(
    ("told", "now", "code"),
    [
        ({}, {"disposition": "nobody_met"}, "correction-outcome"),
        ({}, PROMISED, "correction-promise"),
        (PROMISED, {"promise_fen": 10_001, "promise_due_on": SOON}, "correction-promise"),
        (
            {"promise_fen": 10_000, "promise_due_on": LATER},
            {"promise_fen": 10_000, "promise_due_on": SOON},
            "correction-promise",
        ),
        ({"note": "他要投诉我们"}, {"note": "聊得很好"}, "correction-softens"),
        ({"note": "She does not want to talk"}, {"note": "Friendly"}, "correction-softens"),
    ],
)
def test_what_weighs_on_the_borrower_or_drops_a_no_waits_for_a_second_person(
    at_door, told, now, code
):
    kept = corrected(at_door, visited(at_door, **told), now)
    assert (kept.state, kept.code) == ("waiting", code)
    assert VisitReview.objects.get(kind="correction").code == code
    assert not Attempt.objects.filter(corrects__isnull=False).exists()


def test_who_was_there_agrees_to_no_correction_and_an_empty_promise_needs_the_person(
    demo, at_door
):
    end = visited(at_door, **PROMISED)
    kept = corrected(at_door, end, {"disposition": "met_third_party"})
    assert (kept.state, kept.code) == ("refused", "outcome-does-not-fit")
    with pytest.raises(Refused) as refused:
        decide(demo, kept, "confirmed")
    assert refused.value.code == "correction-without-effect"
    with pytest.raises(Refused) as refused:
        decide(demo, kept, "confirmed", at_door.out.partner)
    assert refused.value.code == "not-permitted"


def test_a_wrong_word_in_a_note_is_right_at_once_and_the_old_one_stays_beside_it(at_door):
    end = visited(at_door)
    kept = corrected(at_door, end, {"note": "楼道交谈"})
    assert (kept.state, kept.code) == ("applied", "")
    assert stands(at_door).note == "楼道交谈"
    first = Attempt.objects.get(pk=at_door.stop["visit_id"])
    second = Attempt.objects.get(corrects=first)
    assert (first.note, second.note, first.disposition) == (
        "门口交谈", "楼道交谈", second.disposition
    )  # fmt: skip
    assert FieldEvent.objects.get(event_id=end["id"]).body_hash == end["body_hash"]
    assert not VisitReview.objects.exists()


@pytest.mark.parametrize(
    "now",
    [
        {"promise_fen": 5_000, "promise_due_on": SOON},
        {"promise_fen": 10_000, "promise_due_on": LATER},
        {"promise_fen": None, "promise_due_on": None},
    ],
)
def test_a_smaller_later_or_empty_promise_holds_at_once_and_the_wrong_one_ends(at_door, now):
    kept = corrected(at_door, visited(at_door, **PROMISED), now)
    record = ContactRecord.objects.get(pk=at_door.stop["visit_id"])
    assert kept.state == "applied"
    assert is_withdrawn(record.promise)
    newest = newest_of_promise(record.pk)
    if now["promise_fen"] is None:
        assert is_withdrawn(newest)
    else:
        assert (newest.amount_fen, newest.due_on.isoformat(), newest.made_at) == (
            now["promise_fen"], now["promise_due_on"], record.promise.made_at
        )  # fmt: skip
    seen = records_of_stops([record.stop_id])[record.stop_id]
    assert seen.promise_fen == now["promise_fen"]


def test_a_confirmed_correction_leaves_alone_what_was_corrected_meanwhile(demo, at_door):
    end = visited(at_door)
    outcome = corrected(at_door, end, {"disposition": "nobody_met"})
    corrected(at_door, end, {"note": "门铃坏了"})
    decide(demo, outcome, "confirmed")
    assert (stands(at_door).disposition, stands(at_door).note) == ("nobody_met", "门铃坏了")


def test_a_declined_correction_changes_nothing_and_both_values_are_kept(demo, at_door):
    kept = corrected(at_door, visited(at_door), {"disposition": "nobody_met"})
    decide(demo, kept, "not_counted")
    assert (kept.state, stands(at_door).disposition) == ("declined", "met_borrower")
    assert "met_borrower" in kept.was
    assert "nobody_met" in kept.now


def test_the_next_day_is_too_late_and_so_is_a_visit_that_a_person_decided_about(demo, at_door):
    end = visited(at_door)
    at_door.phone.pass_time(24 * 60)
    kept = corrected(at_door, end, {"note": "楼道"})
    assert (kept.state, kept.code) == ("refused", "correction-late")


def test_made_in_the_evening_without_a_signal_it_still_counts_when_it_arrives_next_day(at_door):
    end = visited(at_door)
    body = {"of": end["id"], "now": {"note": "楼道"}, "because": "写错了"}
    event = at_door.phone.event("correction", body, at_door.stop)
    at_door.phone.pass_time(24 * 60)
    at_door.send(event)
    assert Correction.objects.get().state == "applied"


def test_only_the_end_of_a_visit_by_the_same_phone_is_corrected(at_door):
    end = visited(at_door)
    for of in (str(at_door.stop["visit_id"]), "nonsense"):
        kept = corrected(at_door, {"id": of}, {"note": "楼道"})
        assert kept.state == "refused"
    other = {**at_door.stop, "visit_id": at_door.pack["stops"][1]["visit_id"]}
    body = {"of": end["id"], "now": {"note": "楼道"}, "because": "写错了"}
    event = at_door.phone.event("correction", body, other)
    at_door.send(event)
    kept = Correction.objects.get(event__event_id=event["id"])
    assert (kept.state, kept.code) == ("refused", "correction-of-nothing")


def test_saying_the_same_again_is_no_correction(at_door):
    kept = corrected(at_door, visited(at_door), {"note": "门口交谈"})
    assert (kept.state, kept.code) == ("refused", "correction-empty")


def test_a_correction_of_a_visit_in_review_waits_until_that_is_decided(demo, at_door):
    end = visited(at_door, promise_fen=10**11, promise_due_on=SOON)
    kept = corrected(at_door, end, {"promise_fen": None, "promise_due_on": None})
    assert (kept.state, kept.code) == ("waiting", "visit-not-recorded")
    with pytest.raises(Refused) as refused:
        decide(demo, kept, "confirmed")
    assert refused.value.code == "visit-not-recorded"


def test_evidence_is_out_of_reach(at_door):
    before = Part.objects.count()
    corrected(at_door, visited(at_door), {"note": "楼道"})
    assert Part.objects.count() == before


def appealed(demo, at_door, kept):
    """Let one who was there ask that somebody else decides again."""
    review = VisitReview.objects.get(event=kept.event, kind="correction")
    actor = demo.actor(at_door.out.agent)
    with acting_as(actor):
        appeal_review(actor=actor, review_id=review.pk, words="再看一次", at=EVENING)


@pytest.mark.parametrize(
    ("told", "now"),
    [
        ({}, {"disposition": "nobody_met"}),
        ({}, PROMISED),
        (PROMISED, {"promise_fen": 12_000, "promise_due_on": SOON}),
        ({"note": "他要投诉我们"}, {"note": "聊得很好"}),
        (PROMISED, {"promise_fen": None, "promise_due_on": None, "disposition": "nobody_met"}),
    ],
)
def test_what_was_confirmed_and_is_declined_on_appeal_loses_its_effect(demo, at_door, told, now):
    end = visited(at_door, **told)
    before = stands(at_door)
    kept = corrected(at_door, end, now)
    decide(demo, kept, "confirmed")
    assert told_of(stands(at_door)) != told_of(before)
    appealed(demo, at_door, kept)
    decide(demo, kept, "not_counted", "compliance")
    assert (kept.state, kept.decided_by) == ("declined", "compliance")
    assert told_of(stands(at_door)) == told_of(before)
    assert Attempt.objects.filter(corrects__isnull=False).count() == 2


def told_of(stands):
    return (stands.disposition, stands.note, *stands.promised)


def test_what_was_corrected_again_meanwhile_stays_when_the_first_is_declined(demo, at_door):
    end = visited(at_door)
    kept = corrected(at_door, end, {"disposition": "nobody_met"})
    decide(demo, kept, "confirmed")
    corrected(at_door, end, {"note": "门铃坏了"})
    appealed(demo, at_door, kept)
    decide(demo, kept, "not_counted", "compliance")
    assert told_of(stands(at_door))[:2] == ("met_borrower", "门铃坏了")


def test_confirmed_again_on_appeal_it_has_no_second_effect(demo, at_door):
    kept = corrected(at_door, visited(at_door), {"disposition": "nobody_met"})
    decide(demo, kept, "confirmed")
    appealed(demo, at_door, kept)
    decide(demo, kept, "confirmed", "compliance")
    assert (kept.state, Attempt.objects.filter(corrects__isnull=False).count()) == ("applied", 1)


def test_declined_first_and_confirmed_on_appeal_it_has_its_effect(demo, at_door):
    kept = corrected(at_door, visited(at_door), {"disposition": "nobody_met"})
    decide(demo, kept, "not_counted")
    appealed(demo, at_door, kept)
    decide(demo, kept, "confirmed", "compliance")
    assert (kept.state, stands(at_door).disposition) == ("applied", "nobody_met")
