import pytest

from doorstep.planning.day_plan import prepare_day
from doorstep.planning.ongoing import cheapest_place, ongoing_route, settle
from doorstep.routing.plan import Method
from doorstep.routing.solve import finish
from doorstep.routing.timing import clockwork_of


@pytest.fixture(scope="module")
def on_the_way(build_morning):
    """Return the problem, its clockwork and a way to see its only route at a minute.

    The pair leaves at 9:00, is at the first door from 9:10 to 9:30, at the second from 9:40 to
    10:00, and at the third from 11:40 on, for which it leaves at 10:00 and waits.
    """
    morning = build_morning(
        [(10, 0), (20, 0), (30, 0)],
        windows=[(0, 540, 1000, 1200), (1, 540, 1000, 1200), (2, 700, 800, 900)],
    )
    problem = prepare_day(morning.candidates, morning.pairs, morning.windows, morning.travel)
    route = finish(problem, [[0, 1, 2]], Method.GREEDY).routes[0]
    rows = {100: 0, 101: 1, 102: 2}
    return problem, clockwork_of(problem), lambda now: ongoing_route(0, route, rows, problem, now)


@pytest.mark.parametrize(
    ("now", "pinned", "begun"),
    [
        (539, 0, 0),  # nobody has left
        (540, 1, 0),  # just left for the first door
        (549, 1, 0),
        (550, 1, 1),  # the first visit begins
        (569, 1, 1),  # still there
        (570, 2, 1),  # left for the second
        (580, 2, 2),
        (600, 3, 2),  # on the way to the third, which begins at 11:40
        (700, 3, 3),
        (1000, 3, 3),
    ],
)
def test_what_has_begun_or_is_being_driven_to_is_fixed(on_the_way, now, pinned, begun):
    ongoing = on_the_way[2](now)
    assert len(ongoing.pinned) == pinned
    assert len(ongoing.only_begun(now).pinned) == begun
    assert ongoing.visits == 3


def test_nothing_new_begins_before_now(on_the_way):
    _, clockwork, at = on_the_way
    assert at(500).departure(clockwork) == (0, 540)  # the shift has not begun
    assert at(539).departure(clockwork) == (0, 540)
    # Fixed until the second visit ends at 10:00, at its place: 1 pair, then stop 1.
    assert at(575).departure(clockwork) == (2, 600)


def test_an_unchanged_route_is_timed_as_it_was(on_the_way):
    problem, clockwork, at = on_the_way
    for now in (500, 545, 575, 610):
        settled, lost = settle(clockwork, at(now))
        assert lost == []
        starts = [stop.starts_minute for stop in settled.lay_out(problem, clockwork).stops]
        assert starts == [550, 580, 700]


def test_a_stop_goes_where_it_adds_least_driving(on_the_way):
    problem, clockwork, at = on_the_way
    place = cheapest_place(problem, clockwork, at(500).without(1), 1)
    assert (place.rest, place.minutes, place.metres) == ((0, 1, 2), 0, 0)


def test_a_stop_never_goes_before_what_is_fixed(on_the_way):
    problem, clockwork, at = on_the_way
    place = cheapest_place(problem, clockwork, at(605).without(1), 1)
    # The pair drives to the third door already; back to the second costs nothing on the way home.
    assert (place.rest, place.rest_starts, place.minutes) == ((1,), (730,), 0)
