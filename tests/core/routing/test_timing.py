import pytest

from doorstep.routing.timing import clockwork_of, time_route


def test_a_route_starts_each_visit_as_early_as_it_may(build_day):
    problem = build_day([(10, 0), (30, 0)], [1, 1], windows=[(0, 600, 700), (1, 540, 900)])
    route = time_route(problem, clockwork_of(problem), 0, [0, 1])
    first, second = route.stops
    assert (first.arrives_minute, first.starts_minute, first.leaves_minute) == (600, 600, 620)
    assert (second.arrives_minute, second.starts_minute) == (640, 640)
    # Leaves for the first visit only when needed: 10 minutes before 10:00.
    assert route.leaves_minute == 590
    assert (route.returns_minute, route.travel_minutes, route.metres) == (690, 60, 60_000)


def test_a_pair_waits_where_it_is_early_and_the_wait_is_shown(build_day):
    problem = build_day([(10, 0), (20, 0)], [1, 1], windows=[(0, 540, 600), (1, 700, 800)])
    second = time_route(problem, clockwork_of(problem), 0, [0, 1]).stops[1]
    assert (second.arrives_minute, second.starts_minute, second.wait_minutes) == (580, 700, 120)


def test_a_missed_window_is_followed_by_the_next_one(build_day):
    problem = build_day([(100, 0)], [1], windows=[(0, 540, 600), (0, 800, 900)])
    stop = time_route(problem, clockwork_of(problem), 0, [0]).stops[0]
    assert (stop.starts_minute, stop.early_minute, stop.late_minute) == (800, 800, 900)


@pytest.mark.parametrize(
    ("stay", "fits"),
    [
        (20, True),  # 260 out, 20 at the door, 260 back: home exactly at the end
        (21, False),  # home one minute late
    ],
)
def test_the_way_home_belongs_to_the_shift(build_day, stay, fits):
    problem = build_day([(260, 0)], [1], stay=stay)
    assert (clockwork_of(problem).starts(0, [0]) is not None) is fits


def test_a_route_that_does_not_fit_is_an_error(build_day):
    problem = build_day([(400, 0)], [1])
    with pytest.raises(ValueError, match="do not fit the day of pair 甲"):
        time_route(problem, clockwork_of(problem), 0, [0])


def test_an_empty_route_stays_at_home(build_day):
    problem = build_day([(1, 0)], [1])
    route = time_route(problem, clockwork_of(problem), 0, [])
    assert (route.minutes, route.metres, route.stops) == (0, 0, ())
