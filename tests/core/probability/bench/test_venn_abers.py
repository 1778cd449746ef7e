"""The interval holds the truth, is wider with fewer rows, and its ends keep the order."""

import numpy as np

from doorstep.probability.bench.venn_abers import venn_abers


def ends(rows, seed):
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=rows)
    came = rng.random(rows) < 1 / (1 + np.exp(-scores))
    asked = np.linspace(-1.5, 1.5, 50)
    low, high = venn_abers(scores, came, asked)
    return low, high, 1 / (1 + np.exp(-asked))


def test_ends_never_change_places_and_both_rise():
    low, high, _ = ends(500, 1)
    assert (low <= high + 1e-12).all()
    assert (np.diff(low) >= -1e-9).all()
    assert (np.diff(high) >= -1e-9).all()


def test_more_rows_make_it_narrow_and_right():
    few, many = ends(100, 2), ends(8_000, 2)
    assert (many[1] - many[0]).mean() < (few[1] - few[0]).mean() / 3
    assert np.abs((many[0] + many[1]) / 2 - many[2]).mean() < 0.03
