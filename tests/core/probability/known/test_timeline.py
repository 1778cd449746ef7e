"""Questions about the past, against counting by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from doorstep.probability.known.timeline import Timeline

events = st.lists(st.tuples(st.integers(-1, 4), st.integers(0, 30)), max_size=25)
questions = st.lists(
    st.tuples(st.integers(-1, 6), st.integers(-3, 33), st.integers(0, 12)), min_size=1, max_size=8
)


def columns(rows, width):
    listed = list(zip(*rows, strict=True)) if rows else [()] * width
    return [np.array(column, dtype=np.int64) for column in listed]


@given(events=events, questions=questions)
def test_counts_sums_and_newest_values_are_those_counted_by_hand(events, questions):
    owner, time = columns(events, 2)
    asked, until, days = columns(questions, 3)
    value = np.arange(len(owner), dtype=np.float64) + 1
    line = Timeline.of(owner, time)
    counts = line.count(asked, until - days, until)
    totals = line.total(asked, until - days, until, value)
    newest = line.last_time(asked, until)
    assert len(counts) == len(totals) == len(newest) == len(asked)
    for row in range(len(asked)):
        mine = [i for i in range(len(owner)) if owner[i] == asked[row] and time[i] < until[row]]
        inside = [i for i in mine if time[i] >= until[row] - days[row]]
        assert counts[row] == len(inside)
        assert totals[row] == sum(value[i] for i in inside)
        assert newest[row] == max(time[i] for i in mine) if mine else np.isnan(newest[row])


@given(events=events)
def test_running_figures_of_an_owner_never_see_another_owner(events):
    owner, time = columns(events, 2)
    amount = (np.arange(len(owner)) % 7 - 3).astype(np.int64)
    line = Timeline.of(owner, time)
    totals, largest = line.running_total(amount), line.running_max(amount.astype(np.float64))
    assert len(totals) == len(largest) == len(owner)
    for row in range(len(owner)):
        before = [
            i for i in range(len(owner))
            if owner[i] == owner[row] and (time[i], i) <= (time[row], row)
        ]  # fmt: skip
        assert totals[row] == sum(amount[i] for i in before)
        assert largest[row] == max(amount[i] for i in before)


def test_an_event_at_the_very_moment_does_not_count():
    line = Timeline.of(np.array([5]), np.array([100]))
    assert line.count(np.array([5, 5]), np.array([0, 0]), np.array([100, 101])).tolist() == [0, 1]
