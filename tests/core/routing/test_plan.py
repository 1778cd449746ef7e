from dataclasses import replace

import pytest

from doorstep.routing.plan import Method
from doorstep.routing.solve import finish


@pytest.fixture(scope="module")
def plan(build_day, build_pair):
    problem = build_day(
        [(10, 0), (20, 0), (-10, 0), (50, 50)],
        [9000, 8000, 7000, 1],
        pairs=[build_pair(0), build_pair(1), build_pair(2)],
    )
    return finish(problem, [[0, 1], [2], []], Method.GREEDY)


def test_a_plan_adds_up_its_routes(plan):
    assert (plan.visits, plan.metres, plan.value_fen) == (3, 60_000, 24_000)
    # 40 driving and 40 at doors, 20 and 20; the third pair stays at home.
    assert [route.minutes for route in plan.routes] == [80, 40, 0]
    assert plan.minutes == 120


def test_a_plan_knows_who_visits_whom(plan):
    assert [plan.pair_of(case) for case in (100, 101, 102, 103)] == [1, 1, 2, None]


def test_whoever_is_not_visited_is_listed(plan):
    assert plan.unvisited == (103,)


def test_a_wait_is_the_time_between_arrival_and_start(plan):
    stop = plan.routes[0].stops[0]
    assert stop.wait_minutes == 0
    assert replace(stop, starts_minute=stop.arrives_minute + 7).wait_minutes == 7


def test_methods_have_words_for_the_store():
    assert [method.word for method in Method] == ["search", "greedy", "repaired"]
