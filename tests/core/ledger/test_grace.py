from datetime import date

import pytest

from doorstep.ledger import grace
from doorstep.ledger.grace import NoGraceInForceError, grace_days
from doorstep.parameters.strict_yaml import ParameterError

FIRST = date(2025, 1, 1)


def test_a_day_without_a_value_is_an_error_not_a_guess():
    with pytest.raises(NoGraceInForceError):
        grace_days(date(2001, 1, 1))


def test_three_days_of_grace_are_house_policy_today():
    assert grace_days(date(2026, 11, 25)) == 3


@pytest.mark.parametrize(
    ("from_", "days"),
    [
        ("soon", 3),  # no day
        (None, 3),
        (FIRST, "3"),  # a word is no number
        (FIRST, 2.5),  # half a day
        (FIRST, -1),  # less than none
    ],
)
def test_a_value_that_is_none_is_refused(from_, days):
    with pytest.raises(ParameterError, match="whole number from 0"):
        grace._value({"from": from_, "days": days, "source": "house"})


@pytest.mark.parametrize("days", [0, 1, 30])
def test_no_grace_at_all_is_a_value_too(days):
    assert grace._value({"from": FIRST, "days": days, "source": "house"}) == (FIRST, days)


@pytest.mark.parametrize(
    ("on", "days"),
    [
        (date(2025, 12, 31), 2),  # the last day of the first value
        (date(2026, 1, 1), 5),  # the second holds from its own day on
        (date(2030, 1, 1), 5),
        (FIRST, 2),
    ],
)
def test_the_newest_value_that_has_begun_holds(on, days):
    assert grace._in_force([(FIRST, 2), (date(2026, 1, 1), 5)], on) == days


def test_before_the_first_value_there_is_none():
    with pytest.raises(NoGraceInForceError, match="2024-12-31"):
        grace._in_force([(FIRST, 2)], date(2024, 12, 31))
