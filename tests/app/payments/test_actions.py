"""Is money written down once, on its day in Beijing, and only undone by a row of its own?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.app.payments.leave import give_leave
from tests.app.portfolio import DAY, NOON, OWED_FEN, place

from doorstep.terms.money import Money
from doorstep_desk.payments.actions import NewPayment, record_payment, record_payments
from doorstep_desk.payments.models import Payment
from doorstep_desk.payments.queries import outstanding_of_case, received_since
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

TOMORROW = date(2026, 11, 26)


def payment(known, fen: int = 30_000, number: str = "T1", **more) -> NewPayment:
    return NewPayment(known.account_id, known.case_id, number, more.pop("on", DAY), fen, **more)


def taken(actor, new: NewPayment, at: datetime = NOON) -> bool:
    with acting_as(actor):
        return record_payment(actor=actor, payment=new, at=at, origin="office")


@pytest.mark.parametrize("who", ["agent", "compliance", "admin", "stranger"])
def test_who_may_not_take_money_writes_nothing(cast, who):
    (known,) = place(cast)
    with pytest.raises(Refused, match="role"):
        taken(getattr(cast, who), payment(known))
    assert not Payment.objects.exists()


def test_the_lead_of_another_agency_cannot_write_money_on_our_case(cast):
    (known,) = place(cast)
    with pytest.raises(Refused) as refusal:
        taken(cast.rival, payment(known))
    assert refusal.value.code == "case-unknown"
    assert not Payment.objects.exists()


def test_nothing_is_no_payment(cast):
    (known,) = place(cast)
    with pytest.raises(Refused) as refusal:
        taken(cast.lead, payment(known, 0))
    assert refusal.value.code == "payment-zero"
    assert not Payment.objects.exists()


@pytest.mark.parametrize(
    ("at", "today"),
    [
        # 23:59 in Beijing is still the 25th
        (datetime(2026, 11, 25, 15, 59, tzinfo=UTC), date(2026, 11, 25)),
        # half past midnight in Beijing is the 26th, though not yet in UTC
        (datetime(2026, 11, 25, 16, 30, tzinfo=UTC), date(2026, 11, 26)),
    ],
)
def test_a_payment_is_not_dated_after_today_in_beijing(cast, at, today):
    (known,) = place(cast)
    with pytest.raises(Refused) as refusal:
        taken(cast.lead, payment(known, on=today + timedelta(days=1)), at)
    assert refusal.value.code == "payment-in-future"
    assert not Payment.objects.exists()
    assert taken(cast.lead, payment(known, on=today), at)
    assert Payment.objects.get().received_on == today


def test_the_same_transaction_twice_is_one(cast):
    (known,) = place(cast)
    assert taken(cast.lead, payment(known))
    assert not taken(cast.lead, payment(known))
    assert Payment.objects.count() == 1


def test_the_debt_falls_by_what_was_paid_before_the_day(cast):
    (known,) = place(cast)
    taken(cast.lead, payment(known, 30_000))
    assert outstanding_of_case(known.case_id, DAY) == Money(OWED_FEN)
    assert outstanding_of_case(known.case_id, TOMORROW) == Money(OWED_FEN - 30_000)


def test_what_was_paid_too_much_leaves_nothing_owed_and_never_less(cast):
    (known,) = place(cast)
    taken(cast.lead, payment(known, 3 * OWED_FEN))
    assert outstanding_of_case(known.case_id, TOMORROW) == Money(0)


def test_money_that_came_before_the_placement_is_not_counted_again(cast):
    (known,) = place(cast)
    taken(cast.lead, payment(known, on=date(2026, 9, 30)))
    assert outstanding_of_case(known.case_id, TOMORROW) == Money(OWED_FEN)


def test_a_reversal_brings_the_debt_back_and_both_rows_stay(cast):
    (known,) = place(cast)
    rows = [
        payment(known, -30_000, "R1", reverses="T1"),  # stands above its payment in the file
        payment(known, 30_000, "T1"),
    ]
    assert record_payments(actor=cast.lead, payments=rows, at=NOON, origin="import") == 2
    assert outstanding_of_case(known.case_id, TOMORROW) == Money(OWED_FEN)
    assert received_since(cast.agency_id, [known.case_id], DAY) == []
    undone = Payment.objects.get(transaction_id="R1")
    assert undone.reverses == Payment.objects.get(transaction_id="T1")


@pytest.mark.parametrize(("fen", "is_stopped"), [(1, True), (-1, False)])
def test_money_that_comes_in_takes_back_leave_at_once(cast, fen, is_stopped):
    (known,) = place(cast)
    give_leave(cast, known)
    taken(cast.lead, payment(known, fen))
    assert (Permit.objects.get().cancelled_at == NOON) is is_stopped
