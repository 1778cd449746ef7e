from datetime import date

import pytest

from doorstep.parameters.holidays import holiday_year, holiday_years
from doorstep.parameters.strict_yaml import ParameterError

TEXT = """
country: xx
year: 2026
source: "a notice"
holidays:
  - {from: 2026-01-01, to: 2026-01-03, name: New Year}
makeup_workdays:
  - 2026-01-04
"""


def test_a_year_is_read_with_all_its_days():
    year = holiday_year(TEXT, "2026.yaml")
    assert list(year.days_off()) == [date(2026, 1, day) for day in (1, 2, 3)]
    assert year.makeup_workdays == (date(2026, 1, 4),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("to: 2026-01-03", "to: 2025-12-31", "runs backwards"),
        ("name: New Year", "title: New Year", "lacks name"),
        ("- 2026-01-04", '- "soon"', "is no day"),
        ('source: "a notice"\n', "", "lacks source"),
    ],
)
def test_a_slip_of_the_pen_is_an_error(old, new, message):
    with pytest.raises(ParameterError, match=message):
        holiday_year(TEXT.replace(old, new, 1), "2026.yaml")


def test_china_is_loaded_with_a_source_per_year():
    years = holiday_years("cn")
    assert [year.year for year in years] == sorted(year.year for year in years)
    for year in years:
        assert year.source
        assert all(day.year == year.year for day in year.days_off())
        assert all(day.weekday() >= 5 for day in year.makeup_workdays)
        assert set(year.makeup_workdays).isdisjoint(year.days_off())


def test_a_country_that_is_not_loaded_has_no_year():
    assert holiday_years("nowhere") == ()


@pytest.mark.parametrize("year", range(2017, 2027))
def test_every_chinese_year_from_2017_to_2026_is_loaded(year):
    (found,) = [one for one in holiday_years("cn") if one.year == year]
    assert found.makeup_workdays


def test_a_chinese_year_whose_makeup_workdays_are_not_announced_is_not_loaded():
    assert max(one.year for one in holiday_years("cn")) == 2026


@pytest.mark.parametrize("country", "br id in jp ke kr my ng ph sg th uk us vn".split())
def test_the_other_countries_are_loaded_from_the_package_that_is_named(country):
    years = holiday_years(country)
    assert [one.year for one in years] == [2025, 2026, 2027]
    assert all("holidays 0." in one.source for one in years)
