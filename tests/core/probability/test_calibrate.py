"""Does a score mean what it says, and how sure are we?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.probability.calibrate import CalibrationBins, Likelihoods, Line, fit_line
from doorstep.probability.evaluate import ece
from doorstep.probability.glass.logistic import expit
from doorstep.probability.heads import Basis


def test_a_line_may_not_reverse_the_order():
    with pytest.raises(ValueError, match="keep the order"):
        Line(slope=0.0)


@pytest.mark.parametrize(
    ("rows", "yes"),
    [
        (99, 40),  # one row too few
        (500, 9),  # too few of one outcome
        (500, 491),
    ],
)
def test_too_few_rows_leave_scores_as_they_are(rows, yes):
    outcomes = np.arange(rows) < yes
    assert fit_line(np.linspace(-1, 1, rows), outcomes) == Line()


def test_scores_that_are_too_bold_and_too_high_are_put_right():
    rng = np.random.default_rng(3)
    truth = rng.normal(size=8000)
    outcomes = rng.random(8000) < expit(truth)
    line = fit_line(2.0 * truth + 1.0, outcomes)
    assert line.slope == pytest.approx(0.5, abs=0.05)
    assert line.offset == pytest.approx(-0.5, abs=0.08)
    before = ece(expit(2.0 * truth + 1.0), outcomes)
    after = ece(expit(line.offset + line.slope * (2.0 * truth + 1.0)), outcomes)
    assert after < 0.02 < before


def test_the_interval_is_that_of_jeffreys_for_the_bin():
    bins = CalibrationBins((0.0,), (10, 40), (2.0, 30.0))
    low, high = bins.interval(np.array([0.3, 0.7]))
    rng = np.random.default_rng(0)
    for row, (yes, no) in enumerate(((2.5, 8.5), (30.5, 10.5))):
        drawn = np.quantile(rng.beta(yes, no, 200_000), [0.05, 0.95])
        assert [low[row], high[row]] == pytest.approx(drawn, abs=0.003)
    assert bins.support(np.array([0.3, 0.5, 0.7])).tolist() == [10, 10, 40]


@given(st.lists(st.tuples(st.integers(-3, 3), st.booleans()), min_size=1, max_size=60))
def test_every_outcome_is_in_one_bin_and_every_interval_holds_its_chance(rows):
    log_odds = np.array([row[0] for row in rows], dtype=np.float64)
    outcomes = np.array([row[1] for row in rows])
    bins = CalibrationBins.of(log_odds, outcomes)
    assert sum(bins.counts) == len(rows)
    assert sum(bins.positives) == outcomes.sum()
    assert min(bins.counts) > 0
    found = Likelihoods.of(log_odds, bins, Basis.LEARNED)
    assert np.all((found.low <= found.p) & (found.p <= found.high))
    assert np.all((found.low >= 0) & (found.high <= 1))


def test_more_outcomes_make_a_narrower_interval():
    few, many = (CalibrationBins((), (n,), (n / 4,)) for n in (20, 2000))
    widths = [np.subtract(*bins.interval(np.array([0.25]))[::-1])[0] for bins in (few, many)]
    assert widths[0] > 5 * widths[1]


def by_hand(counts, positives, bin_, joins):
    """Return the isotonic fit of one bin after a row joined it: the greatest of the lowest means.

    The formula of the minimum and maximum of means, written without any library.
    """
    n, yes = list(counts), list(positives)
    n[bin_], yes[bin_] = n[bin_] + 1, yes[bin_] + joins
    last = len(n)
    return max(
        min(
            sum(yes[start:stop]) / sum(n[start:stop])
            for stop in range(bin_ + 1, last + 1) if sum(n[start:stop])
        )
        for start in range(bin_ + 1) if sum(n[start:bin_ + 1])
    )  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(0, 40), st.floats(0, 1)), min_size=1, max_size=8),
)
def test_the_ends_of_venn_abers_are_the_isotonic_fits_with_the_row_as_a_no_and_as_a_yes(rows):
    counts = tuple(n for n, _ in rows)
    positives = tuple(float(round(n * share)) for n, share in rows)
    edges = tuple(float(place) for place in range(len(rows) - 1))
    bins = CalibrationBins(edges, counts, positives)
    chances = expit(np.arange(len(rows)) - 0.5)
    as_no, as_yes = bins.venn_abers(chances)
    for bin_ in range(len(rows)):
        assert as_no[bin_] == pytest.approx(by_hand(counts, positives, bin_, 0))
        assert as_yes[bin_] == pytest.approx(by_hand(counts, positives, bin_, 1))
    assert (as_no <= as_yes + 1e-12).all()


def test_the_less_came_of_a_bin_the_further_its_ends_lie_apart():
    few, many = CalibrationBins((), (4,), (1.0,)), CalibrationBins((), (4000,), (1000.0,))
    chance = np.array([0.25])
    widths = [float(np.ptp(bins.venn_abers(chance))) for bins in (few, many)]
    assert widths == pytest.approx([0.2, 1 / 4001])


def test_of_a_bin_of_which_nothing_came_anything_is_possible():
    as_no, as_yes = CalibrationBins((), (0,), (0.0,)).venn_abers(np.array([0.5]))
    assert (as_no[0], as_yes[0]) == (0.0, 1.0)
