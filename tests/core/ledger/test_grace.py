from datetime import date

import pytest

from doorstep.ledger.grace import NoGraceInForceError, grace_days


def test_a_day_without_a_value_is_an_error_not_a_guess():
    with pytest.raises(NoGraceInForceError):
        grace_days(date(2001, 1, 1))


def test_three_days_of_grace_are_house_policy_today():
    assert grace_days(date(2026, 11, 25)) == 3
