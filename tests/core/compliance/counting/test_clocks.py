from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.compliance.lawful import at, contact, day

from doorstep.compliance.counting.clocks import clocks_of, offsets
from doorstep.compliance.words import Jurisdiction


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    second=st.integers(700_000_000, 2_000_000_000),
    zone=st.sampled_from(["Asia/Shanghai", "America/New_York", "Europe/London", "Asia/Kolkata"]),
)
def test_offsets_are_those_of_the_zone_data(second, zone):
    wanted = datetime.fromtimestamp(second, UTC).astimezone(ZoneInfo(zone)).utcoffset()
    assert offsets(zone, np.array([second]))[0] == wanted.total_seconds()


def test_before_the_end_of_summer_time_beijing_was_an_hour_ahead():
    summer = int(datetime(1990, 7, 1, tzinfo=UTC).timestamp())
    assert offsets("Asia/Shanghai", np.array([summer]))[0] == 9 * 3600


def test_at_half_past_midnight_it_is_a_new_day_in_beijing_and_yesterday_in_utc():
    clocks = clocks_of(contact("00:30"))
    assert clocks.day[0, 0] == day("2026-03-04")
    assert clocks.second[0, 0] == 1800
    other = clocks_of(contact("00:30", zone_sets=(("UTC",),)))
    assert other.day[0, 0] == day("2026-03-03")


@pytest.mark.parametrize(
    ("places", "second"),
    [(int(Jurisdiction.CN), 10 * 3600), (int(Jurisdiction.UK), 2 * 3600)],
)
def test_without_a_zone_beijing_or_utc_stands_in_for_days(places, second):
    clocks = clocks_of(contact("10:00", zone_sets=((),), jurisdictions=places))
    assert clocks.second[0, 0] == second
    assert not clocks.is_known[0]


def test_the_days_of_past_attempts_are_read_in_the_zones_of_the_request():
    request = contact("10:00", zone_sets=(("Asia/Shanghai", "America/New_York"),))
    clocks = clocks_of(request)
    days = clocks.days_of(np.array([0]), np.array([at("01:00")]))
    assert days[:, 0].tolist() == [day("2026-03-04"), day("2026-03-03")]
    assert clocks.used[:, 0].tolist() == [True, True]
