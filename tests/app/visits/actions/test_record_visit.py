"""Is a visit at a stop written down whole or not at all, by the pair whose stop it is?"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db.models import Model
from tests.app.demonstration import DAY, Demonstration, quiet

from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.models import Promise
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.audit.models import AuditEntry
from doorstep_desk.audit.queries import newest_entry_of
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.complaints.models import StopRequest
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.dayplans.queries import latest_run
from doorstep_desk.decisions.models import Decision
from doorstep_desk.payments.queries import outstanding_of_case
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.visits.actions.record import Happened, record_visit
from doorstep_desk.visits.models import ContactRecord
from doorstep_desk.workdays.actions.run_day import run_day

TABLES: tuple[type[Model], ...] = (Attempt, ContactRecord, Promise, StopRequest, AuditEntry)


def minute(stop: Stop) -> datetime:
    return beijing_instant(DAY, 0) + timedelta(minutes=stop.arrives_minute)


def pair_of(demo: Demonstration, stop: Stop) -> tuple[Actor, Actor]:
    pair = stop.plan.pair
    return demo.actor(pair.first.username), demo.actor(pair.second.username)


def met(stop: Stop, **changed) -> Happened:
    usual = Happened(
        record_id=new_id(), case_id=stop.case_id, channel=Channel.VISIT, at=minute(stop),
        met="borrower", disposition=Disposition.MET_BORROWER, note="门口交谈",
        promise_fen=1_000, promise_due_on=DAY + timedelta(days=3), point_id=stop.point_id,
        stop_id=stop.pk,
    )  # fmt: skip
    return replace(usual, **changed)


def recorded(actor: Actor, happened: Happened, minutes_later: int = 20) -> ContactRecord:
    with acting_as(actor):
        return record_visit(
            actor=actor, happened=happened, at=happened.at + timedelta(minutes=minutes_later)
        )


def state() -> list[object]:
    counts: list[object] = [model.objects.count() for model in TABLES]
    stops = list(Stop.objects.order_by("id").values_list("id", "state", "state_because"))
    permits = list(Permit.objects.order_by("id").values_list("id", "used_at", "cancelled_at"))
    return [*counts, stops, permits]


def refused(actor: Actor, happened: Happened) -> str:
    before = state()
    with pytest.raises(Refused) as refusal:
        recorded(actor, happened)
    assert state() == before
    return refusal.value.code


@pytest.fixture
def stop(demo) -> Stop:
    """Return the first stop of the first pair."""
    rows = Stop.objects.filter(plan__run=latest_run(demo.agency_id, DAY))
    return rows.select_related("plan__pair__first", "plan__pair__second").order_by("plan_id")[0]


@pytest.fixture
def agent(demo, stop) -> Actor:
    """Return the first of the pair whose stop it is."""
    return pair_of(demo, stop)[0]


@pytest.mark.parametrize("who", ["analyst", "compliance", "admin"])
def test_who_may_not_visit_records_nothing(demo, stop, who):
    assert refused(demo.actor(who), met(stop)) == "not-permitted"


def test_an_agent_of_another_pair_records_nothing_there(demo, stop):
    other = Stop.objects.exclude(plan=stop.plan).select_related("plan__pair__first")[0]
    intruder = pair_of(demo, other)[0]
    assert refused(intruder, met(stop)) == "case-unknown"
    # with their own case but somebody else's stop
    crossed = met(stop, case_id=other.case_id)
    assert refused(intruder, crossed) == "stop-unknown"


def test_a_stop_of_another_case_is_not_this_visits(demo, stop, agent):
    second = Stop.objects.filter(plan=stop.plan).exclude(pk=stop.pk).first()
    if second is None:
        pytest.skip("the pair has one stop only")
    assert refused(agent, met(stop, stop_id=second.pk)) == "stop-unknown"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"promise_fen": 10**12}, "promise-amount"),
        ({"promise_due_on": DAY - timedelta(days=1)}, "promise-past"),
        ({"disposition": Disposition.RIGHT_PARTY_CONTACT}, "outcome-does-not-fit"),
        ({"met": "nobody", "disposition": Disposition.NOBODY_MET}, "promise-without-borrower"),
        ({"promise_due_on": None}, "promise-incomplete"),
    ],
)
def test_a_visit_that_cannot_be_true_leaves_stop_permit_and_ledger_as_they_were(
    stop, agent, changed, code
):
    assert refused(agent, met(stop, **changed)) == code


def test_a_promise_one_fen_above_the_debt_writes_nothing_and_the_debt_itself_is_taken(stop, agent):
    owed = outstanding_of_case(stop.case_id, DAY + timedelta(days=1)).fen
    assert refused(agent, met(stop, promise_fen=owed + 1)) == "promise-amount"
    assert recorded(agent, met(stop, promise_fen=owed)).promise.amount_fen == owed


def test_one_visit_is_attempt_record_promise_finished_stop_and_used_permit(stop, agent):
    happened = met(stop, asked_to_leave=True)
    row = recorded(agent, happened)
    stop.refresh_from_db()
    assert (stop.state, stop.state_because) == ("done", "")
    assert stop.permit.used_at == happened.at
    attempt = Attempt.objects.get(pk=happened.record_id)
    assert (attempt.channel, attempt.disposition) == ("visit", "met_borrower")
    assert (attempt.asked_to_leave, attempt.point_id) == (True, stop.point_id)
    chances = Decision.objects.get(case_id=stop.case_id).chances
    assert attempt.issued_chance == pytest.approx(chances["visit"]["p"])
    assert row.promise_id == happened.record_id
    verbs = AuditEntry.objects.filter(subject=f"case:{stop.case_id}", actor=agent.name)
    assert set(verbs.values_list("verb", flat=True)) == {
        "attempt.executed", "promise.recorded", "stop.finished", "visit.recorded"
    }  # fmt: skip


def test_the_same_form_sent_twice_is_one_visit_and_other_answers_are_refused(stop, agent):
    happened = met(stop)
    recorded(agent, happened)
    before = state()
    assert recorded(agent, happened, minutes_later=90).pk == happened.record_id
    assert state() == before
    assert refused(agent, replace(happened, note="别的")) == "visit-recorded"


def test_the_partner_cannot_record_the_same_stop_again(demo, stop):
    first, second = pair_of(demo, stop)
    recorded(first, met(stop))
    assert refused(second, met(stop)) == "stop-over"


def test_of_two_who_save_one_case_the_second_is_told(demo, stop, agent):
    seen = newest_entry_of(f"case:{stop.case_id}")
    recorded(agent, met(stop, seen=seen))
    assert refused(pair_of(demo, stop)[1], met(stop, seen=seen)) == "record-changed"


def test_what_happened_is_kept_even_when_the_permit_was_taken_back_meanwhile(demo, stop, agent):
    pause_case(
        actor=demo.runner, case_id=stop.case_id, reason="complaint", note="", until_on=None,
        at=minute(stop) - timedelta(minutes=5),
    )  # fmt: skip
    recorded(agent, met(stop, promise_fen=None, promise_due_on=None))
    stop.refresh_from_db()
    assert (stop.state, stop.state_because) == ("done", "recorded without a valid permit")
    assert stop.permit.used_at is None


def test_a_visit_before_its_window_is_kept_and_marked(stop, agent):
    early = beijing_instant(DAY, 7)
    happened = met(stop, at=early, promise_fen=None, promise_due_on=None)
    recorded(agent, happened, minutes_later=5)
    stop.refresh_from_db()
    assert stop.state_because == "recorded without a valid permit"


def test_a_finished_stop_stays_when_the_day_is_planned_again_and_the_case_is_not_visited_twice(
    demo, stop, agent
):
    recorded(agent, met(stop))
    other = Stop.objects.exclude(plan=stop.plan).first()
    pause_case(
        actor=demo.runner, case_id=other.case_id, reason="other", note="", until_on=None,
        at=minute(stop),
    )  # fmt: skip
    later = minute(stop) + timedelta(hours=1)
    with clock.fixed(later):
        summary = run_day(actor=demo.runner, on=DAY, watch=quiet())
    assert (summary["changed"], summary["version"]) == (True, 2)
    stop.refresh_from_db()
    assert stop.state == "done"
    fresh = Stop.objects.filter(plan__run=latest_run(demo.agency_id, DAY), state="planned")
    assert stop.case_id not in set(fresh.values_list("case_id", flat=True))
    first = later.hour * 60 + later.minute
    assert all(row.arrives_minute >= first for row in fresh)  # nobody is sent into the past
    with acting_as(agent):  # who did the visit still sees it
        assert ContactRecord.objects.filter(stop=stop).exists()


def test_the_next_day_does_not_press_who_asked_to_stop(demo, stop, agent):
    happened = met(stop, promise_fen=None, promise_due_on=None, asked_to_stop=True)
    recorded(agent, happened)
    tomorrow = DAY + timedelta(days=1)
    summary = run_day(actor=demo.runner, on=tomorrow, watch=quiet())
    assert summary["refused"]["HP-STOP"] >= 1
    decision = Decision.objects.get(case_id=stop.case_id, assessment__on=tomorrow)
    assert decision.treatment in ("none", "legal_referral")
    assert decision.reason == "HP-STOP"
