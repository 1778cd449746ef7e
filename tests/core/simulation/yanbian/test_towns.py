import numpy as np
import pytest
from numpy.random import default_rng

from doorstep.simulation.yanbian.towns import KILOMETRES_PER_DEGREE, TOWNS, draw_home, moved
from doorstep.terms.divisions.table import COUNTY_DIGITS, centroids, inside
from doorstep.terms.place import AddressState, parse_address


def kilometres(latitude, longitude, other_latitude, other_longitude):
    north = (latitude - other_latitude) * KILOMETRES_PER_DEGREE
    east = (longitude - other_longitude) * KILOMETRES_PER_DEGREE * np.cos(np.radians(latitude))
    return float(np.hypot(north, east))


def test_the_towns_are_the_eight_of_yanbian():
    assert sorted(town.code for town in TOWNS) == [
        each.code for each in inside("2224", COUNTY_DIGITS)
    ]
    assert sum(town.share for town in TOWNS) == pytest.approx(1)


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.code)
def test_the_world_and_the_division_table_agree_where_a_seat_lies(town):
    centre = centroids()[town.code]
    assert (town.latitude, town.longitude) == (centre.latitude, centre.longitude)


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.code)
def test_every_drawn_address_can_be_read_back_to_its_door_and_lies_near_its_town(town):
    chance = default_rng(3)
    homes = [draw_home(town, chance) for _ in range(150)]
    assert len({home.address for home in homes}) > 10
    for home in homes:
        found = parse_address(home.address)
        assert (found.county, found.state) == (town.name, AddressState.DOOR)
        assert found.problems == ()
        far = kilometres(home.latitude, home.longitude, town.latitude, town.longitude)
        township = next((each for each in town.townships if each.name == found.town), None)
        if township is None:
            assert far <= town.max_kilometres + 0.01
        else:
            assert (
                kilometres(home.latitude, home.longitude, township.latitude, township.longitude)
                <= 1.51
            )


def test_no_door_in_tumen_lies_across_the_river():
    tumen = next(town for town in TOWNS if town.name == "图们市")
    chance = default_rng(4)
    seat = [
        home for home in (draw_home(tumen, chance) for _ in range(400)) if "镇" not in home.address
    ]
    # The Tumen river, which is the border, runs south and east of the seat.
    assert all(home.longitude <= tumen.longitude + 1e-9 for home in seat)
    assert all(home.latitude > tumen.latitude - 0.02 for home in seat)


@pytest.mark.parametrize(
    ("bearing", "north", "east"),
    [(0, 1, 0), (90, 0, 1), (180, -1, 0), (270, 0, -1)],
)
def test_bearings_run_clockwise_from_north(bearing, north, east):
    latitude, longitude = moved(43.0, 129.0, 10, bearing)
    assert round((latitude - 43.0) * KILOMETRES_PER_DEGREE / 10, 2) == north
    scale = KILOMETRES_PER_DEGREE * np.cos(np.radians(43.0)) / 10
    assert round((longitude - 129.0) * scale, 2) == east
