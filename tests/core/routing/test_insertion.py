import pytest

from doorstep.routing.insertion import cheapest, construct, detour, insertions
from doorstep.routing.timing import clockwork_of


def test_a_detour_is_what_the_drive_saves_without_the_stop(build_day):
    problem = build_day([(10, 0), (15, 5), (20, 0)], [1, 1, 1])
    way = detour(problem, 0, [0, 1, 2], 1)
    assert (way.minutes, way.metres) == (10, 10_000)


def test_the_only_stop_of_a_route_costs_the_way_there_and_back(build_day):
    problem = build_day([(10, 0)], [1])
    assert detour(problem, 0, [0], 0).minutes == 20


def test_a_stop_may_only_stand_where_all_windows_still_hold(build_day):
    problem = build_day(
        [(10, 0), (20, 0)], [1, 1], windows=[(0, 550, 560), (1, 540, 1000)], stay=20
    )
    ways = insertions(problem, clockwork_of(problem), 0, [0], 1)
    # First would make the other 30 minutes late.
    assert [way.position for way in ways] == [1]
    assert cheapest(ways).minutes == 20


def test_nothing_is_cheapest_of_nothing():
    assert cheapest([]) is None


def test_the_greedy_plan_takes_value_per_slot_of_the_shift_first(build_day, build_pair):
    # One visit only: the far one brings more and there is time enough for it.
    problem = build_day([(1, 0), (30, 0)], [2000, 9000], pairs=[build_pair(most=1)])
    assert construct(problem) == [[1]]


@pytest.mark.parametrize("most", [0, 1, 2, 5])
def test_the_greedy_plan_holds_the_number_of_visits(build_day, build_pair, most):
    problem = build_day([(n, n) for n in range(1, 7)], [9000] * 6, pairs=[build_pair(most=most)])
    assert len(construct(problem)[0]) == most


def test_the_greedy_plan_holds_languages(build_day, build_pair):
    problem = build_day(
        [(1, 0), (2, 0)],
        [9000, 9000],
        pairs=[build_pair(0), build_pair(1, languages=("ko",))],
        languages=["ko", ""],
    )
    assert [0 in route for route in construct(problem)] == [False, True]
