"""Is weight reckoned with only where plans that are over show it, and never for a heavier plan?"""

from dataclasses import replace
from datetime import date, timedelta
from math import exp, log

import numpy as np
import pytest
from tests.core.affordability.households import asked

from doorstep.affordability import weight as house
from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms, Instalment
from doorstep.affordability.completion import Completion, completed
from doorstep.affordability.weight import (
    SettledPlan,
    Weight,
    burden_of,
    weighed,
    weight_of,
)
from doorstep.terms.refusal import Refusal

DAY = date(2026, 11, 25)
HALF = Completion(0.5, 0.4, 0.6, 100, (0.9, 0.7, 0.5))
SLOPE = Weight(slope=2.0, spread=0.0, middle=0.5, plans=100, gain=5.0)


def code(found):
    return found.code if isinstance(found, Refusal) else ""


def plans(kept, missed, burden=0.5):
    each = [SettledPlan(6, 1, burden, True)] * kept + [SettledPlan(6, 1, burden, False)] * missed
    return [each[place] for place in np.random.default_rng(1).permutation(len(each))]


def drawn(n, slope, seed, chance=0.85, correlation=0.2):
    rng = np.random.default_rng(seed)
    made = []
    for burden in rng.uniform(0.2, 1.0, n):
        dues = int(rng.integers(2, 13))
        base = completed(dues, 1, chance, correlation)
        odds = log(base / (1 - base)) - slope * (burden - 0.6)
        made.append(SettledPlan(dues, 1, float(burden), bool(rng.random() < 1 / (1 + exp(-odds)))))
    return made


@pytest.mark.parametrize(
    ("kept", "missed", "expected"),
    [
        (0, 0, "not-enough-plans"),
        (30, 29, "not-enough-plans"),  # one too few in all
        (51, 9, "not-enough-plans"),  # one too few that broke
        (9, 51, "not-enough-plans"),  # one too few that were kept
        (50, 10, "weight-not-shown"),  # enough, and all of one weight
        (300, 300, "weight-not-shown"),
    ],
)
def test_too_few_plans_or_plans_of_one_weight_say_nothing(kept, missed, expected):
    assert code(weight_of(plans(kept, missed), 0.8, 0.2)) == expected


@pytest.mark.parametrize("seed", range(5))
def test_a_slope_that_was_planted_is_found(seed):
    found = weight_of(drawn(4_000, 2.0, seed), 0.85, 0.2)
    assert isinstance(found, Weight), seed
    assert abs(found.slope - 2.0) < 3 * found.spread + 0.1, seed
    assert found.spread < 0.3, seed
    assert found.gain > house.ENOUGH_GAIN, seed
    assert found.middle == pytest.approx(0.6, abs=0.02), seed


def test_the_wrong_chance_of_one_due_is_made_good_by_the_level():
    found = weight_of(drawn(4_000, 2.0, 7), 0.7, 0.2)
    assert isinstance(found, Weight)
    assert found.slope == pytest.approx(2.0, abs=0.6)


def test_with_few_plans_the_slope_is_drawn_to_nothing():
    slopes = [weight_of(drawn(100, 3.0, seed), 0.85, 0.2) for seed in range(30)]
    found = [each.slope for each in slopes if isinstance(each, Weight)]
    assert found
    assert all(0 < each < 3.0 for each in found)


def test_where_weight_plays_no_part_it_is_seldom_reckoned_with():
    found = [weight_of(drawn(400, 0.0, seed), 0.85, 0.2) for seed in range(40)]
    assert sum(isinstance(each, Weight) for each in found) <= 4


def test_a_slope_that_would_speak_for_heavier_plans_is_never_used():
    found = [code(weight_of(drawn(2_000, -2.0, seed), 0.85, 0.2)) for seed in range(5)]
    assert found == ["weight-not-shown"] * 5


@pytest.mark.parametrize(
    ("burden", "expected"),
    [
        (0.5, 0.5),  # the usual weight adds nothing
        (1.0, 1 / (1 + exp(1))),  # half a share more: the log-odds fall by one
        (0.0, 1 / (1 + exp(-1))),
    ],
)
def test_a_weight_worked_by_hand_comes_out(burden, expected):
    found = weighed(HALF, burden, SLOPE)
    assert found.value == pytest.approx(expected)
    assert found.holds[-1] == pytest.approx(expected)
    assert found.support == 100


def test_the_interval_holds_that_of_the_slope_and_certainty_stays():
    unsure = replace(SLOPE, spread=1.0)
    found = weighed(HALF, 1.0, unsure)
    # 0.4 falls by half of 3.645, 0.6 by half of 0.355
    assert found.low == pytest.approx(1 / (1 + 1.5 * exp(3.645 / 2)))
    assert found.high == pytest.approx(1 / (1 + exp(0.355 / 2) / 1.5))
    sure = Completion(1.0, 0.0, 1.0, 100, (1.0,))
    assert weighed(sure, 1.0, unsure) == sure


@pytest.mark.parametrize("seed", range(20))
def test_more_weight_never_raises_a_chance_and_all_stays_in_order(seed):
    rng = np.random.default_rng(seed)
    low, value, high = np.sort(rng.random(3))
    holds = tuple(np.sort(rng.random(6) * (1 - value) + value)[::-1])
    found = Completion(value, low, high, 50, holds)
    weight = Weight(rng.random() * 4, rng.random(), rng.random(), 80, 2.0)
    course = [weighed(found, float(burden), weight) for burden in np.linspace(0.05, 1.0, 12)]
    assert np.all(np.diff([made.value for made in course]) <= 1e-12)
    assert course[-1].value < course[0].value
    for made in course:
        assert 0 <= made.low <= made.value <= made.high <= 1
        assert list(made.holds) == sorted(made.holds, reverse=True)
        assert made.holds[-1] >= made.value - 1e-12


def test_how_heavy_a_plan_is_and_where_nothing_is_heavy():
    budget = asked(wages=600_000).budget  # 3,800 yuan a month at most
    due = (Instalment(DAY, 190_000), Instalment(DAY + timedelta(31), 95_000))
    assert burden_of(ArrangementTerms(ArrangementKind.INSTALMENTS, due), budget) == 0.5
    assert burden_of(ArrangementTerms(ArrangementKind.SETTLEMENT, due[:1]), budget) is None
    assert burden_of(ArrangementTerms(ArrangementKind.PAUSE, ()), budget) is None
    poor = asked(wages=100_000).budget
    assert burden_of(ArrangementTerms(ArrangementKind.REDUCTION, due), poor) is None


def test_the_numbers_of_the_house_are_those_that_were_decided():
    assert (house.FEWEST_PLANS, house.FEWEST_OF_EACH, house.PRIOR_SPREAD) == (60, 10, 1.0)
    assert exp(house.ENOUGH_GAIN) == pytest.approx(3)
