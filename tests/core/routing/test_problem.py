import numpy as np
import pytest

from doorstep.routing.problem import RoutingProblem, StopColumns, WindowColumns
from doorstep.routing.travel import TravelTable


def test_a_case_may_be_a_candidate_once_only():
    with pytest.raises(ValueError, match="once only"):
        StopColumns(
            case_id=np.array([7, 7]),
            value_fen=np.array([1, 1]),
            latitude=np.zeros(2),
            longitude=np.zeros(2),
            stay_minutes=np.array([20, 20], dtype=np.int32),
            language=("", ""),
        )


@pytest.mark.parametrize(
    ("value", "stay"),
    [
        (-1, 20),  # a visit that loses is no candidate
        (1, -1),  # nobody stays for less than no time
    ],
)
def test_values_and_stays_are_not_negative(value, stay):
    with pytest.raises(ValueError, match="must not be negative"):
        StopColumns(
            case_id=np.array([7]),
            value_fen=np.array([value]),
            latitude=np.zeros(1),
            longitude=np.zeros(1),
            stay_minutes=np.array([stay], dtype=np.int32),
            language=("",),
        )


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="differ in length"):
        WindowColumns(
            stop=np.array([0, 1]),
            early_minute=np.array([540], dtype=np.int32),
            late_minute=np.array([600], dtype=np.int32),
            end_minute=np.array([620], dtype=np.int32),
        )


def test_a_travel_table_of_another_size_is_refused(build_day):
    problem = build_day([(1, 1), (2, 2)], [10, 10])
    with pytest.raises(ValueError, match="3 places need a square"):
        RoutingProblem(
            problem.stops,
            problem.windows,
            problem.pairs,
            TravelTable(np.zeros((2, 2), np.int32), np.zeros((2, 2), np.int32)),
        )


def test_a_window_of_no_stop_is_refused(build_day):
    problem = build_day([(1, 1)], [10])
    stray = WindowColumns(
        stop=np.array([1]),
        early_minute=np.array([540], dtype=np.int32),
        late_minute=np.array([600], dtype=np.int32),
        end_minute=np.array([620], dtype=np.int32),
    )
    with pytest.raises(ValueError, match="does not exist"):
        RoutingProblem(problem.stops, stray, problem.pairs, problem.travel)


def test_a_pair_is_on_shift_once(build_day, build_pair):
    with pytest.raises(ValueError, match="once only"):
        build_day([(1, 1)], [10], pairs=[build_pair(0), build_pair(0)])


def test_kilometres_cost_something(build_day):
    problem = build_day([(1, 1)], [10])
    with pytest.raises(ValueError, match="must cost something"):
        RoutingProblem(problem.stops, problem.windows, problem.pairs, problem.travel, 0)


@pytest.mark.parametrize(
    ("late", "end", "found"),
    [
        (600, 640, [(540, 600)]),  # the stay fits behind the last start
        (600, 615, [(540, 595)]),  # the last start makes room for the stay
        (600, 560, [(540, 540)]),  # exactly one minute is left
        (600, 559, []),  # too short for the stay
    ],
)
def test_the_whole_stay_lies_before_the_end_of_the_window(build_day, late, end, found):
    problem = build_day([(1, 1)], [10])
    windows = WindowColumns(
        stop=np.array([0]),
        early_minute=np.array([540], dtype=np.int32),
        late_minute=np.array([late], dtype=np.int32),
        end_minute=np.array([end], dtype=np.int32),
    )
    narrowed = RoutingProblem(problem.stops, windows, problem.pairs, problem.travel)
    assert narrowed.windows_of(0) == found


def test_taking_some_stops_keeps_their_windows_and_ways(build_day):
    problem = build_day(
        [(1, 0), (2, 0), (3, 0)],
        [10, 20, 30],
        windows=[(0, 540, 600), (2, 700, 800), (2, 900, 950)],
    )
    smaller = problem.take(np.array([2, 0]))
    assert smaller.stops.case_id.tolist() == [102, 100]
    assert smaller.windows_of(0) == [(700, 800), (900, 950)]
    assert smaller.windows_of(1) == [(540, 600)]
    assert smaller.travel.minutes[1, 2] == 2  # from stop 102 to stop 100


def test_only_a_pair_that_speaks_the_language_may_serve(build_day, build_pair):
    problem = build_day(
        [(1, 0), (2, 0)],
        [10, 20],
        pairs=[build_pair(0, languages=("zh",)), build_pair(1, languages=("zh", "ko"))],
        languages=["ko", ""],
    )
    assert [problem.may_serve(row, 0) for row in (0, 1)] == [False, True]
    assert [problem.may_serve(row, 1) for row in (0, 1)] == [True, True]
