"""What do wished times say about an hour, a day and a stretch of time, and what may be sent?"""

from datetime import date, timedelta

import pytest
from django.utils import translation

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.times_form import TypedTimes, said_times, times_form
from doorstep_desk.cases.wished import WishedTime, wished_time

WEDNESDAY = date(2026, 11, 25)
WORKDAYS = 0b0011111
EVENING = WishedTime(WORKDAYS, 18, 20)


@pytest.mark.parametrize(
    ("days", "opens", "closes"),
    [
        ([], "9", "12"),  # no day
        (["7"], "9", "12"),  # a week has seven, counted from 0
        (["-1"], "9", "12"),
        (["x"], "9", "12"),
        (["0"], "12", "12"),  # no hour
        (["0"], "13", "12"),
        (["0"], "7", "12"),  # by night nobody is contacted
        (["0"], "9", "23"),
        (["0"], "", "12"),
        (["0"], "nine", "12"),
        (["0"], "²", "12"),
    ],
)
def test_times_that_leave_nothing_or_make_no_sense_are_none(days, opens, closes):
    assert wished_time(days, opens, closes) is None


def test_what_was_chosen_is_kept_as_it_is():
    assert wished_time(["0", "6", "6"], "8", "22") == WishedTime(0b1000001, 8, 22)


def at(hour, on=WEDNESDAY, minutes=0):
    return beijing_instant(on, hour) + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        (at(17, minutes=59), None),  # a minute too early
        (at(18), at(20)),
        (at(19, minutes=59), at(20)),
        (at(20), None),
        (at(18, WEDNESDAY + timedelta(days=3)), None),  # Saturday
    ],
)
def test_the_hours_around_an_instant_end_with_the_wish(moment, ends):
    assert EVENING.ends_after(moment) == ends


@pytest.mark.parametrize(
    ("begins", "ends", "covers"),
    [
        (at(18), at(20), True),
        (at(18), at(20, minutes=1), False),
        (at(17, minutes=59), at(19), False),
        (at(18), at(18, WEDNESDAY + timedelta(days=1)), False),  # a night lies between
    ],
)
def test_a_stretch_lies_wholly_within_or_not_at_all(begins, ends, covers):
    assert EVENING.covers(begins, ends) is covers


@pytest.mark.parametrize(
    ("hour", "near"),
    [(10, 18), (18, 18), (19, 19), (20, 18)],
)
def test_a_plan_takes_its_own_hour_if_it_is_wished_and_else_the_first_wished_one(hour, near):
    assert EVENING.hour_near(WEDNESDAY, hour) == near


def test_on_a_day_that_is_not_wished_the_plan_keeps_its_hour_and_is_refused():
    assert EVENING.hour_near(WEDNESDAY + timedelta(days=4), 10) == 10


@pytest.mark.parametrize(
    ("weekdays", "zh", "en", "ko"),
    [
        (0b1111111, "每天 18:00–20:00", "every day, 18:00–20:00", "매일 18:00–20:00"),
        (WORKDAYS, "周一至周五 18:00–20:00", "Mon to Fri, 18:00–20:00", "월~금 18:00–20:00"),
        (0b1100001, "周一、周六、周日 18:00–20:00", "Mon, Sat, Sun, 18:00–20:00",
         "월, 토, 일 18:00–20:00"),
        (0b1000111, "周一至周三、周日 18:00–20:00", "Mon to Wed, Sun, 18:00–20:00",
         "월~수, 일 18:00–20:00"),
    ],
)  # fmt: skip
def test_a_wish_is_said_in_a_few_words(weekdays, zh, en, ko):
    wish = WishedTime(weekdays, 18, 20)
    for language, words in (("zh-hans", zh), ("en", en), ("ko", ko)):
        with translation.override(language):
            assert said_times(wish) == words


def test_a_form_shows_what_holds_and_after_a_mistake_what_was_sent():
    held = times_form(EVENING)
    assert [day.number for day in held.weekdays if day.is_chosen] == [0, 1, 2, 3, 4]
    assert (held.from_hour, held.to_hour, held.holds) == (18, 20, True)
    again = times_form(None, TypedTimes(["2"], "15", "x", "wrong"))
    assert [day.number for day in again.weekdays if day.is_chosen] == [2]
    assert (again.from_hour, again.to_hour, again.holds, again.error) == (15, 20, False, "wrong")
