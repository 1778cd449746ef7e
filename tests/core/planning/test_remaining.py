import pytest

from doorstep.planning.day_plan import prepare_day
from doorstep.planning.remaining import remaining_shifts
from doorstep.routing.plan import Method
from doorstep.routing.solve import finish


@pytest.fixture(scope="module")
def two_pairs(build_morning, build_shift):
    """Pair 甲 visits at 9:10 (10 minutes away) and at 9:40 (20 minutes away); 乙 stays in."""
    morning = build_morning(
        [(10, 0), (20, 0)], pairs=[build_shift(0, most=3), build_shift(1, most=2)]
    )
    problem = prepare_day(morning.candidates, morning.pairs, morning.windows, morning.travel)
    return problem, finish(problem, [[0, 1], []], Method.GREEDY)


@pytest.mark.parametrize(
    ("now", "starts", "visits"),
    [
        (500, 540, 3),  # before the shift all of it is left
        (539, 540, 3),  # a minute before leaving
        (540, 580, 2),  # left for the first door: back from it at 9:40
        (569, 580, 2),  # still there
        (570, 620, 1),  # left for the second: back from it at 10:20
        (700, 700, 1),  # long back
    ],
)
def test_a_pair_is_free_once_it_could_be_back_from_what_it_has_begun(
    two_pairs, now, starts, visits
):
    first = remaining_shifts(*two_pairs, now)[0]
    assert (first.pair_id, first.starts_minute, first.max_visits) == (1, starts, visits)
    assert first.ends_minute == 1080


def test_a_pair_without_visits_or_time_left_is_left_out(two_pairs, build_morning, build_shift):
    assert [shift.pair_id for shift in remaining_shifts(*two_pairs, 1079)] == [1, 2]
    assert remaining_shifts(*two_pairs, 1080) == ()
    morning = build_morning([(10, 0)], pairs=[build_shift(0, most=1)])
    problem = prepare_day(morning.candidates, morning.pairs, morning.windows, morning.travel)
    assert remaining_shifts(problem, finish(problem, [[0]], Method.GREEDY), 600) == ()
