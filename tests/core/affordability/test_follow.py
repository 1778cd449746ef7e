"""Do payments, and nothing else, say whether an arrangement is kept?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms, Instalment
from doorstep.affordability.follow import follow, missed
from doorstep.affordability.lifecycle import ArrangementState as State
from doorstep.affordability.lifecycle import Step

AGREED = date(2026, 11, 25)
FIRST, SECOND = date(2026, 12, 10), date(2027, 1, 10)
GRACE = 3
TERMS = ArrangementTerms(
    ArrangementKind.INSTALMENTS, (Instalment(FIRST, 600), Instalment(SECOND, 400))
)
SKIPPING = ArrangementTerms(ArrangementKind.INSTALMENTS, TERMS.instalments, may_skip=1)
PAUSE = ArrangementTerms(ArrangementKind.PAUSE, (), pauses_until=date(2027, 2, 25))


def step(terms=TERMS, state=State.IN_FORCE, paid=0, on=AGREED):
    return follow(terms, state, paid, agreed_on=AGREED, on=on, grace_days=GRACE)


@pytest.mark.parametrize("state", [s for s in State if s not in (State.AGREED, State.IN_FORCE)])
def test_nothing_follows_by_itself_where_nobody_agreed_or_somebody_has_to_look(state):
    assert step(state=state, paid=1000, on=date(2028, 1, 1)) is None


@pytest.mark.parametrize(
    ("state", "paid", "on", "expected"),
    [
        (State.AGREED, 0, AGREED + timedelta(days=6), None),
        (State.AGREED, 0, AGREED + timedelta(days=7), Step.COOLING_OFF_OVER),
        (State.AGREED, 1000, AGREED, Step.COMPLETE),  # paid while thinking it over
        (State.IN_FORCE, 0, FIRST + timedelta(days=3), None),  # last day of grace
        (State.IN_FORCE, 0, FIRST + timedelta(days=4), Step.BREAK),
        (State.IN_FORCE, 599, FIRST + timedelta(days=4), Step.BREAK),  # a fen short
        (State.IN_FORCE, 600, FIRST + timedelta(days=4), None),
        (State.IN_FORCE, 999, SECOND + timedelta(days=4), Step.BREAK),
        (State.IN_FORCE, 1000, SECOND + timedelta(days=4), Step.COMPLETE),
        (State.IN_FORCE, 1000, FIRST, Step.COMPLETE),  # early
    ],
)
def test_an_instalment_is_kept_to_the_fen_within_its_days_of_grace(state, paid, on, expected):
    assert step(state=state, paid=paid, on=on) is expected


@pytest.mark.parametrize(
    ("paid", "on", "expected"),
    [
        (0, FIRST + timedelta(days=4), None),  # skipped
        (0, SECOND + timedelta(days=4), Step.BREAK),  # two are more than one
        (600, SECOND + timedelta(days=4), None),  # the second is skipped to the end
        (600, SECOND + timedelta(days=34), None),  # the last day of the month after
        (600, SECOND + timedelta(days=35), Step.BREAK),  # that month is over as well
    ],
)
def test_what_is_skipped_comes_at_the_end(paid, on, expected):
    assert step(SKIPPING, paid=paid, on=on) is expected


def test_a_pause_is_over_after_its_last_day():
    assert step(PAUSE, on=date(2027, 2, 25)) is None
    assert step(PAUSE, on=date(2027, 2, 26)) is Step.COMPLETE


@pytest.mark.parametrize(
    ("terms", "paid", "days", "expected"),
    [
        (TERMS, 1000, 60, 0),  # all of it is there
        (TERMS, 999, 60, 1),  # a fen short of the last
        (SKIPPING, 1000, 120, 0),
        (SKIPPING, 999, 34, 1),  # skipped, and the month after is not over
        (SKIPPING, 999, 35, 2),  # that month is over: more than may be skipped
        (SKIPPING, 0, 35, 2),
        (PAUSE, 0, 400, 0),  # nothing is due in a pause
    ],
)
def test_what_was_missed_is_counted_to_the_end_of_the_course(terms, paid, days, expected):
    assert missed(terms, paid, SECOND + timedelta(days=days), GRACE) == expected


@given(st.integers(0, 1200), st.integers(0, 1200), st.integers(0, 120))
def test_paying_more_never_misses_more(less, more, days):
    on = AGREED + timedelta(days=days)
    low, high = sorted((less, more))
    assert missed(TERMS, high, on, GRACE) <= missed(TERMS, low, on, GRACE)
