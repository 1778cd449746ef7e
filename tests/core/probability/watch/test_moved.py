"""Moves of columns: by chance, or more than that."""

import numpy as np
import pytest

from doorstep.probability.watch.moved import LEVEL, moved


def rng(seed=20261126):
    return np.random.default_rng(seed)


@pytest.mark.parametrize(("before", "after"), [([], [1.0]), ([1.0], []), ([], [])])
def test_a_time_without_rows_is_refused(before, after):
    with pytest.raises(ValueError, match="both times"):
        moved(np.array(before), np.array(after), rng())


@pytest.mark.parametrize("value", [np.inf, -np.inf])
def test_an_infinite_value_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        moved(np.array([1.0]), np.array([value]), rng())


@pytest.mark.parametrize("value", [0.0, np.nan])
def test_a_constant_or_unknown_column_has_not_moved(value):
    same = moved(np.full(40, value), np.full(30, value), rng())
    assert same.index == 0.0
    assert same.by_chance == 1.0
    assert not same.is_alarm


def test_the_index_of_two_bins_by_hand():
    before = np.repeat([0.0, 1.0], [30, 10])
    after = np.repeat([0.0, 1.0], [10, 30])
    # Twice (0.75 - 0.25) × ln(0.75 / 0.25).
    assert moved(before, after, rng()).index == pytest.approx(np.log(3))


def test_a_share_of_zero_counts_as_half_a_row():
    before, after = np.repeat([0.0, 1.0], [8, 2]), np.zeros(10)
    by_hand = (1.0 - 0.8) * np.log(1.0 / 0.8) + (0.05 - 0.2) * np.log(0.05 / 0.2)
    assert moved(before, after, rng()).index == pytest.approx(by_hand)


def test_a_column_that_becomes_unknown_is_an_alarm():
    after = np.where(np.arange(500) % 3 == 0, np.nan, 1.0)
    assert moved(np.ones(500), after, rng()).is_alarm


def test_a_large_index_of_few_rows_is_no_alarm_and_a_small_one_of_many_is():
    few = moved(rng(1).normal(size=25), rng(2).normal(size=25), rng())
    many = moved(rng(3).normal(size=20_000), rng(4).normal(0.1, size=20_000), rng())
    assert few.index > 0.25 > many.index
    assert not few.is_alarm
    assert many.is_alarm


def test_columns_that_did_not_move_are_as_often_below_a_level_as_the_level_says():
    levels = [moved(rng(s).normal(size=300), rng(s + 1_000).normal(size=200), rng(s)).by_chance
              for s in range(100)]  # fmt: skip
    assert not any(level <= LEVEL for level in levels)
    assert 0.02 <= np.mean(np.array(levels) <= 0.1) <= 0.2


def test_the_same_seed_gives_the_same_answer():
    before, after = rng(1).normal(size=200), rng(2).normal(0.3, size=100)
    assert moved(before, after, rng(5)) == moved(before, after, rng(5))
