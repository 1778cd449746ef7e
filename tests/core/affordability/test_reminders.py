"""Is nobody ever reminded who did not ask for it?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.affordability.reminders import Due, Reminder, Wish, refuse_wish, reminders_on

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(True, "letter", 1), "reminder-channel"),  # no such way
        (Wish(True, "", 1), "reminder-channel"),  # nobody said how
        (Wish(True, "sms", -1), "reminder-days"),  # after the day it would be a demand
        (Wish(True, "sms", 8), "reminder-days"),  # a day too early
        (Wish(True, "sms", 7), ""),  # the earliest
        (Wish(True, "call", 0), ""),  # on the day itself
        (Wish(False), ""),  # no is always taken
    ],
)
def test_a_wish_says_how_and_when(wish, code):
    assert getattr(refuse_wish(wish), "code", "") == code


@pytest.mark.parametrize(
    ("due_in", "days_before", "is_open", "expected"),
    [
        (2, 2, True, True),  # today is the day asked for
        (3, 2, True, False),  # tomorrow is
        (1, 2, True, False),  # yesterday was; it is not made up for
        (2, 2, False, False),  # paid already
        (0, 0, True, True),  # on the day itself
    ],
)
def test_a_reminder_falls_on_the_day_that_was_asked_for(due_in, days_before, is_open, expected):
    due = Due("p", DAY + timedelta(days=due_in), is_open)
    found = reminders_on([(due, Wish(True, "sms", days_before))], DAY)
    assert found == ([Reminder("p", due.due_on, "sms")] if expected else [])


def test_a_sum_of_which_nothing_is_said_is_open_and_a_wish_names_no_way_of_its_own():
    assert Due("p", DAY).is_open
    assert Wish(True) == Wish(True, "", 0)


@pytest.mark.parametrize(
    "wish",
    [None, Wish(False, "sms", 2)],  # nobody was asked; no was said, whatever stands beside it
)
def test_no_word_and_a_no_bring_nothing(wish):
    assert reminders_on([(Due("p", DAY + timedelta(days=2)), wish)], DAY) == []


wishes = st.one_of(
    st.none(),
    st.builds(Wish, st.just(False), st.sampled_from(["", "sms", "call"]), st.integers(0, 7)),
)
dues = st.builds(
    Due, st.text(max_size=3), st.integers(-10, 10).map(lambda n: DAY + timedelta(days=n)),
    st.booleans(),
)  # fmt: skip


@given(st.lists(st.tuples(dues, wishes), max_size=20), st.integers(-10, 10))
def test_without_a_wish_there_is_never_a_reminder(pairs, later):
    assert reminders_on(pairs, DAY + timedelta(days=later)) == []
