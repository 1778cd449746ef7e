"""Which day or moment a cell says."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from doorstep.intake.cells.day import read_day, read_moment
from doorstep.intake.cells.reading import PLACEHOLDER, Reading
from doorstep.intake.tables import Formula

at = datetime.fromisoformat


ZERO = date(1899, 12, 30)
ZERO_1904 = date(1904, 1, 1)
DAY = date(2026, 3, 25)


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30",
        "2026-13-01",
        "2026年3月",
        "2026/3",
        "昨天",
        "20260230",
        "31/02/2026",
        "13/13/2026",
        "25-Foo-2026",
        "2026-3/25",  # two separators
        "19999",  # below the serial numbers that are days
        "80001",
        12,
        1.5,
        True,
        time(10, 0),
        "2026-03-25 25:00",
        "12345678",
    ],
)
def test_what_is_no_day_is_unreadable(value):
    assert read_day(value, ZERO).error == "date_unreadable"


@pytest.mark.parametrize(
    "value",
    [
        "03/07/2026",  # 3 July or 7 March
        "05/06/2026 10:20",
        "25/03/26",
        "26-3-25",
        "26年3月25日",
        "07-Mar-26",
        "1/2/3",
    ],
)
def test_two_readings_or_a_short_year_are_never_guessed(value):
    assert read_day(value, ZERO).error == "date_ambiguous"


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        at("2026-03-25T00:00:00"),
        "2026-03-25",
        "2026-3-25",
        "2026/3/25",
        "2026.03.25",
        "2026年3月25日",
        "20260325",
        20260325,
        "2026-03-25 00:00:00",
        "2026-03-25T00:00:00",
        "2026/3/25 0:00",
    ],
)
def test_a_day_with_its_year_first_is_plain_reading(value):
    assert read_day(value, ZERO) == Reading(DAY)


@pytest.mark.parametrize(
    ("value", "repairs"),
    [
        ("25/03/2026", ("date_format_assumed",)),
        ("03/25/2026", ("date_format_assumed",)),
        ("25.3.2026", ("date_format_assumed",)),
        ("25-Mar-2026", ("date_format_assumed",)),
        ("25 March 2026", ("date_format_assumed",)),
        ("Mar 25, 2026", ("date_format_assumed",)),
        (46106, ("date_serial_converted",)),
        ("46106", ("date_serial_converted",)),
        (46106.75, ("date_serial_converted", "time_dropped")),
        ("2026-03-25 13:45:09", ("time_dropped",)),
        ("2026-03-25T13:45", ("time_dropped",)),
        (at("2026-03-25T13:45:09"), ("time_dropped",)),
        ("25/03/2026 13:45", ("date_format_assumed", "time_dropped")),
        ("２０２６－０３－２５", ("fullwidth_to_ascii",)),
        (" 2026-03-25", ("whitespace_trimmed",)),
    ],
)
def test_one_possible_reading_is_taken_and_written_down(value, repairs):
    assert read_day(value, ZERO) == Reading(DAY, repairs)


def test_day_and_month_that_are_the_same_have_one_reading():
    assert read_day("03/03/2026", ZERO).value == date(2026, 3, 3)


def test_a_serial_number_counts_from_the_workbooks_own_epoch():
    assert read_day(44712, ZERO_1904).value == date(2026, 6, 1)
    assert read_day(46174, ZERO).value == date(2026, 6, 1)


@given(st.dates(date(1954, 10, 4), date(2119, 1, 1)), st.sampled_from([ZERO, ZERO_1904]))
def test_every_serial_number_that_is_a_day_is_read_back(day, zero):
    serial = (day - zero).days
    assume(20_000 <= serial <= 80_000)
    assert read_day(serial, zero).value == day


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_way_to_write_a_day_year_first_is_the_same_day(day):
    written = (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
    )
    assert {read_day(text, ZERO).value for text in written} == {day}


@given(st.text(alphabet="0123456789-/.年月日 :TMar", max_size=22))
def test_no_text_breaks_the_reading(text):
    reading = read_day(text, ZERO)
    assert reading.error or reading.value is None or isinstance(reading.value, date)


def test_a_moment_keeps_its_time_to_the_second():
    noon = at("2026-03-18T12:00:00")
    assert read_moment(46099.5, ZERO) == Reading(noon, ("date_serial_converted",))
    assert read_moment("2026-03-18 12:00", ZERO) == Reading(noon)
    assert read_moment("2026年3月18日 12时00分", ZERO) == Reading(noon)
    assert read_moment(at("2026-03-18T12:00:00.000999"), ZERO) == Reading(noon)


def test_a_moment_without_a_time_is_only_a_day():
    assert read_moment("2026-03-18", ZERO).value == date(2026, 3, 18)
    assert not isinstance(read_moment(46099, ZERO).value, datetime)


@given(
    st.datetimes(at("2000-01-01T00:00:00"), at("2099-01-01T00:00:00")).map(
        lambda m: m.replace(microsecond=0)
    )
)
def test_a_serial_number_with_a_fraction_is_the_moment_to_the_second(moment):
    serial = (moment - at("1899-12-30T00:00:00")) / timedelta(days=1)
    value = read_moment(serial, ZERO).value
    midnight = moment.time() == time()
    assert value == (moment.date() if midnight else moment)


def test_a_formula_gives_its_stored_result_or_nothing():
    assert read_day(Formula("=A1", DAY), ZERO) == Reading(DAY, (), ("formula_cached_value",))
    assert read_day(Formula("=A1", None), ZERO).error == "formula_no_value"
    assert read_day(Formula("=A1", "x"), ZERO).error == "date_unreadable"


def test_a_placeholder_is_no_day():
    assert read_day("0000-00-00", ZERO) == PLACEHOLDER
