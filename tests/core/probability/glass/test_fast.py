"""The quick way and the plain way give the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.probability.glass.binning import Binner
from doorstep.probability.glass.fast import CHUNK, FastBox
from doorstep.probability.glass.table_types import MainTable, PairTable, bin_of

anything = st.floats(allow_nan=True, allow_infinity=True, width=64)


@given(
    edges=st.lists(st.floats(-1e9, 1e9, allow_nan=False), max_size=40, unique=True),
    values=st.lists(anything, min_size=1, max_size=60),
)
def test_every_number_lies_in_the_bin_that_a_search_finds(edges, values):
    bounds = np.array(sorted(edges), dtype=np.float64)
    column = np.concatenate((np.array(values), bounds, np.nextafter(bounds, np.inf)))
    assert Binner.of(bounds).find(column).tolist() == bin_of(column, bounds).tolist()


def tables(seed):
    rng = np.random.default_rng(seed)
    names = [f"f{at}" for at in range(6)]
    edges = {name: tuple(np.sort(rng.normal(size=9)).tolist()) for name in names}
    mains = tuple(MainTable(n, edges[n], tuple(rng.normal(size=11).tolist())) for n in names)
    pairs = tuple(
        PairTable(
            a, b, edges[a][::2], edges[b][1::2],
            tuple(map(tuple, rng.normal(size=(7, 6)).tolist())),
        )
        for a, b in (("f0", "f3"), ("f1", "f3"), ("f4", "f5"))
    )  # fmt: skip
    return mains, pairs


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("rows", [1, CHUNK, CHUNK + 1])
def test_chances_and_reasons_are_those_of_the_plain_sum(seed, rows):
    box = FastBox.of(*tables(seed), intercept=-0.3, slope=1.2, offset=0.1)
    columns = np.random.default_rng(seed + 9).normal(size=(rows, 6))
    columns[::7, 2] = np.nan
    plain = box.lookup.add_up(columns, box.intercept)
    told = box.tell(columns)
    log_odds = box.offset + box.slope * plain.score
    assert told.chance == pytest.approx(1 / (1 + np.exp(-log_odds)), abs=1e-12)
    assert box.chances(columns).tolist() == told.chance.tolist()
    shown = np.take_along_axis(plain.parts, told.reasons.astype(np.intp), axis=1) * box.slope
    assert told.log_odds == pytest.approx(shown, abs=1e-12)
    rest = np.sort(np.abs(plain.parts), axis=1)[:, -4] * box.slope
    assert (np.abs(told.log_odds).min(axis=1) >= rest - 1e-4).all()


def test_each_treatment_is_scored_as_if_it_stood_in_the_row():
    box = FastBox.of(*tables(3), intercept=0.2)
    columns = np.random.default_rng(4).normal(size=(CHUNK + 5, 6))
    levels = np.array([-1.0, 0.0, 2.0])
    found = np.concatenate(list(box.per_treatment(columns, "f3", levels)))
    assert found.shape == (len(columns), len(levels))
    for at, level in enumerate(levels):
        columns[:, 3] = level
        assert found[:, at] == pytest.approx(box.chances(columns), abs=1e-12)


def test_a_table_of_three_hundred_columns_finds_its_strongest_too():
    names = [f"f{at}" for at in range(300)]
    mains = tuple(MainTable(n, (0.0,), (-float(at), float(at), 0.0)) for at, n in enumerate(names))
    told = FastBox.of(mains, (), intercept=0.0, slope=0.001).tell(np.ones((3, 300)))
    assert told.reasons.tolist() == [[299, 298, 297, 296]] * 3
