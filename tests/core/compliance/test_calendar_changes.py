"""Does a day that was added or corrected count, and only that day?"""

from datetime import date

import numpy as np
import pytest

from doorstep.compliance.calendar import CalendarChange, with_changes
from doorstep.compliance.rulebook import calendar_for
from doorstep.terms.codes import Known
from doorstep.terms.local_time import day_number

BUNDLED = calendar_for()


def asked(calendar, day):
    number = np.array([day_number(day)], dtype=np.int32)
    country = calendar.of("cn")
    return Known(int(country.is_holiday(number)[0])), Known(int(country.is_rest_day(number)[0]))


@pytest.mark.parametrize(
    ("day", "kind", "holiday", "rest"),
    [
        (date(2026, 11, 30), "holiday", Known.YES, Known.NO),  # a Monday off
        (date(2026, 10, 1), "workday", Known.NO, Known.NO),  # no longer a holiday
        (date(2026, 11, 28), "workday", Known.NO, Known.NO),  # a Saturday that is worked
        (date(2026, 10, 10), "holiday", Known.YES, Known.YES),  # no longer made up for
        (date(2027, 2, 8), "holiday", Known.UNKNOWN, Known.NO),  # its year is not known
    ],
)
def test_a_change_counts_from_its_day(day, kind, holiday, rest):
    changed = with_changes(BUNDLED, [CalendarChange("cn", day, kind)])
    assert asked(changed, day) == (holiday, rest)


def test_other_days_stay_as_they_were():
    changed = with_changes(BUNDLED, [CalendarChange("cn", date(2026, 11, 30), "holiday")])
    for day in (date(2026, 10, 1), date(2026, 10, 10), date(2026, 11, 27)):
        assert asked(changed, day) == asked(BUNDLED, day)


def test_a_year_counts_when_it_is_known_as_a_whole():
    day, year = date(2027, 2, 8), CalendarChange("cn", date(2027, 1, 1), "year")
    assert asked(BUNDLED, day)[0] is Known.UNKNOWN
    assert asked(with_changes(BUNDLED, [year]), day)[0] is Known.NO
    both = with_changes(BUNDLED, [CalendarChange("cn", day, "holiday"), year])
    assert asked(both, day)[0] is Known.YES


def test_of_two_changes_for_one_day_the_later_stands():
    day = date(2026, 11, 30)
    changes = [CalendarChange("cn", day, "holiday"), CalendarChange("cn", day, "workday")]
    assert asked(with_changes(BUNDLED, changes), day)[0] is Known.NO


def test_a_kind_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="'festival' is none of"):
        with_changes(BUNDLED, [CalendarChange("cn", date(2026, 11, 30), "festival")])


def test_the_bundled_calendar_itself_is_never_changed():
    before = BUNDLED.of("cn").holidays.tolist()
    with_changes(BUNDLED, [CalendarChange("cn", date(2026, 11, 30), "holiday")])
    assert BUNDLED.of("cn").holidays.tolist() == before
