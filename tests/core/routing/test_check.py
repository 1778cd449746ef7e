from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.routing.check import Breach, check_plan
from doorstep.routing.solve import solve


@pytest.fixture(scope="module")
def two_pairs(build_day, build_pair):
    problem = build_day(
        [(10, 0), (20, 0), (-10, 0), (-20, 0), (0, 300)],
        [5000, 5000, 5000, 5000, 1],
        pairs=[build_pair(0, most=2), build_pair(1, most=2, languages=("zh", "ko"))],
        languages=["", "", "ko", "ko", ""],
    )
    return problem, solve(problem, iterations=50, seed=1)


def with_route(plan, number, **changes):
    routes = list(plan.routes)
    routes[number] = replace(routes[number], **changes)
    return replace(plan, routes=tuple(routes))


def with_stop(plan, number, position, **changes):
    stops = list(plan.routes[number].stops)
    stops[position] = replace(stops[position], **changes)
    return with_route(plan, number, stops=tuple(stops))


def twice(plan):
    return with_route(plan, 1, stops=(*plan.routes[1].stops, plan.routes[1].stops[0]))


def swapped_languages(plan):
    first, second = plan.routes
    return replace(
        plan,
        routes=(
            replace(first, pair_id=second.pair_id),
            replace(second, pair_id=first.pair_id),
        ),
    )


PLANTED = [
    # name, what is done to a good plan, what the checker must find
    ("a case nobody proposed", lambda p: with_stop(p, 0, 0, case_id=999), Breach.UNKNOWN_CASE),
    ("one case twice", twice, Breach.VISITED_TWICE),
    ("one visit above the limit", twice, Breach.TOO_MANY_VISITS),
    (
        "a case dropped in silence",
        lambda p: replace(p, unvisited=()),
        Breach.UNACCOUNTED_CASE,
    ),
    (
        "a stray case among the unvisited",
        lambda p: replace(p, unvisited=(*p.unvisited, 999)),
        Breach.UNKNOWN_CASE,
    ),
    ("a pair that is off", lambda p: with_route(p, 0, pair_id=9), Breach.PAIR_NOT_ON_SHIFT),
    (
        "one pair with two routes",
        lambda p: replace(p, routes=(*p.routes, p.routes[0])),
        Breach.PAIR_NOT_ON_SHIFT,
    ),
    ("the wrong pair's language", swapped_languages, Breach.LANGUAGE_MISSING),
    (
        "out before the shift",
        lambda p: with_route(p, 0, leaves_minute=539),
        Breach.LEAVES_BEFORE_SHIFT,
    ),
    (
        "home after the shift",
        lambda p: with_route(p, 0, returns_minute=1081),
        Breach.BACK_AFTER_SHIFT,
    ),
    (
        "faster than the road",
        lambda p: with_stop(p, 0, 1, arrives_minute=p.routes[0].stops[1].arrives_minute - 1),
        Breach.TRAVEL_TOO_FAST,
    ),
    (
        "home faster than the road",
        lambda p: with_route(p, 0, returns_minute=p.routes[0].returns_minute - 1),
        Breach.TRAVEL_TOO_FAST,
    ),
    (
        "begun before arrival",
        lambda p: with_stop(p, 0, 0, starts_minute=p.routes[0].stops[0].arrives_minute - 1),
        Breach.STARTS_BEFORE_ARRIVAL,
    ),
    (
        "a stay cut short",
        lambda p: with_stop(p, 0, 0, leaves_minute=p.routes[0].stops[0].leaves_minute - 1),
        Breach.WRONG_STAY,
    ),
    (
        "a stay made longer",
        lambda p: with_stop(p, 0, 1, leaves_minute=p.routes[0].stops[1].leaves_minute + 1),
        Breach.WRONG_STAY,
    ),
    (
        "begun after the window",
        lambda p: with_stop(p, 0, 1, starts_minute=1081, leaves_minute=1101),
        Breach.OUTSIDE_WINDOW,
    ),
    (
        "kilometres made prettier",
        lambda p: with_route(p, 0, metres=p.routes[0].metres - 1),
        Breach.WRONG_LENGTH,
    ),
    (
        "driving time made prettier",
        lambda p: with_route(p, 0, travel_minutes=p.routes[0].travel_minutes - 1),
        Breach.WRONG_LENGTH,
    ),
    ("value made prettier", lambda p: with_stop(p, 0, 0, value_fen=5001), Breach.WRONG_VALUE),
]


@pytest.mark.parametrize(
    ("plant", "breach"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED]
)
def test_every_planted_violation_is_found(two_pairs, plant, breach):
    problem, plan = two_pairs
    assert breach in {found.breach for found in check_plan(problem, plant(plan))}


def test_the_plan_before_planting_holds(two_pairs):
    problem, plan = two_pairs
    assert plan.visits == 4
    assert check_plan(problem, plan) == ()


def test_a_stay_that_runs_past_the_lawful_end_is_found(build_day):
    problem = build_day([(10, 0)], [5000], windows=[(0, 600, 600)])
    plan = solve(problem, iterations=10)
    shorter = replace(problem.windows, end_minute=problem.windows.end_minute - 1)
    stricter = replace(problem, windows=shorter)
    assert [v.breach for v in check_plan(stricter, plan)] == [Breach.OUTSIDE_WINDOW]


def test_a_start_after_the_last_lawful_one_is_found_even_if_the_stay_would_fit(build_day):
    problem = build_day([(10, 0)], [5000], windows=[(0, 600, 600)])
    plan = solve(problem, iterations=10)
    roomy = replace(
        problem, windows=replace(problem.windows, end_minute=np.array([900], np.int32))
    )
    assert check_plan(roomy, plan) == ()
    late = with_stop(plan, 0, 0, starts_minute=601, leaves_minute=621)
    late = with_route(late, 0, returns_minute=631)
    assert [v.breach for v in check_plan(roomy, late)] == [Breach.OUTSIDE_WINDOW]


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), stops=st.integers(0, 14), pairs=st.integers(0, 3))
def test_no_plan_ever_breaks_what_the_checker_asks(random_day, seed, stops, pairs):
    problem = random_day(seed, stops, pairs)
    assert check_plan(problem, solve(problem, iterations=60, seed=seed)) == ()
