import numpy as np
import pytest
from tests.core.compliance.lawful import CALENDAR, day

from doorstep.compliance.calendar import is_weekend
from doorstep.terms.codes import Known

CHINA = CALENDAR.of("cn")
YES, NO, UNKNOWN = Known.YES, Known.NO, Known.UNKNOWN


@pytest.mark.parametrize(
    ("on", "holiday", "rest"),
    [
        ("2026-02-14", NO, NO),  # a Saturday on which people work
        ("2026-02-15", YES, YES),  # a Sunday, the first day of the block
        ("2026-02-16", YES, NO),  # a Monday inside the block
        ("2026-02-24", NO, NO),  # the Tuesday after it
        ("2026-03-07", NO, YES),  # an ordinary Saturday
        ("2030-03-02", UNKNOWN, UNKNOWN),  # a Saturday of a year not loaded
        ("2030-03-04", UNKNOWN, NO),  # a Monday of such a year
        ("2025-12-31", NO, NO),  # the last loaded day of a year
    ],
)
def test_what_kind_of_day_it_is(on, holiday, rest):
    column = np.array([day(on)], dtype=np.int32)
    assert CHINA.is_holiday(column)[0] == holiday
    assert CHINA.is_rest_day(column)[0] == rest


def test_days_of_any_shape_are_answered_in_that_shape():
    days = np.arange(20_000, 20_014, dtype=np.int32).reshape(2, 7)
    assert CHINA.is_holiday(days).shape == (2, 7)
    assert is_weekend(days).sum() == 4


def test_a_country_without_a_calendar_knows_nothing():
    assert CALENDAR.of("nowhere").is_holiday(np.array([20_000]))[0] == UNKNOWN
