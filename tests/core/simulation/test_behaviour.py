import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.simulation.behaviour import (
    DAYS_MOVED,
    kept_chance,
    paid_unasked_chance,
    promised_fen,
    rounded_fen,
    unasked_fen,
)
from doorstep.simulation.shift import NO_SHIFT, SHIFT
from doorstep.simulation.traits import traits_of

TRAITS = traits_of(4, [f"person {number}" for number in range(500)])


def fen(amount):
    return np.full(500, amount, dtype=np.int64)


@pytest.mark.parametrize(
    ("wish", "owed", "paid"),
    [
        (123_456, 900_000, 123_000),  # whole tens of yuan
        (10, 900_000, 5_000),  # at least fifty yuan
        (123_456, 90_001, 90_001),  # never above the debt
        (10, 10, 10),
        (500, 0, 0),  # nothing is owed
    ],
)
def test_sums_are_round_unless_the_debt_is_smaller(wish, owed, paid):
    assert rounded_fen(np.array([wish]), np.array([owed])).tolist() == [paid]


@given(st.integers(0, 10_000_000), st.floats(0.001, 0.999))
def test_no_sum_exceeds_the_debt(owed, chance):
    for drawn in (promised_fen, unasked_fen):
        sums = drawn(TRAITS, fen(owed), np.full(500, chance))
        assert ((sums >= 0) & (sums <= owed)).all()


@given(st.integers(5_000, 1_000_000))
def test_a_larger_promise_is_never_kept_more_often(amount):
    smaller = kept_chance(TRAITS, fen(amount), NO_SHIFT)
    larger = kept_chance(TRAITS, fen(amount + 100_000), NO_SHIFT)
    assert (larger <= smaller).all()


@pytest.mark.parametrize(
    ("since", "is_moved"),
    [
        (0, True),  # the day of the talk
        (DAYS_MOVED - 1, True),
        (DAYS_MOVED, False),
        (np.inf, False),  # never reached
    ],
)
def test_a_talk_moves_payments_for_some_days(since, is_moved):
    day = np.array(3)
    found = paid_unasked_chance(TRAITS, day, np.full(500, float(since)), NO_SHIFT)
    silent = paid_unasked_chance(TRAITS, day, np.full(500, np.inf), NO_SHIFT)
    assert (found > silent).all() == is_moved


def test_pay_days_bring_more_payments():
    never = np.full(500, np.inf)
    plain, pay_day = (
        paid_unasked_chance(TRAITS, np.array(day), never, NO_SHIFT) for day in (3, 15)
    )
    assert (pay_day > plain).all()


def test_the_shift_lowers_what_is_kept_and_paid_unasked():
    never = np.full(500, np.inf)
    assert SHIFT.kept < 0
    assert (
        paid_unasked_chance(TRAITS, np.array(3), never, SHIFT)
        < paid_unasked_chance(TRAITS, np.array(3), never, NO_SHIFT)
    ).all()
