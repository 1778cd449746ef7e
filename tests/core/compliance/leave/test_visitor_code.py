"""Is the pair at the door really sent: which digits do they show, and do these fit?"""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.compliance.leave.visitor_code import (
    code_at,
    day_secret,
    seconds_left,
    typed_digits,
    whose,
)
from doorstep.terms.local_time import BEIJING

MASTER = bytes(range(32))
DAY = date(2026, 3, 4)
AT = datetime(2026, 3, 4, 10, 30, 20, tzinfo=BEIJING)
OUT = {pair: day_secret(MASTER, pair, DAY) for pair in (1, 2, 3)}


def test_a_short_master_is_refused():
    with pytest.raises(ValueError, match="this one has 31"):
        day_secret(bytes(31), 1, DAY)


@pytest.mark.parametrize(
    ("later", "is_taken"),
    [
        (timedelta(seconds=0), True),
        (timedelta(seconds=39), True),  # the last second in which it is shown
        (timedelta(seconds=99), True),  # typed a minute late
        (timedelta(seconds=100), False),  # two numbers later
        (timedelta(seconds=-20), True),  # the phone's clock is ahead
        (timedelta(seconds=-81), False),  # not shown before two minutes from then
        (timedelta(days=1), False),
    ],
)
def test_digits_are_taken_while_shown_and_a_minute_around(later, is_taken):
    assert (whose(OUT, code_at(OUT[2], AT), AT + later) == 2) is is_taken


def test_digits_of_another_day_or_of_a_pair_that_is_not_out_fit_nobody():
    assert whose(OUT, code_at(day_secret(MASTER, 2, DAY + timedelta(days=1)), AT), AT) is None
    assert whose(OUT, code_at(day_secret(MASTER, 9, DAY), AT), AT) is None
    assert whose({}, code_at(OUT[1], AT), AT) is None


def test_digits_of_another_store_fit_nobody():
    assert whose(OUT, code_at(day_secret(bytes(32), 2, DAY), AT), AT) is None


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("4079 2538", "40792538"),
        ("4079-2538", "40792538"),
        ("４０７９２５３８", "40792538"),  # full-width, from a Chinese keyboard
        ("4079253", ""),  # one short
        ("407925381", ""),  # one too many
        ("4079253x", ""),
        ("", ""),
        ("²²²²²²²²", ""),  # a digit that counts nothing
    ],
)
def test_what_was_typed_is_read_kindly_but_not_guessed(typed, digits):
    assert typed_digits(typed) == digits


@pytest.mark.parametrize(("second", "left"), [(0, 60), (1, 59), (59, 1)])
def test_the_seconds_left_are_those_until_the_next_number(second, left):
    assert seconds_left(AT.replace(second=second)) == left


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_every_number_has_eight_digits_and_belongs_to_its_pair(second, pair):
    at = AT + timedelta(seconds=second)
    secret = day_secret(MASTER, pair, at.date())
    code = code_at(secret, at)
    assert len(code) == 8
    assert code.isdecimal()
    assert whose({pair: secret}, code, at) == pair
