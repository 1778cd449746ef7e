from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.planning.day_plan import (
    as_valued,
    describe_plan,
    eager_for,
    plan_day,
    prepare_day,
)
from doorstep.routing.explain import UnvisitedReason, WhyNot
from doorstep.routing.solve import solve


def plan(morning, seed=1, iterations=60):
    return plan_day(
        morning.candidates,
        morning.pairs,
        morning.windows,
        morning.travel,
        seed=seed,
        iterations=iterations,
    )


def test_a_day_has_ordered_stops_with_times_lengths_values_and_reasons(build_morning):
    day = plan(build_morning([(10, 0), (20, 0)], [9000, 8000]))
    assert (day.visits, day.kilometres, day.minutes, day.value_fen) == (2, 40.0, 80, 17_000)
    assert [reason.order for reason in day.reasons] == [1, 2]
    assert day.reason_of(101).detour_metres == 20_000
    assert day.violations == ()
    assert sorted(day.visited_cases().tolist()) == [100, 101]


def test_nobody_begins_before_the_law_allows_or_stays_after_its_end(build_morning):
    day = plan(build_morning([(10, 0)], windows=[(0, 700, 750, 765)]))
    stop = day.routes[0].stops[0]
    assert (stop.starts_minute, stop.leaves_minute, stop.late_minute) == (700, 720, 745)


def test_a_candidate_without_a_visit_says_why(build_morning):
    day = plan(build_morning([(10, 0), (5, 0)], windows=[(0, 600, 700, 800)]))
    reason = day.reason_of(101)
    assert isinstance(reason, UnvisitedReason)
    assert reason.why is WhyNot.NO_LAWFUL_WINDOW


def test_a_day_without_a_pair_has_no_visit_and_says_so(build_morning):
    day = plan(build_morning([(10, 0), (5, 0)], pairs=[]))
    assert (day.visits, day.violations) == (0, ())
    # Without a shift no window is reachable either; the missing pair is not hidden by that.
    assert {reason.why for reason in day.unplanned} == {WhyNot.NO_PAIR_ON_SHIFT}


def test_a_day_without_a_candidate_is_empty(build_morning):
    day = plan(build_morning([]))
    assert (day.visits, day.reasons, day.unplanned, day.violations) == (0, (), (), ())


def test_a_case_that_was_no_candidate_has_no_reason(build_morning):
    with pytest.raises(KeyError):
        plan(build_morning([(1, 0)])).reason_of(7)


def test_the_same_inputs_and_seed_give_the_same_day(random_morning):
    morning = random_morning(5, stops=30, pairs=3)
    assert astuple(plan(morning, seed=4)) == astuple(plan(morning, seed=4))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), stops=st.integers(0, 16), pairs=st.integers(0, 3))
def test_every_candidate_is_visited_once_or_has_a_reason_and_nothing_is_broken(
    random_morning, seed, stops, pairs
):
    day = plan(random_morning(seed, stops, pairs), seed=seed)
    told = [reason.case_id for reason in (*day.reasons, *day.unplanned)]
    assert sorted(told) == list(range(100, 100 + stops))
    assert day.violations == ()
    assert np.unique(day.visited_cases()).size == day.visits


def booked_day(morning, *booked):
    problem = prepare_day(morning.candidates, morning.pairs, morning.windows, morning.travel)
    return describe_plan(problem, as_valued(solve(eager_for(problem, booked), 60, 1), problem))


def test_a_booked_visit_goes_before_one_that_is_worth_more(build_morning, build_shift):
    morning = build_morning([(10, 0), (20, 0)], [0, 90_000], pairs=[build_shift(most=1)])
    assert booked_day(morning).visited_cases().tolist() == [101]
    assert booked_day(morning, 100).visited_cases().tolist() == [100]


def test_a_booked_visit_is_shown_at_what_it_is_worth_and_no_more(build_morning):
    day = booked_day(build_morning([(10, 0), (20, 0)], [0, 9000]), 100)
    assert (day.visits, day.value_fen, day.violations) == (2, 9000, ())


def test_nobody_is_visited_outside_the_law_because_they_booked(build_morning):
    day = booked_day(build_morning([(10, 0), (5, 0)], windows=[(0, 600, 700, 800)]), 101)
    assert day.reason_of(101).why is WhyNot.NO_LAWFUL_WINDOW
