"""Are sums, chances, days and hours written as the house writes them?"""

from datetime import UTC, date, datetime

import pytest

from doorstep_desk.office.presentation import formats

CHINESE, ENGLISH = "zh-hans", "en"


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (481236, "¥4,812.36"),
        (0, "¥0.00"),
        (5, "¥0.05"),  # fen below ten keep their zero
        (-240618, "−¥2,406.18"),  # the typographic minus, before the currency
        (None, "—"),  # unknown is a dash, never a zero
    ],
)
def test_sums_have_two_decimals(fen, text):
    assert formats.money(fen) == text


def test_other_currencies_keep_their_code():
    assert formats.money(120000, "KES") == "KES 1,200.00"


@pytest.mark.parametrize(
    ("fen", "text"), [(4649, "¥46"), (4650, "¥47"), (-49, "¥0"), (-4650, "−¥47"), (None, "—")]
)
def test_estimates_have_no_fen(fen, text):
    assert formats.rounded(fen) == text


@pytest.mark.parametrize(("fen", "text"), [(4600, "¥46"), (5, "¥0.05"), (0, "¥0")])
def test_small_costs_keep_their_fen(fen, text):
    assert formats.cost(fen) == text


def test_a_form_field_takes_a_plain_sum():
    assert formats.amount(481236, plain=True) == "4812.36"


def test_an_interval_carries_an_en_dash():
    assert formats.interval(0.51, 0.724) == "51–72"


@pytest.mark.parametrize(
    ("low", "high", "language", "text"),
    [
        (0.03, 0.15, CHINESE, "3–15"),
        (-0.01, 0.03, CHINESE, "−1 至 3"),  # a dash beside a minus would be read wrongly
        (-0.01, 0.03, ENGLISH, "−1 to 3"),
        (-0.04, -0.01, ENGLISH, "−4 to −1"),
    ],
)
def test_points_with_a_negative_end_use_words(low, high, language, text):
    assert formats.points_range(low, high, language) == text


@pytest.mark.parametrize(("points", "text"), [(0.09, "+9"), (-0.04, "−4"), (0.001, "0")])
def test_points_carry_their_sign(points, text):
    assert formats.signed(points) == text


@pytest.mark.parametrize(("minute", "text"), [(545, "9:05"), (1200, "20:00"), (0, "0:00")])
def test_the_clock_has_twenty_four_hours(minute, text):
    assert formats.clock(minute) == text


def test_days_are_written_in_the_language():
    on = date(2026, 11, 24)
    assert [formats.day(on, CHINESE), formats.day(on, ENGLISH)] == ["11-24", "24 Nov"]
    assert formats.weekday(on, CHINESE) == "11月24日 周二"
    assert formats.weekday(on, ENGLISH) == "Tue 24 Nov"
    assert formats.full_day(on, ENGLISH) == "24 Nov 2026"
    assert formats.full_day(None, CHINESE) == "—"


def test_an_instant_is_written_in_the_zone_it_comes_in():
    at = datetime(2026, 11, 24, 2, 5, tzinfo=UTC)
    assert formats.moment(at, CHINESE) == "11-24 2:05"
    assert formats.moment(None, CHINESE) == "—"


@pytest.mark.parametrize(("far", "text"), [(60, "60 m"), (999, "999 m"), (6100, "6.1 km")])
def test_distances_choose_their_unit(far, text):
    assert formats.metres(far) == text
