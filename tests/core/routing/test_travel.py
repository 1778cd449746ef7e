import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.routing.travel import FixedTable, StraightLine, TravelTable, great_circle_metres

degrees = st.tuples(st.floats(41.9, 44.5), st.floats(127.4, 131.3))


def test_a_degree_of_latitude_is_111_kilometres():
    metres = great_circle_metres([42.0, 43.0], [129.0, 129.0])
    assert metres[0, 1] == pytest.approx(111_195, abs=1)


@pytest.mark.parametrize(
    ("kilometres", "minutes"),
    [
        (0, 2),  # next door: parking only
        (5, 14),  # in town: 12 minutes at 25 km/h and 2 for parking
        (8, 22),  # the last metre of town: 19.2, rounded up
        (63, 82),  # 19.2 in town, 60 minutes for 55 km of road
    ],
)
def test_a_leg_is_slow_in_town_and_faster_beyond(kilometres, minutes):
    north = np.degrees(kilometres * 1000 / 6_371_008.8)
    table = StraightLine(factor=1.0).between([42.0, 42.0 + north], [129.0, 129.0])
    # Metres are rounded up before they are timed, so a boundary may fall one metre later.
    assert abs(int(table.minutes[0, 1]) - minutes) <= (1 if kilometres else 0)
    assert abs(int(table.metres[0, 1]) - kilometres * 1000) <= 1


def test_staying_where_one_is_takes_no_time():
    table = StraightLine().between([42.0, 42.5], [129.0, 129.0])
    assert table.minutes.diagonal().tolist() == [0, 0]
    assert table.metres.diagonal().tolist() == [0, 0]


@given(points=st.lists(degrees, min_size=3, max_size=6))
def test_a_detour_never_saves_more_than_rounding(points):
    latitude, longitude = zip(*points, strict=True)
    minutes = StraightLine().between(latitude, longitude).minutes.astype(np.int64)
    by_way_of = (minutes[:, :, None] + minutes[None, :, :]).min(axis=1)
    assert (minutes <= by_way_of + 1).all()


@given(points=st.lists(degrees, min_size=1, max_size=6))
def test_the_way_there_is_the_way_back(points):
    latitude, longitude = zip(*points, strict=True)
    table = StraightLine().between(latitude, longitude)
    assert (table.minutes == table.minutes.T).all()
    assert (table.metres == table.metres.T).all()


@pytest.mark.parametrize(
    "settings",
    [
        {"factor": 0.9},  # shorter than the straight line
        {"town_kilometres_per_hour": 0.0},  # never arrives
        {"road_kilometres_per_hour": 20.0},  # a shorter way could take longer
        {"parking_minutes": -1},
        {"town_metres": -1},
    ],
)
def test_settings_that_no_road_has_are_refused(settings):
    with pytest.raises(ValueError, match=r"never shorter|speeds|negative"):
        StraightLine(**settings)


def test_a_fixed_table_is_for_the_places_it_was_made_for():
    table = TravelTable(np.zeros((2, 2), np.int32), np.zeros((2, 2), np.int32))
    assert FixedTable(table).between([1, 2], [3, 4]) is table
    with pytest.raises(ValueError, match="asked for 3"):
        FixedTable(table).between([1, 2, 3], [3, 4, 5])


@pytest.mark.parametrize(
    ("minutes", "metres"),
    [
        (np.zeros((2, 3), np.int32), np.zeros((2, 3), np.int32)),  # not square
        (np.zeros((2, 2), np.int32), np.zeros((3, 3), np.int32)),  # not equal
        (np.full((2, 2), -1, np.int32), np.zeros((2, 2), np.int32)),  # negative
    ],
)
def test_tables_that_cannot_be_are_refused(minutes, metres):
    with pytest.raises(ValueError, match=r"squares|negative"):
        TravelTable(minutes, metres)
