"""Is what a page shows as used up of a limit what the rules refuse by?"""

from datetime import date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.compliance.leave.contacts import Contact, Happened
from doorstep.compliance.leave.reserve import caps_reached
from doorstep.compliance.leave.used import LimitUse, limits_used
from doorstep.compliance.rulebook import Rulebook, calendar_for, rulebook_on
from doorstep.terms.codes import Channel, Direction, Disposition, Purpose
from doorstep.terms.local_time import BEIJING, instant_number

NOON = datetime(2026, 11, 26, 12, tzinfo=BEIJING)
PERSON, OTHER = b"her", b"him"
POINTS = (4, 5)


@cache
def law() -> Rulebook:
    return rulebook_on(date(2026, 11, 26))


def contact(ago: timedelta = timedelta(0), **changes) -> Contact:
    words = {
        "person": PERSON, "creditor_id": 1, "point_id": 4, "channel": Channel.CALL,
        "purpose": Purpose.COLLECT, "at": instant_number(NOON - ago),
    }  # fmt: skip
    return Contact(**words | changes)


def done(ago: timedelta, disposition: Disposition, **changes) -> Happened:
    return Happened(contact(ago, **changes), Direction.OUTBOUND, disposition)


def used(happened=(), outstanding=(), at=NOON) -> dict[tuple[str, str, int], LimitUse]:
    asked = contact(at=instant_number(at))
    found = limits_used(asked, POINTS, happened, outstanding, law(), calendar_for())
    return {(each.rule, each.threshold, each.point_id): each for each in found}


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_nothing_is_used_of_somebody_whom_nobody_contacted():
    found = used()
    assert found
    assert all(each.made == each.out == 0 and each.left == each.limit for each in found.values())


def test_limits_of_other_countries_and_of_holidays_are_not_shown_on_a_working_day_in_china():
    rules = {rule for rule, _, _ in used()}
    assert rules == {"CN-FREQ-01", "CN-FREQ-02", "CN-FREQ-03", "HP-TOTAL", "HP-ATTEMPT",
                     "HP-VISIT-CAP"}  # fmt: skip


def test_on_a_holiday_its_own_limit_on_calls_is_shown_too():
    assert ("HP-HOLIDAY", "calls", -1) in used(at=datetime(2026, 10, 1, 12, tzinfo=BEIJING))


@pytest.mark.parametrize(
    ("contact", "key", "counts"),
    [
        (done(HOUR, Disposition.RIGHT_PARTY_CONTACT), ("CN-FREQ-01", "per_day", -1), 1),
        (done(HOUR, Disposition.RIGHT_PARTY_CONTACT), ("HP-TOTAL", "per_week", -1), 1),
        (done(DAY, Disposition.RIGHT_PARTY_CONTACT), ("CN-FREQ-01", "per_day", -1), 0),
        (done(6 * DAY, Disposition.RIGHT_PARTY_CONTACT), ("HP-TOTAL", "per_week", -1), 1),
        (done(8 * DAY, Disposition.RIGHT_PARTY_CONTACT), ("HP-TOTAL", "per_week", -1), 0),
        (done(HOUR, Disposition.NO_ANSWER), ("CN-FREQ-03", "per_day", 4), 1),
        (done(HOUR, Disposition.NO_ANSWER), ("CN-FREQ-03", "per_day", 5), 0),
        (done(HOUR, Disposition.NO_ANSWER, point_id=-1), ("CN-FREQ-03", "per_day", 5), 1),
        (done(HOUR, Disposition.NO_ANSWER, person=OTHER), ("CN-FREQ-03", "per_day", 4), 0),
        (done(HOUR, Disposition.RIGHT_PARTY_CONTACT, creditor_id=2),
         ("CN-FREQ-01", "per_day", -1), 0),
        (done(3 * DAY, Disposition.MET_BORROWER, channel=Channel.VISIT),
         ("HP-VISIT-CAP", "per_week", -1), 1),
        (done(3 * DAY, Disposition.CANCELLED, channel=Channel.VISIT),
         ("HP-VISIT-CAP", "per_week", -1), 0),
    ],
)  # fmt: skip
def test_a_contact_counts_where_its_limit_says_so(contact, key, counts):
    assert used([contact])[key].made == counts


def test_leave_that_is_out_is_shown_apart_and_takes_its_place():
    visit = contact(-2 * DAY, channel=Channel.VISIT)
    week = used([], [visit])["HP-VISIT-CAP", "per_week", -1]
    assert (week.made, week.out, week.left) == (0, 1, week.limit - 1)


contacts = st.builds(
    lambda minutes, channel, disposition, point, creditor: done(
        timedelta(minutes=minutes), disposition, channel=channel, point_id=point,
        creditor_id=creditor,
    ),
    st.integers(1, 40 * 1440), st.sampled_from([Channel.CALL, Channel.VISIT, Channel.SMS]),
    st.sampled_from(Disposition), st.sampled_from([4, 5, -1]), st.sampled_from([1, 2, -1]),
)  # fmt: skip
waiting = st.builds(
    lambda hours, channel, point: contact(
        -timedelta(hours=hours), channel=channel, point_id=point
    ),
    st.integers(0, 100), st.sampled_from([Channel.CALL, Channel.VISIT]), st.sampled_from(POINTS),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(contacts, max_size=12), st.lists(waiting, max_size=3),
    st.sampled_from([Channel.CALL, Channel.VISIT, Channel.SMS]), st.sampled_from(POINTS),
)  # fmt: skip
def test_whatever_a_limit_refuses_is_shown_as_full_and_what_has_room_is_not_refused(
    happened, outstanding, channel, point
):
    asked = contact(channel=channel, point_id=point)
    (refused,) = caps_reached([asked], happened, outstanding, law(), calendar_for())
    full = {
        rule for (rule, _, at), each in used(happened, outstanding).items()
        if each.left == 0 and at in (-1, point)
    }  # fmt: skip
    assert refused is None or refused in full
