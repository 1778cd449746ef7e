"""Is a chance carried over many dues as probability says, and refused where nothing is known?"""

from datetime import date, timedelta

import numpy as np
import pytest

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms, Instalment
from doorstep.affordability.completion import (
    CORRELATION_PRIOR,
    MOST_CORRELATION,
    Completion,
    KeptChance,
    Pairs,
    completed,
    completion,
    correlation_of,
    held,
)
from doorstep.terms.refusal import Refusal

DAY = date(2026, 11, 25)
KNOWN = KeptChance(0.8, 0.75, 0.85, 200)


def terms(dues, skips=0, kind=ArrangementKind.INSTALMENTS):
    each = tuple(Instalment(DAY + timedelta(days=30 * n), 100) for n in range(1, dues + 1))
    return ArrangementTerms(kind, each, may_skip=skips)


@pytest.mark.parametrize("wrong", [(0.5, 0.6, 0.7), (0.5, 0.2, 0.4), (-0.1, -0.1, 0), (1, 1, 1.1)])
def test_what_is_no_chance_is_refused(wrong):
    with pytest.raises(ValueError, match="no chance"):
        KeptChance(*wrong, support=100)


@pytest.mark.parametrize("wrong", [-0.1, 1.0])
def test_a_correlation_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="correlation"):
        completion(terms(3), KNOWN, wrong)


def test_a_pause_has_nothing_to_keep():
    found = completion(ArrangementTerms(ArrangementKind.PAUSE, ()), KNOWN, 0.2)
    assert isinstance(found, Refusal)
    assert found.code == "nothing-due"


@pytest.mark.parametrize(
    ("support", "code"),
    [
        (0, "not-enough-evidence"),  # a base rate and nothing behind it
        (29, "not-enough-evidence"),  # one too few
        (30, ""),  # enough
    ],
)
def test_with_too_little_evidence_nothing_is_said(support, code):
    found = completion(terms(3), KeptChance(0.8, 0.7, 0.9, support), 0.2)
    assert getattr(found, "code", "") == code


@pytest.mark.parametrize(
    ("dues", "skips", "chance", "correlation", "expected"),
    [
        (1, 0, 0.8, 0.2, 0.8),  # one due is one promise, whatever moves together
        (3, 0, 0.8, 0.0, 0.512),  # independent: a plain product
        (2, 0, 0.5, 0.5, 0.375),  # a = b = 0.5: 0.5 * 1.5/2
        (2, 0, 0.8, 0.2, 0.672),  # a = 3.2, b = 0.8: 0.8 * 4.2/5
        (2, 1, 0.5, 0.0, 0.5),  # kept, kept; or one miss before the second: 1/4 + 2/8
        (1, 1, 0.5, 0.5, 0.625),  # 0.5; or missed and then kept: 0.5 * 0.5/2
        (1, 2, 0.5, 0.5, 0.6875),  # or missed twice and then kept: 0.5 * 0.5/2 * 1.5/3
        (24, 0, 1.0, 0.2, 1.0),  # who always keeps
        (24, 1, 0.0, 0.2, 0.0),  # who never keeps
    ],
)
def test_hand_computed_chances_come_out(dues, skips, chance, correlation, expected):
    assert completed(dues, skips, chance, correlation) == pytest.approx(expected, abs=1e-12)


def test_holding_is_counted_due_by_due():
    # 0.8 each, independent, one skip: 1; 1 - 0.04; 0.8^3 + 3 * 0.8^2 * 0.2
    assert [held(n, 1, 0.8, 0.0) for n in (1, 2, 3)] == pytest.approx([1.0, 0.96, 0.896])


@pytest.mark.parametrize("seed", range(3))
def test_households_drawn_by_chance_keep_as_often_as_said(seed):
    chance, correlation, dues, skips = 0.75, 0.25, 6, 1
    rng = np.random.default_rng(seed)
    weight = (1 - correlation) / correlation
    own = rng.beta(chance * weight, (1 - chance) * weight, 40_000)
    kept = rng.random((40_000, dues + skips)) < own[:, None]
    seen = (np.cumsum(kept, axis=1)[:, -1] >= dues).mean()
    assert seen == pytest.approx(completed(dues, skips, chance, correlation), abs=0.01), seed


@pytest.mark.parametrize("seed", range(20))
def test_odds_fall_with_each_due_rise_with_skips_and_stay_in_their_interval(seed):
    rng = np.random.default_rng(seed)
    low, value, high = np.sort(rng.random(3))
    correlation = float(rng.random() * 0.9)
    chance = KeptChance(value, low, high, 100)
    dues = int(rng.integers(2, 60))
    found = completion(terms(dues, 1), chance, correlation)
    assert isinstance(found, Completion), seed
    assert 0 <= found.low <= found.value <= found.high <= 1, seed
    assert list(found.holds) == sorted(found.holds, reverse=True), seed
    assert len(found.holds) == dues, seed
    longer, stricter = (
        completion(each, chance, correlation) for each in (terms(dues + 1, 1), terms(dues, 0))
    )
    assert longer.value <= found.value + 1e-12, seed
    assert stricter.value <= found.value, seed
    assert found.value <= found.holds[-1] + 1e-12, seed


def test_what_moves_together_is_kept_whole_more_often():
    assert completed(12, 0, 0.8, 0.3) > completed(12, 0, 0.8, 0.0)


def together(cases):
    """Count promises and their pairs from those settled and kept in each case."""
    made, good = np.array(list(cases) or [(0, 0)]).T
    pairs, both = (each * (each - 1) // 2 for each in (made, good))
    return Pairs(int(made.sum()), int(good.sum()), int(pairs.sum()), int(both.sum()))


@pytest.mark.parametrize("wrong", [(1, 2, 0, 0), (2, 1, 1, 2), (2, -1, 1, 0)])
def test_more_kept_than_made_is_refused(wrong):
    with pytest.raises(ValueError, match="more kept"):
        Pairs(*wrong)


@pytest.mark.parametrize("cases", [[], [(5, 5)], [(5, 0)], [(1, 1), (1, 0)] * 50])
def test_where_promises_say_nothing_about_it_the_house_assumes(cases):
    assert correlation_of(together(cases)) == pytest.approx(CORRELATION_PRIOR)


def test_a_correlation_worked_by_hand_comes_out():
    # 400 cases of two: 240 kept both, 160 neither; rate 0.6, both 240 of 400 pairs, spread 0.24
    expected = ((240 - 400 * 0.36) / 0.24 + 100 * 0.2) / 500
    assert correlation_of(together([(2, 2)] * 240 + [(2, 0)] * 160)) == pytest.approx(expected)


@pytest.mark.parametrize("truth", [0.0, 0.3, 0.6])
def test_a_correlation_planted_in_promises_is_found(truth):
    rng = np.random.default_rng(7)
    n, chance = 20_000, 0.6
    weight = (1 - truth) / truth if truth else None
    own = rng.beta(chance * weight, (1 - chance) * weight, n) if weight else np.full(n, chance)
    kept = rng.binomial(3, own)
    assert correlation_of(together((3, int(k)) for k in kept)) == pytest.approx(truth, abs=0.03)


def test_it_stays_in_bounds():
    assert correlation_of(together([(50, 50), (50, 0)] * 500)) == MOST_CORRELATION
    assert correlation_of(together([(2, 1)] * 100_000)) == 0.0
