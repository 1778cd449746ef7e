import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.routing.selection import (
    CANDIDATES_PER_VISIT,
    promising,
    slot_minutes,
    value_per_minute,
)


@pytest.mark.parametrize(
    ("most", "minutes"),
    [
        (10, 54.0),  # nine hours in ten slots
        (1, 540.0),
        (0, 540.0),  # no visit at all: no division by nothing
    ],
)
def test_a_slot_is_the_shift_divided_by_its_visits(build_pair, most, minutes):
    assert slot_minutes(build_pair(most=most)) == minutes


def test_a_visit_takes_up_its_way_and_stay_but_no_less_than_a_slot(build_day, build_pair):
    near = build_day([(1, 0)], [5400], pairs=[build_pair(most=10)])
    far = build_day([(80, 0)], [5400], pairs=[build_pair(most=10)])
    assert value_per_minute(near).tolist() == [100.0]
    assert value_per_minute(far).tolist() == [54.0]  # 80 minutes there and 20 at the door


def test_the_way_is_the_mean_from_the_five_nearest_places(build_day, build_pair):
    problem = build_day(
        [(100, 0), (101, 0), (102, 0), (103, 0), (104, 0), (300, 0)],
        [10_000] * 6,
        pairs=[build_pair(most=100)],
    )
    # From 101, 102, 103, 104 and the start point: (1 + 2 + 3 + 4 + 100) / 5 = 22.
    assert value_per_minute(problem)[0] == pytest.approx(10_000 / 42)


def test_of_equal_candidates_the_earlier_ones_are_kept(build_day, build_pair):
    problem = build_day([(5, 0)] * 6, [9000] * 6, pairs=[build_pair(most=1)])
    assert promising(problem).tolist() == [0, 1, 2]


def test_without_a_pair_nothing_is_promising(build_day):
    assert promising(build_day([(5, 0)], [9000], pairs=[])).size == 0


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), stops=st.integers(0, 30), pairs=st.integers(0, 3))
def test_only_candidates_that_somebody_could_visit_are_kept_and_not_too_many(
    random_day, seed, stops, pairs
):
    problem = random_day(seed, stops, pairs)
    kept = promising(problem)
    assert kept.size <= CANDIDATES_PER_VISIT * problem.capacity()
    assert (np.diff(kept) > 0).all()
    for stop in kept.tolist():
        assert problem.windows_of(stop)
        assert any(problem.may_serve(pair, stop) for pair in range(pairs))
        assert problem.stops.value_fen[stop] > 0
