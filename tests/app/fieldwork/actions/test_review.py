"""Is whoever was there heard, and does somebody else decide?"""

import pytest
from tests.app.demonstration import DAY

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.models import Assignment
from doorstep_desk.complaints.models import StopRequest
from doorstep_desk.fieldwork.actions.review import (
    appeal_review,
    decide_review,
    reply_to_review,
)
from doorstep_desk.fieldwork.models import ReviewStep, VisitReview
from doorstep_desk.fieldwork.queries import totals
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.visits.models import ContactRecord

EVENING = beijing_instant(DAY, 20)


@pytest.fixture
def late(demo, at_door):
    """Return the review of a visit whose case went to others while the phone was offline."""
    Assignment.objects.filter(case_id=int(at_door.stop["case_id"])).update(is_current=False)
    answer = at_door.send(*at_door.phone.visit(at_door.stop))
    assert answer.json()["stop_list"] == [at_door.stop["case_id"]]
    assert {"kind": "unassign", "case_id": at_door.stop["case_id"]}.items() <= (
        answer.json()["changes"][0].items()
    )
    return VisitReview.objects.get()


def act(demo, name, action, review, **words):
    actor = demo.actor(name)
    with acting_as(actor):
        action(actor=actor, review_id=review.pk, at=EVENING, **{"words": "因为", **words})


def refused(demo, name, action, review, **words) -> str:
    with pytest.raises(Refused) as refusal:
        act(demo, name, action, review, **words)
    return refusal.value.code


def test_late_work_is_kept_for_review_and_names_both_who_were_there(demo, at_door, late):
    there = {demo.actor(name).staff_id for name in (at_door.out.agent, at_door.out.partner)}
    assert (late.kind, late.state, set(late.agents)) == ("late", "open", there)
    assert not ContactRecord.objects.filter(pk=late.visit_key).exists()


def test_a_stranger_to_the_visit_sees_no_review(demo, at_door, late):
    assert refused(demo, at_door.out.elsewhere, reply_to_review, late) == "review-unknown"


def test_who_was_there_does_not_decide_and_who_decides_gives_a_reason(demo, at_door, late):
    out = {"outcome": "confirmed"}
    assert refused(demo, at_door.out.agent, decide_review, late, **out) == "not-permitted"
    assert refused(demo, "lead", decide_review, late, outcome="odd") == "outcome-unknown"
    assert refused(demo, "lead", decide_review, late, words=" ", **out) == "words-missing"
    late.agents = [demo.actor("lead").staff_id]
    late.save()
    assert refused(demo, "lead", decide_review, late, **out) == "decided-by-same"


def test_a_confirmed_visit_counts_and_is_told_apart(demo, at_door, late):
    act(demo, at_door.out.partner, reply_to_review, late)
    act(demo, "lead", decide_review, late, outcome="confirmed")
    record = ContactRecord.objects.get(pk=late.visit_key)
    assert (record.recorded_by, record.stop_id) == ("lead", None)
    late.refresh_from_db()
    assert (late.state, late.outcome) == ("decided", "confirmed")
    counted = totals(demo.actor("lead"), EVENING)
    assert (counted.recorded, counted.confirmed, counted.waiting) == (0, 1, 0)
    assert refused(demo, "compliance", decide_review, late, outcome="confirmed") == "review-over"


def test_an_appeal_is_decided_by_somebody_else_and_then_it_is_over(demo, at_door, late):
    assert refused(demo, at_door.out.agent, appeal_review, late) == "review-over"
    act(demo, "lead", decide_review, late, outcome="not_counted")
    act(demo, at_door.out.agent, appeal_review, late)
    assert refused(demo, "lead", decide_review, late, outcome="confirmed") == "decided-by-same"
    act(demo, "compliance", decide_review, late, outcome="false_alarm")
    late.refresh_from_db()
    assert (late.state, late.outcome) == ("final", "false_alarm")
    assert refused(demo, at_door.out.agent, reply_to_review, late) == "review-over"
    assert totals(demo.actor("lead"), EVENING).for_nothing == {"late": 1}
    assert [step.kind for step in ReviewStep.objects.order_by("id")] == [
        "decision", "appeal", "decision"
    ]  # fmt: skip


def test_confirming_a_visit_that_held_a_wish_to_stop_writes_no_second_request(demo, at_door):
    Assignment.objects.filter(case_id=int(at_door.stop["case_id"])).update(is_current=False)
    at_door.send(*at_door.phone.visit(at_door.stop, asked_to_stop=True))
    assert (StopRequest.objects.count(), VisitReview.objects.get().kind) == (1, "late")
    act(demo, "lead", decide_review, VisitReview.objects.get(), outcome="confirmed")
    assert ContactRecord.objects.filter(pk=at_door.stop["visit_id"]).exists()
    assert StopRequest.objects.count() == 1
