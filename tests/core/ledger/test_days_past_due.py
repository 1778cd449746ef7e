import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.ledger.days_past_due import NO_DAYS, days_past_due, person_days_past_due
from doorstep.terms.local_time import NO_DAY

TODAY = 20_000


@pytest.mark.parametrize(
    ("due_day", "days"),
    [
        (TODAY + 1, 0),  # due tomorrow
        (TODAY, 0),  # due today: the day is not over
        (TODAY - 1, 1),  # the first day past due
        (TODAY - 30, 30),  # the last day of M1
        (0, TODAY),  # the beginning of the calendar
    ],
)
def test_days_count_from_the_day_after_the_due_date(due_day, days):
    assert days_past_due(np.array([due_day], dtype=np.int32), TODAY).tolist() == [days]


def test_an_unknown_due_date_is_not_taken_for_a_current_account():
    assert days_past_due(np.array([NO_DAY], dtype=np.int32), TODAY).tolist() == [NO_DAYS]


def test_no_accounts_have_no_days():
    assert days_past_due(np.array([], dtype=np.int32), TODAY).shape == (0,)


def test_a_person_is_past_due_as_long_as_the_oldest_account():
    persons = np.array([7, 3, 7, 9], dtype=np.int64)
    due = np.array([TODAY - 10, NO_DAY, TODAY - 40, TODAY + 5], dtype=np.int32)
    found, days = person_days_past_due(persons, due, TODAY)
    assert found.tolist() == [3, 7, 9]
    assert days.tolist() == [NO_DAYS, 40, 0]


def test_an_unknown_date_does_not_hide_a_known_one():
    due = np.array([NO_DAY, TODAY - 2], dtype=np.int32)
    _, days = person_days_past_due(np.array([1, 1], dtype=np.int64), due, TODAY)
    assert days.tolist() == [2]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(15_000, 25_000)), min_size=1, max_size=40)
)
def test_no_account_of_a_person_is_older_than_the_person(pairs):
    persons = np.array([person for person, _ in pairs], dtype=np.int64)
    due = np.array([day for _, day in pairs], dtype=np.int32)
    found, oldest = person_days_past_due(persons, due, TODAY)
    days = days_past_due(due, TODAY)
    assert oldest.tolist() == [days[persons == person].max() for person in found]
