"""Calls beyond the daily number are found by time, over all accounts of a borrower."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from doorstep.intake.rules.calls import EffectiveCalls
from doorstep.terms.local_time import BEIJING

MIDNIGHT = datetime(2026, 6, 10, tzinfo=BEIJING)


def beyond(calls, most):
    found = EffectiveCalls()
    for row, (person, minutes) in enumerate(calls):
        found.add(row, person, MIDNIGHT + timedelta(minutes=minutes))
    return sorted(found.beyond(most).tolist())


def by_hand(calls, most):
    in_time = sorted(range(len(calls)), key=lambda row: (calls[row][1], row))
    count, found = {}, []
    for row in in_time:
        person, minutes = calls[row]
        day = person, minutes // (24 * 60)
        count[day] = count.get(day, 0) + 1
        if count[day] > most:
            found.append(row)
    return sorted(found)


def test_no_call_is_beyond_any_number():
    assert beyond([], 3) == []


def test_the_fourth_call_of_a_day_is_beyond_three_whatever_its_place_in_the_log():
    assert beyond([("a", 40), ("a", 10), ("a", 20), ("a", 30)], 3) == [0]


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3 * 24 * 60)), max_size=30),
    st.integers(1, 4),
)
def test_counting_by_columns_agrees_with_counting_by_hand(calls, most):
    assert beyond(calls, most) == by_hand(calls, most)
