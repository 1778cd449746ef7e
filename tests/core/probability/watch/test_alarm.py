"""Alarms on calibration: silent while nothing changes, prompt when something does."""

from functools import cache

import numpy as np
import pytest

from doorstep.probability.watch.alarm import STREAM, Alarm, Trusted, alarms, trust

SEEDS = range(20)
CHANGE = 3_000


def chances_of(rng, n, low=0.05, high=0.5):
    return rng.uniform(low, high, n)


def drawn(rng, chances):
    return rng.random(len(chances)) < chances


@cache
def trusted_by(seed):
    rng = np.random.default_rng(seed)
    chances = chances_of(rng, 3_000)
    outcomes = drawn(rng, chances)
    return trust(chances, outcomes, rng), chances, outcomes


def false_alarms(change=lambda trusted: trusted):
    """Return alarms per seed in 10,000 outcomes drawn in shuffled order from a trusted time."""
    found = []
    for seed in SEEDS:
        trusted, chances, outcomes = trusted_by(seed)
        rows = np.random.default_rng(1_000 + seed).integers(0, len(chances), STREAM)
        found.append(len(alarms(change(trusted), chances[rows], outcomes[rows])))
    return found


@pytest.mark.parametrize(
    ("rows", "yes", "words"),
    [(499, 100, "got 499"), (1_000, 29, "29 of the rarer"), (1_000, 1_000, "0 of the rarer")],
)
def test_too_few_outcomes_of_either_kind_are_refused(rows, yes, words):
    outcomes = np.arange(rows) < yes
    with pytest.raises(ValueError, match=words):
        trust(np.full(rows, 0.3), outcomes, np.random.default_rng(1))


@pytest.mark.parametrize("chance", [0.0, 1.0, np.nan, np.inf, -0.1])
def test_a_chance_that_is_none_is_refused(chance):
    with pytest.raises(ValueError, match="between 0 and 1"):
        alarms(Trusted(0.0, 1.0, 5.0), np.array([0.5, chance]), np.array([True, False]))


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="one length"):
        alarms(Trusted(0.0, 1.0, 5.0), np.array([0.5]), np.array([True, False]))


def test_no_outcomes_raise_no_alarm():
    none = np.zeros(0)
    assert alarms(Trusted(0.0, 1.0, 5.0), none, none.astype(bool)) == ()


def test_an_alarm_by_hand():
    # Each miss adds (0.5 - 0) / 0.5 - 0.2 = 0.8; the sum passes 2 with the third, after two hits.
    outcomes = np.array([False, False, True, True, True])
    assert alarms(Trusted(0.0, 0.5, 2.0), np.full(5, 0.5), outcomes) == (Alarm(2, 4, True),)
    assert alarms(Trusted(0.0, 0.5, 2.0), np.full(5, 0.5), ~outcomes) == (Alarm(2, 4, False),)


def test_shuffled_outcomes_raise_at_most_one_alarm_in_ten_thousand():
    found = false_alarms()
    assert max(found) <= 1, found
    assert sum(found) <= 3, found


def test_the_test_above_notices_a_threshold_that_is_too_low():
    low = false_alarms(lambda trusted: Trusted(trusted.mean, trusted.spread, 5.0))
    assert max(low) > 1, low


@pytest.mark.parametrize("factor", [0.3, 2.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_of_regime_is_noticed_within_five_hundred_outcomes(seed, factor):
    trusted, rng = trusted_by(seed)[0], np.random.default_rng(2_000 + seed)
    chances = chances_of(rng, CHANGE + 500)
    truth = np.where(np.arange(len(chances)) < CHANGE, chances, chances * factor)
    late = [a for a in alarms(trusted, chances, drawn(rng, truth)) if a.raised >= CHANGE]
    assert late, f"seed {seed}: no alarm within 500 outcomes"
    assert late[0].too_low is (factor > 1)


def test_the_same_seed_gives_the_same_threshold():
    trusted, chances, outcomes = trusted_by(7)
    again = np.random.default_rng(7)
    again.random(2 * len(chances))
    assert trust(chances, outcomes, again) == trusted
