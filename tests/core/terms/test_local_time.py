"""Which local day is it?"""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from doorstep.terms.local_time import (
    NO_DAY,
    NO_INSTANT,
    beijing_days,
    beijing_instant,
    beijing_seconds_of_day,
    day_number,
    day_of,
    instant_number,
    instant_of,
    local_day,
)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        instant_number(datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC), date(2026, 3, 1)),  # 23:59:59 in Beijing
        (datetime(2026, 3, 1, 16, 0, 0, tzinfo=UTC), date(2026, 3, 2)),  # midnight in Beijing
        (datetime(2026, 3, 1, 16, 30, 0, tzinfo=UTC), date(2026, 3, 2)),  # still the 1st in UTC
    ],
)
def test_half_past_midnight_in_beijing_belongs_to_the_new_day(utc, day):
    assert local_day(utc) == day
    column = beijing_days(np.array([instant_number(utc)]))
    assert day_of(column[0]) == day


def test_an_unknown_instant_has_no_day():
    assert beijing_days(np.array([NO_INSTANT]))[0] == NO_DAY


def test_clock_times_and_days_round_trip():
    at = beijing_instant(date(2026, 11, 25), 9, 30)
    assert instant_of(instant_number(at)) == at
    assert beijing_seconds_of_day(np.array([instant_number(at)]))[0] == 9 * 3600 + 30 * 60
    assert day_of(day_number(date(1969, 12, 31))) == date(1969, 12, 31)
