"""Is a promise only what can be kept, and is it kept or broken by payments alone?"""

import uuid
from datetime import date, datetime, timedelta

import pytest
from tests.app.portfolio import DAY, NOON, OWED_FEN, place

from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import beijing_instant
from doorstep.terms.money import Money
from doorstep_desk.arrangements.actions import PromiseTerms, record_promise, settle_promises
from doorstep_desk.arrangements.models import Promise, PromiseOutcome
from doorstep_desk.arrangements.queries import promises_standing
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.payments.actions import NewPayment, record_payments
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

DUE = DAY + timedelta(days=2)
GRACE_ENDS = DUE + timedelta(days=3)
"""The last day on which money still keeps it; the house gives three days of grace."""


def promised(actor, known, fen=30_000, due_on: date = DUE, at: datetime = NOON, **more) -> Promise:
    with acting_as(actor):
        return record_promise(
            actor=actor, promise_id=more.get("promise_id") or new_id(),
            terms=PromiseTerms(known.case_id, Money(fen, more.get("currency", "CNY")), due_on),
            outstanding=Money(OWED_FEN), is_paused=more.get("is_paused", False), at=at,
        )  # fmt: skip


def paid(cast, known, fen: int, on: date, number: str = "T1", reverses=None) -> None:
    row = NewPayment(known.account_id, known.case_id, number, on, fen, reverses=reverses)
    record_payments(actor=cast.lead, payments=[row], at=NOON, origin="test")


def settled(cast, on: date) -> list[tuple[PromiseState, int]]:
    found = settle_promises(actor=day_runner(cast.agency_id), on=on, at=beijing_instant(on, 6))
    return [(item.state, item.paid_fen) for item in found]


@pytest.mark.parametrize("who", ["analyst", "compliance", "admin"])
def test_who_may_not_take_a_promise_takes_none(cast, who):
    (known,) = place(cast)
    with pytest.raises(Refused, match="role"):
        promised(getattr(cast, who), known)
    assert not Promise.objects.exists()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"fen": 0}, "promise-amount"),
        ({"fen": -1}, "promise-amount"),
        ({"fen": OWED_FEN + 1}, "promise-amount"),  # a fen above the debt
        ({"currency": "USD"}, "promise-amount"),
        ({"due_on": DAY - timedelta(days=1)}, "promise-past"),
        ({"due_on": DAY + timedelta(days=91)}, "promise-too-far"),
        ({"is_paused": True}, "case-paused"),
    ],
)
def test_a_promise_that_should_not_be_taken_is_refused(cast, changed, code):
    (known,) = place(cast)
    with pytest.raises(Refused) as refusal:
        promised(cast.lead, known, **changed)
    assert refusal.value.code == code
    assert not Promise.objects.exists()


@pytest.mark.parametrize(
    ("fen", "due_on"),
    [(1, DAY), (OWED_FEN, DAY), (OWED_FEN, DAY + timedelta(days=90))],  # the edges
)
def test_a_promise_up_to_the_debt_and_ninety_days_is_taken(cast, fen, due_on):
    (known,) = place(cast)
    promised(cast.lead, known, fen=fen, due_on=due_on)
    assert entries_for(f"case:{known.case_id}")[0].verb == "promise.recorded"


def test_half_past_midnight_in_beijing_is_already_the_new_day(cast):
    (known,) = place(cast)
    with pytest.raises(Refused) as refusal:
        promised(
            cast.lead, known, due_on=DAY,
            at=beijing_instant(DAY + timedelta(days=1), 0) + timedelta(minutes=30),
        )  # fmt: skip
    assert refusal.value.code == "promise-past"


def test_only_the_day_run_settles(cast):
    with pytest.raises(Refused, match="role"):
        settle_promises(actor=cast.agent, on=DAY, at=NOON)


def test_a_promise_is_kept_as_soon_as_all_of_it_is_paid(cast):
    (known,) = place(cast)
    promised(cast.lead, known)
    paid(cast, known, 30_000, DAY)
    assert settled(cast, DAY + timedelta(days=1)) == [(PromiseState.KEPT, 30_000)]


def test_a_payment_of_the_day_that_begins_does_not_count_yet(cast):
    (known,) = place(cast)
    promised(cast.lead, known)
    paid(cast, known, 30_000, DAY + timedelta(days=1))
    assert settled(cast, DAY + timedelta(days=1)) == []


def test_what_was_paid_before_the_promise_keeps_nothing(cast):
    (known,) = place(cast)
    promised(cast.lead, known)
    paid(cast, known, 30_000, DAY - timedelta(days=1))
    assert settled(cast, GRACE_ENDS + timedelta(days=1)) == [(PromiseState.BROKEN, 0)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (DUE, []),  # its last day has only begun
        (GRACE_ENDS, []),  # the last day of grace has only begun
        (GRACE_ENDS + timedelta(days=1), [(PromiseState.BROKEN, 0)]),
    ],
)
def test_a_promise_is_broken_after_its_grace_and_not_a_day_before(cast, on, expected):
    (known,) = place(cast)
    promised(cast.lead, known)
    assert settled(cast, on) == expected


def test_a_part_in_time_is_partly_kept_and_the_rest_later_changes_nothing(cast):
    (known,) = place(cast)
    promised(cast.lead, known)
    paid(cast, known, 10_000, DAY)
    paid(cast, known, 20_000, GRACE_ENDS + timedelta(days=1), "T2")
    assert settled(cast, GRACE_ENDS + timedelta(days=2)) == [(PromiseState.PARTLY_KEPT, 10_000)]


def test_a_payment_within_grace_still_keeps_the_promise(cast):
    (known,) = place(cast)
    promised(cast.lead, known)
    paid(cast, known, 30_000, GRACE_ENDS)
    assert settled(cast, GRACE_ENDS + timedelta(days=1)) == [(PromiseState.KEPT, 30_000)]


def test_money_settles_the_first_promise_first_and_is_never_used_twice(cast):
    (known,) = place(cast)
    promised(cast.lead, known, at=NOON)
    promised(cast.lead, known, at=NOON + timedelta(hours=1))
    paid(cast, known, 40_000, DAY)
    after = settled(cast, GRACE_ENDS + timedelta(days=1))
    assert after == [(PromiseState.KEPT, 30_000), (PromiseState.PARTLY_KEPT, 10_000)]


def test_money_of_a_settled_promise_does_not_keep_a_later_one(cast):
    (known,) = place(cast)
    promised(cast.lead, known, due_on=DUE)
    paid(cast, known, 30_000, DAY)
    assert settled(cast, DAY + timedelta(days=1)) == [(PromiseState.KEPT, 30_000)]
    promised(cast.lead, known, due_on=DUE, at=NOON + timedelta(hours=1))
    assert settled(cast, GRACE_ENDS + timedelta(days=1)) == [(PromiseState.BROKEN, 0)]


def test_a_payment_that_was_reversed_keeps_nothing(cast):
    (known,) = place(cast)
    promised(cast.lead, known)
    paid(cast, known, 30_000, DAY)
    paid(cast, known, -30_000, DAY, "R1", reverses="T1")
    assert settled(cast, GRACE_ENDS + timedelta(days=1)) == [(PromiseState.BROKEN, 0)]


def test_settling_twice_is_settling_once(cast):
    (known,) = place(cast)
    promised(cast.lead, known)
    late = GRACE_ENDS + timedelta(days=1)
    assert len(settled(cast, late)) == 1
    assert settled(cast, late) == []
    assert PromiseOutcome.objects.count() == 1
    verbs = [entry.verb for entry in entries_for(f"case:{known.case_id}")]
    assert verbs.count("promise.broken") == 1


def test_the_payments_of_another_case_keep_nothing(cast):
    mine, other = place(cast, 2)
    promised(cast.lead, mine)
    paid(cast, other, 30_000, DAY)
    assert settled(cast, GRACE_ENDS + timedelta(days=1)) == [(PromiseState.BROKEN, 0)]


def test_one_id_is_one_promise(cast):
    (known,) = place(cast)
    same = uuid.uuid4()
    promised(cast.lead, known, promise_id=same)
    with pytest.raises(Exception, match="duplicate key"):
        promised(cast.lead, known, promise_id=same)
    assert Promise.objects.count() == 1


def back(cast, known, fen: int, on: date, at: datetime, number: str = "T1") -> None:
    row = NewPayment(known.account_id, known.case_id, f"R{number}", on, -fen, reverses=number)
    record_payments(actor=cast.lead, payments=[row], at=at, origin="test")


def standing(cast, as_of: datetime | None = None) -> list[str]:
    rows = promises_standing(as_of).filter(agency_id=cast.agency_id).order_by("made_at", "id")
    return [row.standing for row in rows]


def test_a_kept_promise_is_open_again_when_its_payment_is_taken_back_in_time(cast):
    (known,) = place(cast)
    promised(cast.lead, known)
    paid(cast, known, 30_000, DAY)
    assert settled(cast, DAY + timedelta(days=1)) == [(PromiseState.KEPT, 30_000)]
    back(cast, known, 30_000, DAY + timedelta(days=1), beijing_instant(DAY + timedelta(1), 12))
    assert settled(cast, DUE) == []
    assert standing(cast) == ["open"]
    assert settled(cast, DUE) == []
    paid(cast, known, 30_000, DUE, "T2")
    assert settled(cast, DUE + timedelta(days=1)) == [(PromiseState.KEPT, 30_000)]
    assert standing(cast) == ["kept"]
    assert standing(cast, beijing_instant(DUE, 12)) == ["open"]
    assert standing(cast, beijing_instant(DAY + timedelta(1), 8)) == ["kept"]


def test_it_is_broken_when_its_payment_is_taken_back_too_late_and_only_once(cast):
    (known,) = place(cast)
    promised(cast.lead, known)
    paid(cast, known, 30_000, DAY)
    settled(cast, DAY + timedelta(days=1))
    later = GRACE_ENDS + timedelta(days=5)
    back(cast, known, 30_000, later, beijing_instant(later, 12))
    after = later + timedelta(days=1)
    assert settled(cast, after) == [(PromiseState.BROKEN, 0)]
    assert settled(cast, after) == []
    verbs = [entry.verb for entry in entries_for(f"case:{known.case_id}")]
    assert verbs[0] == "promise.decided_again"


def test_a_payment_taken_back_on_another_case_changes_nothing(cast):
    first, second = place(cast, 2)
    promised(cast.lead, first)
    paid(cast, first, 30_000, DAY)
    paid(cast, second, 500, DAY, "T2")
    settled(cast, DAY + timedelta(days=1))
    back(cast, second, 500, DAY, beijing_instant(DAY + timedelta(1), 12), "T2")
    assert settled(cast, DUE) == []
    assert standing(cast) == ["kept"]
