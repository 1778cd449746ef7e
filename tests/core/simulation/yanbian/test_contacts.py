import itertools
from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.simulation.traits import traits_of
from doorstep.simulation.yanbian.contacts import Borrowers, first_days, recent_attempts
from doorstep.terms.codes import Channel

DAY = date(2026, 11, 25)


def test_who_was_reached_before_is_reached_again(world, area_under_curve):
    """One plain feature must already tell calls apart, or nothing can be learned."""
    tried, reached = defaultdict(int), defaultdict(int)
    outcome, score = [], []
    cut = DAY - timedelta(days=30)
    for each in world.attempts:
        if each.channel is Channel.CALL and each.at.date() >= cut:
            outcome.append(each.disposition.reached_borrower)
            score.append((reached[each.person_key] + 2) / (tried[each.person_key] + 7))
        if each.channel is Channel.CALL:
            tried[each.person_key] += 1
            reached[each.person_key] += each.disposition.reached_borrower
    assert 0.58 < area_under_curve(outcome, score) < 0.8


def test_contact_follows_the_hidden_traits_and_targeting_does_not(world):
    keys = [each.person_key for each in world.borrowers]
    traits = traits_of(world.seed, keys)
    tried, reached = defaultdict(int), defaultdict(int)
    for each in world.attempts:
        if each.channel is Channel.CALL:
            tried[each.person_key] += 1
            reached[each.person_key] += each.disposition.reached_borrower
    rate = [reached[key] / max(tried[key], 1) for key in keys]
    assert np.corrcoef(traits.avoidance, rate)[0, 1] < -0.3
    assert abs(np.corrcoef(traits.avoidance, [tried[key] for key in keys])[0, 1]) < 0.2


def test_no_borrower_was_called_more_than_once_a_day(world):
    calls = [
        (each.person_key, each.at.date())
        for each in world.attempts
        if each.channel is Channel.CALL
    ]
    assert len(calls) == len(set(calls))


def test_the_log_shows_the_few_night_calls_of_the_earlier_agency_as_they_were(world):
    night = [each for each in world.attempts if each.at.hour >= 22 or each.at.hour < 8]
    assert 0 <= len(night) < 0.002 * len(world.attempts)
    assert len({each.made_by for each in night}) <= 1


def test_doors_were_at_least_35_days_apart(world):
    doors = defaultdict(list)
    for each in world.attempts:
        if each.channel is Channel.VISIT:
            doors[each.person_key].append(each.at.date())
    assert any(len(days) > 1 for days in doors.values())
    for days in doors.values():
        assert all((later - day).days >= 35 for day, later in itertools.pairwise(days))


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(20_000, 20_030)), max_size=40).map(sorted)
)
def test_recent_attempts_are_those_of_the_same_person_in_the_seven_days_before(rows):
    person = np.array([who for who, _ in rows], dtype=np.intp)
    day = np.array([when for _, when in rows], dtype=np.int64)
    counted = [
        sum(other == who and when - 7 <= earlier < when for other, earlier in rows)
        for who, when in rows
    ]
    assert recent_attempts(person, day).tolist() == counted


@pytest.mark.parametrize(
    ("due_days_ago", "last_days_ago", "first_days_ago"),
    [
        (10, 1, 7),  # three days after the due date
        (500, 1, 180),  # the history does not reach back further
        (2, 1, 1),  # due too lately: the last day, never after it
        (90, 45, 87),  # nobody tries after a death, before it as always
    ],
)
def test_work_begins_three_days_after_the_due_date(due_days_ago, last_days_ago, first_days_ago):
    today = 20_000
    one = np.array([0], dtype=np.int64)
    borrowers = Borrowers(
        first_due_day=one + today - due_days_ago,
        placed_day=one,
        owed_fen=one,
        has_email=np.array([False]),
        last_day=one + today - last_days_ago,
    )
    assert first_days(borrowers, today).tolist() == [today - first_days_ago]
