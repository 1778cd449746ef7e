from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.ledger.promises import PaidSum, PromiseDue, settle, unassigned_fen
from doorstep.terms.codes import PromiseState

GRACE = 3


def outcome(promise: PromiseDue, *payments: PaidSum, today: int):
    return settle([promise], payments, today, GRACE)[0]


PROMISE = PromiseDue(promise_id=1, case_id=8, made_day=10, due_day=20, amount_fen=1000)


@pytest.mark.parametrize(("amount", "due"), [(0, 20), (-5, 20), (100, 9)])
def test_an_empty_or_backdated_promise_is_refused(amount, due):
    with pytest.raises(ValueError, match="promise"):
        PromiseDue(1, 8, made_day=10, due_day=due, amount_fen=amount)


def test_negative_grace_is_refused():
    with pytest.raises(ValueError, match="grace_days"):
        settle([PROMISE], [], 30, -1)


def test_a_reversal_of_nothing_is_refused():
    with pytest.raises(ValueError, match="undoes no payment"):
        outcome(PROMISE, PaidSum(8, 12, 500), PaidSum(8, 13, -400), today=30)


@pytest.mark.parametrize(
    ("paid_day", "state"),
    [
        (9, PromiseState.BROKEN),  # before it was made
        (10, PromiseState.KEPT),  # on the day it was made
        (20, PromiseState.KEPT),  # on the promised day
        (23, PromiseState.KEPT),  # the last day of grace
        (24, PromiseState.BROKEN),  # a day too late
    ],
)
def test_money_counts_from_the_promise_to_the_end_of_grace(paid_day, state):
    found = outcome(PROMISE, PaidSum(8, paid_day, 1000), today=30)
    assert found.state is state
    assert found.decided_day == (paid_day if state is PromiseState.KEPT else 24)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (20, PromiseState.OPEN),  # the promised day itself
        (23, PromiseState.OPEN),  # the last day of grace is not over
        (24, PromiseState.BROKEN),  # the first day on which it is
    ],
)
def test_a_promise_is_decided_when_the_last_day_of_grace_is_over(today, state):
    assert outcome(PROMISE, today=today).state is state


def test_a_part_makes_a_promise_partly_kept_only_when_time_is_up():
    part = PaidSum(8, 15, 999)
    assert outcome(PROMISE, part, today=23).state is PromiseState.OPEN
    late = outcome(PROMISE, part, today=24)
    assert (late.state, late.paid_fen, late.decided_day) == (PromiseState.PARTLY_KEPT, 999, 24)


def test_money_of_today_does_not_count_yet():
    assert outcome(PROMISE, PaidSum(8, 15, 1000), today=15).state is PromiseState.OPEN
    assert outcome(PROMISE, PaidSum(8, 15, 1000), today=16).state is PromiseState.KEPT


def test_a_promise_kept_early_stays_kept():
    found = outcome(PROMISE, PaidSum(8, 12, 1000), today=13)
    assert (found.state, found.decided_day) == (PromiseState.KEPT, 12)


def test_more_money_later_does_not_move_the_day_on_which_a_promise_was_kept():
    # 600 and 400 fill it on day 14; what comes on day 16 has nothing to fill
    money = [PaidSum(8, 12, 600), PaidSum(8, 14, 400), PaidSum(8, 16, 500)]
    found = outcome(PROMISE, *money, today=40)
    assert (found.state, found.paid_fen, found.decided_day) == (PromiseState.KEPT, 1000, 14)
    assert unassigned_fen([PROMISE], money, 40, GRACE) == {8: 500}


@pytest.mark.parametrize(("amount", "due"), [(1, 20), (1000, 10)])
def test_the_smallest_promise_and_one_for_the_same_day_are_promises(amount, due):
    promise = PromiseDue(1, 8, made_day=10, due_day=due, amount_fen=amount)
    found = outcome(promise, PaidSum(8, 10, amount), today=40)
    assert (found.state, found.decided_day) == (PromiseState.KEPT, 10)


def test_without_any_grace_the_due_day_is_the_last():
    for day, state in ((20, PromiseState.KEPT), (21, PromiseState.BROKEN)):
        found = settle([PROMISE], [PaidSum(8, day, 1000)], 40, 0)[0]
        assert (found.state, found.decided_day) == (state, day if day == 20 else 21)


def test_of_one_day_payments_come_before_their_reversals():
    money = [PaidSum(8, 12, -1000), PaidSum(8, 12, 1000)]
    assert outcome(PROMISE, *money, today=24).state is PromiseState.BROKEN
    assert unassigned_fen([PROMISE], money, 24, GRACE) == {}


def test_a_reversal_of_another_case_undoes_nothing_here():
    money = [PaidSum(8, 12, 1000), PaidSum(9, 13, 1000), PaidSum(9, 14, -1000)]
    assert outcome(PROMISE, *money, today=24).state is PromiseState.KEPT


def test_the_promise_made_first_is_filled_first():
    # Two promises of one case; 1500 comes on one day: 1000 for the first, 500 for the second.
    second = PromiseDue(2, 8, made_day=12, due_day=18, amount_fen=800)
    found = settle([second, PROMISE], [PaidSum(8, 14, 1500)], 40, GRACE)
    assert [(each.promise_id, each.state, each.paid_fen) for each in found] == [
        (2, PromiseState.PARTLY_KEPT, 500),
        (1, PromiseState.KEPT, 1000),
    ]


def test_a_promise_whose_window_is_over_takes_nothing_more():
    # 400 on day 15 stays with the first; on day 24 its window is over, so 600 fill the second.
    second = PromiseDue(2, 8, made_day=23, due_day=30, amount_fen=600)
    money = [PaidSum(8, 15, 400), PaidSum(8, 24, 700)]
    found = settle([PROMISE, second], money, 40, GRACE)
    assert [(each.state, each.paid_fen) for each in found] == [
        (PromiseState.PARTLY_KEPT, 400),
        (PromiseState.KEPT, 600),
    ]
    assert unassigned_fen([PROMISE, second], money, 40, GRACE) == {8: 100}


def test_a_reversed_payment_keeps_nothing():
    money = [PaidSum(8, 12, 1000), PaidSum(8, 14, -1000)]
    assert outcome(PROMISE, *money, today=24).state is PromiseState.BROKEN


def test_a_reversal_undoes_the_latest_equal_payment():
    # 1000 on day 9 is before the promise; the one of day 12 is undone, not that of day 9.
    money = [PaidSum(8, 9, 1000), PaidSum(8, 12, 1000), PaidSum(8, 14, -1000)]
    assert outcome(PROMISE, *money, today=24).state is PromiseState.BROKEN


def test_money_of_another_case_keeps_nothing():
    assert outcome(PROMISE, PaidSum(9, 15, 1000), today=24).state is PromiseState.BROKEN


PROMISES = st.lists(
    st.builds(
        lambda case, made, wait, amount: (case, made, made + wait, amount),
        st.integers(1, 3),
        st.integers(0, 30),
        st.integers(0, 15),
        st.integers(1, 2000),
    ),
    max_size=8,
)
MONEY = st.lists(
    st.builds(PaidSum, st.integers(1, 3), st.integers(0, 50), st.integers(0, 3000)), max_size=10
)


@given(drawn=PROMISES, money=MONEY, today=st.integers(0, 60))
def test_money_is_neither_made_nor_lost(drawn, money, today):
    promises = [PromiseDue(number, *each) for number, each in enumerate(drawn)]
    found = settle(promises, money, today, GRACE)
    rest = unassigned_fen(promises, money, today, GRACE)
    total: defaultdict[int, int] = defaultdict(int)
    for each in money:
        if each.received_day < today:
            total[each.case_id] += each.amount_fen
    for each in found:
        total[each.case_id] -= each.paid_fen
    assert {case: left for case, left in total.items() if left} == {
        case: left for case, left in rest.items() if left
    }


@given(drawn=PROMISES, money=MONEY, today=st.integers(0, 60))
def test_state_follows_from_what_was_paid_and_from_the_calendar(drawn, money, today):
    promises = [PromiseDue(number, *each) for number, each in enumerate(drawn)]
    settled = settle(promises, money, today, GRACE)
    assert len(settled) == len(promises)
    for promise, found in zip(promises, settled, strict=True):
        assert 0 <= found.paid_fen <= promise.amount_fen
        assert (found.state is PromiseState.KEPT) == (found.paid_fen == promise.amount_fen)
        is_over = today > promise.due_day + GRACE
        if found.state is not PromiseState.KEPT:
            assert (found.state is PromiseState.OPEN) == (not is_over)
            assert (found.state is PromiseState.PARTLY_KEPT) == (is_over and found.paid_fen > 0)


@given(drawn=PROMISES, money=MONEY, today=st.integers(0, 60))
def test_a_decision_never_changes_later_without_new_money(drawn, money, today):
    promises = [PromiseDue(number, *each) for number, each in enumerate(drawn)]
    known = [each for each in money if each.received_day < today]
    before = settle(promises, known, today, GRACE)
    after = settle(promises, known, today + 5, GRACE)
    decided = [place for place, each in enumerate(before) if each.state is not PromiseState.OPEN]
    assert [before[place] for place in decided] == [after[place] for place in decided]
