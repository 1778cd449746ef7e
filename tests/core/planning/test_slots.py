"""Which visits can a borrower book?"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.parameters.strict_yaml import ParameterError
from doorstep.planning.slots import (
    BookingPolicy,
    PairOnDuty,
    Slot,
    all_slots,
    booking_policy,
    with_room,
)

TODAY = date(2026, 11, 25)
TOMORROW = TODAY + timedelta(days=1)
POLICY = BookingPolicy(14, 540, 1140, 120, 2)
NINE, ELEVEN, ONE, FIVE = (Slot(TOMORROW, m, m + 120) for m in (540, 660, 780, 1020))


def pair(number=1, on=TOMORROW, opens=540, closes=1140, visits=12, languages=("zh",)):
    return PairOnDuty(on, number, opens, closes, visits, frozenset(languages))


def test_without_a_number_for_the_day_there_is_no_policy():
    with pytest.raises(ParameterError):
        booking_policy(date(1999, 12, 31))


def test_the_houses_numbers_are_two_hours_for_a_fortnight():
    assert booking_policy(TODAY) == POLICY


def test_slots_begin_tomorrow_and_end_after_a_fortnight():
    found = list(all_slots(TODAY, POLICY))
    assert (found[0], found[-1].on) == (NINE, TODAY + timedelta(days=14))
    assert len(found) == 14 * 5
    assert all(each.to_minute <= 1140 for each in found)


@pytest.mark.parametrize(
    ("stay", "starts"),
    [(30, (540, 570, 600, 630)), (60, (540, 570, 600)), (120, (540,))],
)
def test_a_visit_begins_so_that_its_whole_stay_lies_within_the_slot(stay, starts):
    assert NINE.starts(stay, 30) == starts


@pytest.mark.parametrize(
    ("opens", "closes", "kept"),
    [
        (540, 1140, [NINE, ELEVEN, ONE, FIVE]),
        (541, 1140, [ELEVEN, ONE, FIVE]),  # the shift begins a minute after the slot
        (540, 1139, [NINE, ELEVEN, ONE]),  # and ends a minute before its end
        (1140, 1200, []),
    ],
)
def test_a_slot_lies_within_the_shift_of_a_pair(opens, closes, kept):
    slots = [NINE, ELEVEN, ONE, FIVE]
    assert list(with_room(slots, [pair(opens=opens, closes=closes)], [], POLICY)) == kept


@pytest.mark.parametrize(
    ("pairs", "booked", "kept"),
    [
        (1, [NINE], [NINE, ELEVEN, ONE]),  # one is left in the morning
        (1, [NINE, NINE], [ONE]),  # the morning is full, the afternoon is not
        (1, [NINE, ELEVEN, ONE, FIVE], []),
        (2, [NINE, NINE, ELEVEN], [NINE, ELEVEN, ONE]),  # a second pair brings two more
        (2, [NINE, NINE, ELEVEN, ELEVEN], [ONE]),
        (0, [], []),  # nobody works
    ],
)
def test_a_pair_holds_two_appointments_in_half_a_day(pairs, booked, kept):
    on_duty = [pair(number) for number in range(pairs)]
    assert list(with_room([NINE, ELEVEN, ONE], on_duty, booked, POLICY)) == kept


def test_a_pair_is_never_promised_more_visits_than_it_makes_in_a_day():
    assert with_room([ONE], [pair(visits=2)], [NINE, ELEVEN], POLICY) == ()
    assert with_room([ONE], [pair(visits=3)], [NINE, ELEVEN], POLICY) == (ONE,)


@pytest.mark.parametrize(("language", "kept"), [("", (NINE,)), ("ko", (NINE,)), ("en", ())])
def test_somebody_who_comes_speaks_the_borrowers_language(language, kept):
    on_duty = [pair(1), pair(2, languages=("zh", "ko"))]
    assert with_room([NINE], on_duty, [], POLICY, language) == kept


def test_another_days_bookings_and_pairs_count_for_that_day_alone():
    later = TOMORROW + timedelta(days=1)
    full = [Slot(later, 540, 660)] * 2
    assert with_room([NINE], [pair()], full, POLICY) == (NINE,)
    assert with_room([NINE], [pair(on=later)], [], POLICY) == ()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    pairs=st.integers(0, 3),
    order=st.lists(st.integers(0, 4), max_size=40),
    visits=st.integers(0, 6),
)
def test_however_people_book_no_half_day_holds_more_than_its_pairs_can(pairs, order, visits):
    on_duty = [pair(number, visits=visits) for number in range(pairs)]
    day = [each for each in all_slots(TODAY, POLICY) if each.on == TOMORROW]
    booked = []
    for choice in order:
        if day[choice] in with_room(day, on_duty, booked, POLICY):
            booked.append(day[choice])
    mornings = sum(each.is_morning for each in booked)
    assert max(mornings, len(booked) - mornings, 0) <= 2 * pairs
    assert len(booked) <= visits * pairs
