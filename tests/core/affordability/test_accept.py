"""Which promises may be taken?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.affordability.accept import LONGEST_PROMISE, refuse_promise
from doorstep.terms.money import Money

TODAY = date(2026, 11, 25)
DEBT = Money(481_236)


def refusal(amount=100_000, due=TODAY, *, paused=False, currency="CNY"):
    found = refuse_promise(
        is_paused=paused,
        outstanding=DEBT,
        amount=Money(amount, currency),
        due_on=due,
        today=TODAY,
    )
    return found.code if found else None


def test_no_promise_is_taken_on_a_paused_case():
    assert refusal(paused=True) == "case-paused"


@pytest.mark.parametrize(
    ("fen", "code"),
    [
        (-1, "promise-amount"),  # less than nothing
        (0, "promise-amount"),  # nothing
        (1, None),  # the smallest sum
        (481_236, None),  # the whole debt
        (481_237, "promise-amount"),  # one fen above the debt
    ],
)
def test_a_promise_is_more_than_nothing_and_at_most_the_debt(fen, code):
    assert refusal(fen) == code


def test_a_promise_in_another_currency_is_refused():
    assert refusal(currency="NGN") == "promise-amount"


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (-1, "promise-past"),  # yesterday
        (0, None),  # today
        (LONGEST_PROMISE.days, None),  # the last day that is a promise
        (LONGEST_PROMISE.days + 1, "promise-too-far"),  # an arrangement
    ],
)
def test_a_promise_is_for_a_day_that_is_near(days, code):
    assert refusal(due=TODAY + timedelta(days=days)) == code


@given(
    fen=st.integers(-DEBT.fen, 2 * DEBT.fen),
    days=st.integers(-LONGEST_PROMISE.days, 2 * LONGEST_PROMISE.days),
)
def test_no_promise_above_the_debt_or_in_the_past_is_ever_taken(fen, days):
    is_taken = refusal(fen, TODAY + timedelta(days=days)) is None
    assert is_taken == (0 < fen <= DEBT.fen and 0 <= days <= LONGEST_PROMISE.days)
