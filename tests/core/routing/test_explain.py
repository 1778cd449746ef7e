from dataclasses import replace

import pytest

from doorstep.routing.explain import WhyNot, stop_reasons, unvisited_reasons
from doorstep.routing.plan import Method
from doorstep.routing.solve import finish, solve


def test_each_visit_says_its_value_its_window_and_its_detour(build_day):
    problem = build_day([(10, 0), (15, 5), (20, 0)], [9000, 8000, 7000])
    plan = finish(problem, [[0, 1, 2]], Method.GREEDY)
    reason = stop_reasons(problem, plan)[1]
    assert (reason.case_id, reason.pair_id, reason.order) == (101, 1, 2)
    assert (reason.value_fen, reason.early_minute, reason.late_minute) == (8000, 540, 1080)
    assert (reason.detour_minutes, reason.detour_metres, reason.detour_fen) == (10, 10_000, 800)
    assert reason.starts_minute == plan.routes[0].stops[1].starts_minute


def test_every_visit_has_a_reason_and_every_other_candidate_too(random_day):
    problem = random_day(3, stops=30, pairs=2)
    plan = solve(problem, iterations=100, seed=1)
    explained = [reason.case_id for reason in stop_reasons(problem, plan)]
    assert explained == [stop.case_id for route in plan.routes for stop in route.stops]
    assert [reason.case_id for reason in unvisited_reasons(problem, plan)] == list(plan.unvisited)


@pytest.fixture
def why(build_day, build_pair):
    """Return the reason for the last candidate of a day of one pair."""

    def reason(points, values, iterations=100, **day):
        problem = build_day(points, values, **day)
        plan = solve(problem, iterations)
        return next(
            found
            for found in unvisited_reasons(problem, plan)
            if found.case_id == 99 + len(points)
        )

    return reason


def test_a_candidate_without_a_window_says_so(why):
    reason = why([(1, 0), (2, 0)], [9000, 9000], windows=[(0, 540, 900)])
    assert reason.why is WhyNot.NO_LAWFUL_WINDOW


def test_a_day_without_a_pair_says_so(why):
    assert why([(1, 0)], [9000], pairs=[]).why is WhyNot.NO_PAIR_ON_SHIFT


def test_a_language_that_nobody_speaks_is_the_reason(why):
    assert why([(1, 0)], [9000], languages=["ko"]).why is WhyNot.NO_PAIR_SPEAKS


def test_a_visit_worth_nothing_more_is_not_made(why):
    assert why([(1, 0)], [0]).why is WhyNot.WORTH_NOTHING


def test_a_place_too_far_for_its_window_gives_the_drive(why):
    reason = why([(200, 0)], [90_000], windows=[(0, 540, 600)])
    assert (reason.why, reason.detour_minutes, reason.pair_id) == (WhyNot.OUT_OF_REACH, 400, 1)


@pytest.mark.parametrize("value", [1500, 1600])  # 20 km at 80 fen
def test_a_detour_that_costs_as_much_as_the_visit_or_more_gives_its_price(why, value):
    reason = why([(10, 0)], [value])
    assert (reason.why, reason.price_fen) == (WhyNot.WORTH_LESS_THAN_DETOUR, 1600)


def test_when_no_visit_is_left_the_least_one_made_is_the_price(why, build_pair):
    reason = why([(1, 0), (2, 0), (3, 0)], [9000, 8000, 700], pairs=[build_pair(most=2)])
    assert (reason.why, reason.price_fen, reason.pair_id) == (WhyNot.NO_VISIT_LEFT, 8000, 1)


def test_when_no_time_is_left_the_least_visit_made_is_the_price(why):
    reason = why([(10, 0), (-10, 0)], [9000, 8000], windows=[(0, 560, 560), (1, 560, 565)])
    assert (reason.why, reason.price_fen) == (WhyNot.NO_TIME_LEFT, 9000)


def test_a_candidate_below_the_cut_was_not_tried(build_day, build_pair):
    problem = build_day(
        [(n, 0) for n in range(1, 6)], [9000] * 4 + [900], pairs=[build_pair(most=1)]
    )
    plan = solve(problem, iterations=20)
    empty = replace(
        plan,
        routes=tuple(replace(route, stops=()) for route in plan.routes),
        unvisited=tuple(problem.stops.case_id.tolist()),
    )
    found = {reason.case_id: reason.why for reason in unvisited_reasons(problem, empty)}
    assert found[104] is WhyNot.NOT_TRIED
    assert found[100] is WhyNot.BETTER_USED


def test_prices_are_whole_fen(random_day):
    problem = random_day(4, stops=20, pairs=2)
    reasons = unvisited_reasons(problem, solve(problem, 50))
    assert {type(reason.price_fen) for reason in reasons} == {int}
