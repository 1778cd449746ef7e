"""Figures by group: over a limit only with the whole interval."""

import numpy as np
import pytest

from doorstep.probability.watch.groups import Limits, Standing, by_group

LIMITS = Limits(gap=0.03, burden=1.5)


def rows(seed=1, n=16_000, miss=0.0, load=1.0):
    """Two groups of ``n`` rows; of the second, chances miss by a sum and contacts by a factor."""
    rng = np.random.default_rng(seed)
    second = np.arange(2 * n) >= n
    chances = rng.uniform(0.2, 0.6, 2 * n)
    outcomes = rng.random(2 * n) < chances + miss * second
    contacts = rng.poisson(np.where(second, 2.0 * load, 2.0))
    return [["a", "b"][int(each)] for each in second], chances, outcomes, contacts


@pytest.mark.parametrize(("gap", "burden"), [(0, 2), (1, 2), (-0.1, 2), (0.1, 1), (0.1, np.nan)])
def test_a_limit_that_nothing_or_everything_passes_is_refused(gap, burden):
    with pytest.raises(ValueError, match="gap within"):
        Limits(gap, burden)


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match=r"lengths \[1, 2\]"):
        by_group(["a"], np.ones(2) / 2, np.ones(2, dtype=bool), np.ones(2, dtype=np.int64), LIMITS)


def test_no_rows_are_no_groups():
    none = np.zeros(0)
    assert by_group([], none, none.astype(bool), none.astype(np.int64), LIMITS) == ()


@pytest.mark.parametrize(
    ("miss", "load", "gap", "burden"),
    [
        (0.0, 1.0, Standing.WITHIN, Standing.WITHIN),
        (0.10, 1.0, Standing.OVER, Standing.WITHIN),
        (-0.10, 1.0, Standing.OVER, Standing.WITHIN),
        (0.03, 1.0, Standing.UNCLEAR, Standing.WITHIN),
        (0.0, 2.0, Standing.WITHIN, Standing.OVER),
        (0.0, 1.5, Standing.WITHIN, Standing.UNCLEAR),
        (0.0, 0.2, Standing.WITHIN, Standing.WITHIN),
    ],
)
def test_a_group_is_over_a_limit_only_with_its_whole_interval(miss, load, gap, burden):
    _, second = by_group(*rows(miss=miss, load=load), LIMITS)
    assert (second.gap_standing, second.burden_standing) == (gap, burden), second


def test_few_rows_neither_condemn_nor_acquit():
    names, chances, outcomes, contacts = rows(n=29, miss=0.4, load=9.0)
    found = by_group(names, chances, outcomes, contacts, LIMITS)
    standings = {(each.gap_standing, each.burden_standing) for each in found}
    assert standings == {(Standing.UNCLEAR, Standing.UNCLEAR)}


def test_one_group_alone_has_nobody_to_compare_its_burden_with():
    _, chances, outcomes, contacts = rows()
    (only,) = by_group(["a"] * len(chances), chances, outcomes, contacts, LIMITS)
    assert only.burden_standing is Standing.UNCLEAR


def test_groups_without_any_contact_have_no_nan():
    names, chances, outcomes, contacts = rows()
    found = by_group(names, chances, outcomes, 0 * contacts, LIMITS)
    assert found
    for each in found:
        assert not np.isnan([each.burden.value, each.burden.low, each.burden.high]).any()


def test_the_gap_of_eight_rows_by_hand():
    chances = np.array([0.2, 0.4, 0.6, 0.8] * 2)
    outcomes = np.array([True, False, True, True, False, False, True, True])
    one, other = by_group(["a"] * 4 + ["b"] * 4, chances, outcomes, np.ones(8, dtype=int), LIMITS)
    assert (one.miss.value, other.miss.value) == pytest.approx((0.25, 0.0))
    assert (one.gap.value, other.gap.value) == pytest.approx((0.25, -0.25))
    half = 1.959964 * np.sqrt((4 / 6) * (2 / 6) / 4 + (3 / 6) * (3 / 6) / 4)
    assert one.gap.high - one.gap.value == pytest.approx(half, rel=1e-6)


def test_a_model_that_is_out_for_all_alike_keeps_no_group_apart():
    names, chances, outcomes, contacts = rows()
    for each in by_group(names, chances / 2, outcomes, contacts, LIMITS):
        assert each.gap_standing is not Standing.OVER, each
        assert each.miss.low > 0.1, each  # and yet it is told
    (only,) = by_group(["a"] * len(chances), chances / 2, outcomes, contacts, LIMITS)
    assert only.gap_standing is Standing.UNCLEAR


def test_the_interval_of_the_gap_holds_the_truth_as_often_as_it_says():
    held = [
        each.gap.low <= 0 <= each.gap.high
        for seed in range(200)
        for each in by_group(*rows(seed, n=200), LIMITS)
    ]
    assert 0.92 <= np.mean(held) <= 1.0, np.mean(held)
