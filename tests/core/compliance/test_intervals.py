from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.compliance.lawful import (
    BORROWER,
    CALENDAR,
    RULEBOOK,
    YES,
    at,
    attempt,
    history,
    visit,
)

from doorstep.compliance.asked.tables import ConsentColumns, WishColumns
from doorstep.compliance.decide import judge
from doorstep.compliance.intervals import permitted_starts
from doorstep.compliance.words import ConsentKind
from doorstep.terms.codes import Channel, Disposition

DAY = date(2026, 3, 4)


def windows(request, *past, day=DAY):
    return permitted_starts(request, day, history(*past), RULEBOOK, CALENDAR).of(0)


def minute(clock):
    return int(clock[:2]) * 60 + int(clock[3:])


def visited(clock, on):
    met = Disposition.MET_BORROWER
    return attempt(clock, on, channel=Channel.VISIT, disposition=met)


@pytest.mark.parametrize(
    ("changes", "past", "wanted"),
    [
        ({}, [], [("09:00", "19:30")]),
        ({"duration_seconds": 3600, "may_stay_longer": True}, [], [("09:00", "19:00")]),
        ({"duration_seconds": 600}, [], [("09:00", "19:30")]),
        ({"is_paused": YES}, [], []),
        ({"notice_at": at("14:20", "2026-03-03")}, [], [("14:20", "19:30")]),
        ({"notice_at": at("14:20:30", "2026-03-03")}, [], [("14:21", "19:30")]),
        ({}, [visited("11:00", "2026-02-25")], [("11:00", "19:30")]),  # a week ago, to the hour
        ({}, [visited("11:00", "2026-02-26")], []),
    ],
)
def test_the_hours_in_which_a_visit_may_begin(changes, past, wanted):
    expected = tuple((minute(opens), minute(closes)) for opens, closes in wanted)
    assert windows(visit(**changes), *past) == expected


WEDNESDAY, THURSDAY = 4, 8


def wished(opens, closes, weekdays=127):
    return WishColumns.build(
        1, person_id=BORROWER, from_second=minute(opens) * 60, to_second=minute(closes) * 60,
        is_only=True, weekdays=weekdays,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wishes", "changes", "wanted"),
    [
        (wished("09:00", "20:00", THURSDAY), {}, []),  # not on this weekday
        (wished("08:00", "09:15"), {}, []),  # too short for half an hour within visiting hours
        (wished("09:00", "09:30"), {}, [("09:00", "09:00")]),  # exactly long enough
        (wished("13:10", "17:45", WEDNESDAY), {}, [("13:10", "17:15")]),
        (wished("13:10", "17:45"), {"duration_seconds": 600}, [("13:10", "17:35")]),
        (wished("18:00", "22:00"), {}, [("18:00", "19:30")]),  # the house closes earlier
    ],
)
def test_the_wished_hours_cut_the_hours_for_visits(wishes, changes, wanted):
    expected = tuple((minute(opens), minute(closes)) for opens, closes in wanted)
    assert windows(visit(wishes=wishes, **changes)) == expected


def test_an_appointment_opens_its_own_hours_beside_the_wished_ones():
    asked = ConsentColumns.build(
        1, person_id=BORROWER, kind=int(ConsentKind.APPOINTMENT),
        given_at=at("14:00"), ends_at=at("15:31"),
    )  # fmt: skip
    found = windows(visit(wishes=wished("09:00", "10:00"), consents=asked))
    assert found == ((minute("09:00"), minute("09:30")), (minute("14:00"), minute("15:30")))


def test_wished_hours_are_those_of_the_borrowers_own_clock():
    east = visit(wishes=wished("10:00", "12:00"), zone_sets=(("Asia/Tokyo",),))
    assert windows(east) == ((minute("09:00"), minute("10:30")),)


@pytest.mark.parametrize("day", [date(2026, 3, 7), date(2026, 2, 17), date(2030, 3, 4)])
def test_on_weekends_holidays_and_unknown_days_there_is_no_window(day):
    assert windows(visit(), day=day) == ()


def test_a_window_counts_in_beijing_but_holds_in_every_possible_zone():
    both = visit(zone_sets=(("Asia/Shanghai", "Asia/Urumqi"),))
    # Nine in Urumqi is eleven in Beijing; half past seven in Beijing comes first.
    assert windows(both) == ((minute("11:00"), minute("19:30")),)


@settings(max_examples=24, deadline=None, derandomize=True)
@given(
    stay=st.integers(1, 120),
    ago=st.lists(st.integers(0, 9 * 86_400), max_size=3),
    notice=st.integers(0, 40 * 3600),
    hours=st.tuples(st.integers(0, 1439), st.integers(0, 1439)),
    weekdays=st.integers(0, 127),
    is_only=st.booleans(),
)
def test_every_minute_of_the_day_is_judged_as_the_windows_say(
    stay, ago, notice, hours, weekdays, is_only
):
    request = visit(
        duration_seconds=stay * 60, may_stay_longer=True, notice_at=at("20:00") - notice,
        wishes=WishColumns.build(
            1, person_id=BORROWER, from_second=hours[0] * 60, to_second=hours[1] * 60,
            weekdays=weekdays, is_only=is_only,
        ),
    )  # fmt: skip
    past = history(*[
        attempt("00:00", at=at("00:00") - s, received_at=at("00:00") - s, channel=Channel.VISIT,
                disposition=Disposition.NOBODY_MET)
        for s in ago
    ])  # fmt: skip
    starts = permitted_starts(request, DAY, past, RULEBOOK, CALENDAR)
    minutes = np.arange(1440)
    inside = np.zeros(1440, dtype=bool)
    for opens, closes in starts.of(0):
        inside[opens : closes + 1] = True
    tried = request.take(np.zeros(1440, dtype=np.intp)).moved_to(at("00:00") + minutes * 60)
    assert np.array_equal(judge(tried, past, RULEBOOK, CALENDAR).is_allowed, inside)
