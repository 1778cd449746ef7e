"""Is a call written down whole or not at all, once, and only by those whose case it is?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.app.portfolio import DAY, MORNING, NOON, OWED_FEN, assign, place

from doorstep.terms.codes import Channel, Disposition
from doorstep_desk.arrangements.models import Promise
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.audit.models import AuditEntry
from doorstep_desk.audit.queries import newest_entry_of
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.complaints.models import StopRequest
from doorstep_desk.payments.actions import NewPayment, record_payments
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.visits.actions.record import Happened, record_call, record_visit
from doorstep_desk.visits.models import ContactRecord

RPC = Disposition.RIGHT_PARTY_CONTACT


def spoke(case_id: int, **changed) -> Happened:
    """Return a call in which the borrower promised 300 yuan for the day after tomorrow."""
    usual = Happened(
        record_id=new_id(), case_id=case_id, channel=Channel.CALL, at=NOON, met="borrower",
        disposition=RPC, note="说明", promise_fen=30_000, promise_due_on=DAY + timedelta(days=2),
    )  # fmt: skip
    return replace(usual, **changed)


def recorded(actor, happened: Happened, at=NOON) -> ContactRecord:
    with acting_as(actor):
        return record_call(actor=actor, happened=happened, at=at)


def everything() -> tuple[int, ...]:
    tables = (Attempt, ContactRecord, Promise, StopRequest, AuditEntry)
    return tuple(model.objects.count() for model in tables)


def refused(actor, happened: Happened) -> str:
    """Return the code of a refusal that left nothing behind."""
    before = everything()
    with pytest.raises(Refused) as refusal:
        recorded(actor, happened)
    assert everything() == before
    assert refusal.value.message.endswith((".", "。"))
    return refusal.value.code


@pytest.mark.parametrize("who", ["analyst", "compliance", "admin"])
def test_who_may_not_call_records_nothing(cast, who):
    (known,) = place(cast)
    assert refused(getattr(cast, who), spoke(known.case_id)) == "not-permitted"


@pytest.mark.parametrize("who", ["stranger", "rival"])
def test_a_case_of_another_agency_cannot_be_recorded_on(cast, who):
    (known,) = place(cast)
    assert refused(getattr(cast, who), spoke(known.case_id)) == "case-unknown"


def test_an_agent_records_only_on_cases_of_the_day(cast):
    (known,) = place(cast)
    assert refused(cast.agent, spoke(known.case_id)) == "case-unknown"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"promise_fen": OWED_FEN + 1}, "promise-amount"),  # above the debt
        ({"promise_fen": 0}, "promise-amount"),
        ({"promise_due_on": DAY - timedelta(days=1)}, "promise-past"),
        ({"promise_due_on": DAY + timedelta(days=91)}, "promise-too-far"),
        ({"promise_due_on": None}, "promise-incomplete"),
        ({"promise_fen": None}, "promise-incomplete"),
        (
            {"met": "third_party", "disposition": Disposition.THIRD_PARTY_CONTACT},
            "promise-without-borrower",
        ),
        ({"met": "nobody", "disposition": Disposition.NO_ANSWER}, "promise-without-borrower"),
        ({"disposition": Disposition.NO_ANSWER}, "outcome-does-not-fit"),
        ({"disposition": Disposition.MET_BORROWER}, "outcome-does-not-fit"),  # that is a visit
        ({"met": "somebody"}, "outcome-does-not-fit"),
        ({"at": NOON + timedelta(minutes=1)}, "attempt-in-future"),
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_at_all_is_written(cast, changed, code):
    (known,) = place(cast)
    assert refused(cast.lead, spoke(known.case_id, **changed)) == code


def test_no_promise_is_taken_on_a_paused_case_but_the_call_itself_may_be_recorded(cast):
    (known,) = place(cast)
    pause_case(
        actor=cast.lead, case_id=known.case_id, reason="dispute", note="", until_on=None,
        at=MORNING,
    )  # fmt: skip
    assert refused(cast.lead, spoke(known.case_id)) == "case-paused"
    recorded(cast.lead, spoke(known.case_id, promise_fen=None, promise_due_on=None))
    assert Attempt.objects.count() == 1


def test_attempt_record_promise_and_traces_are_written_together(cast):
    (known,) = place(cast)
    assign(cast, (known.case_id, cast.agent.staff_id))
    happened = spoke(known.case_id)
    row = recorded(cast.agent, happened)
    assert row.pk == row.attempt_id == row.promise_id == happened.record_id
    assert row.attempt.recorded_by == row.promise.taken_by == "agent"
    assert (row.promise.amount_fen, row.promise.due_on) == (30_000, happened.promise_due_on)
    verbs = AuditEntry.objects.filter(subject=f"case:{known.case_id}", actor="agent")
    assert set(verbs.values_list("verb", flat=True)) == {
        "attempt.recorded", "promise.recorded", "call.recorded"
    }  # fmt: skip


def test_todays_payment_already_lowers_what_may_be_promised(cast):
    (known,) = place(cast)
    paid = NewPayment(known.account_id, known.case_id, "T1", DAY, OWED_FEN - 20_000)
    record_payments(actor=cast.lead, payments=[paid], at=MORNING, origin="test")
    assert refused(cast.lead, spoke(known.case_id, promise_fen=20_001)) == "promise-amount"
    recorded(cast.lead, spoke(known.case_id, promise_fen=20_000))


def test_the_same_form_sent_twice_is_one_record(cast):
    (known,) = place(cast)
    happened = spoke(known.case_id)
    first = recorded(cast.lead, happened)
    before = everything()
    again = recorded(cast.lead, happened, at=NOON + timedelta(hours=1))
    assert (again.pk, again.recorded_at) == (first.pk, first.recorded_at)
    assert everything() == before


def test_the_same_form_sent_again_is_accepted_even_though_its_view_is_old_by_now(cast):
    (known,) = place(cast)
    happened = spoke(known.case_id, seen=newest_entry_of(f"case:{known.case_id}"))
    first = recorded(cast.lead, happened)
    assert recorded(cast.lead, happened).pk == first.pk


@pytest.mark.parametrize(
    "changed",
    [
        {"note": "别的"},
        {"promise_fen": 20_000},
        {"asked_to_leave": True},
        {"asked_to_stop": True},
        {"at": NOON - timedelta(minutes=1)},
    ],
)
def test_the_same_id_with_other_answers_is_refused(cast, changed):
    (known,) = place(cast)
    happened = spoke(known.case_id)
    recorded(cast.lead, happened)
    assert refused(cast.lead, replace(happened, **changed)) == "visit-recorded"


def test_of_two_who_save_one_case_the_second_is_told_and_loses_nothing(cast):
    (known,) = place(cast)
    seen = newest_entry_of(f"case:{known.case_id}")
    recorded(cast.lead, spoke(known.case_id, seen=seen))
    second = spoke(known.case_id, seen=seen, promise_fen=None, promise_due_on=None)
    assert refused(cast.lead, second) == "record-changed"
    fresh = replace(second, seen=newest_entry_of(f"case:{known.case_id}"))
    assert recorded(cast.lead, fresh).pk == second.record_id


def test_a_request_to_stop_is_kept_with_the_call_and_takes_back_permits(cast):
    (known,) = place(cast)
    recorded(
        cast.lead, spoke(known.case_id, promise_fen=None, promise_due_on=None, asked_to_stop=True)
    )
    stop = StopRequest.objects.get()
    assert (stop.borrower_id, stop.channels, stop.form) == (known.borrower_id, "all", "oral")


def test_a_visit_is_not_recorded_as_a_call_nor_by_somebody_at_a_stop_of_nobody(cast):
    (known,) = place(cast)
    visit = spoke(
        known.case_id, channel=Channel.VISIT, disposition=Disposition.MET_BORROWER,
        stop_id=new_id(),
    )  # fmt: skip
    before = everything()
    with acting_as(cast.lead), pytest.raises(Refused) as refusal:
        record_visit(actor=cast.lead, happened=visit, at=NOON)
    assert refusal.value.code == "stop-unknown"
    assert everything() == before


def test_a_record_by_the_day_run_is_bound_to_its_agency_too(cast):
    (known,) = place(cast)
    with pytest.raises(Refused) as refusal:
        record_call(actor=day_runner(cast.other_agency_id), happened=spoke(known.case_id), at=NOON)
    assert refusal.value.code == "case-unknown"
