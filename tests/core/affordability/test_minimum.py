from datetime import date
from pathlib import Path

import pytest

from doorstep.affordability.minimum import (
    MinimumStandard,
    county_standards,
    protected_minimum,
    shipped_standards,
)
from doorstep.parameters.strict_yaml import ParameterError

GOOD = """
county: "222401"
name: {zh: "甲", en: "A"}
urban:
  - {from: 2026-01-01, to: null, monthly_yuan: 700, confidence: S, source: somebody,
     verified: 2026-01-01, review_by: 2026-12-31}
rural: []
"""


def known(county="222401", on=date(2026, 11, 25), *, urban=True, entered=()):
    found = protected_minimum(county, is_urban=urban, on=on, entered=entered)
    return getattr(found, "code", None) or found.per_person_fen


@pytest.mark.parametrize(
    ("county", "urban", "on", "code"),
    [
        ("222403", True, date(2026, 11, 25), "minimum-unknown"),  # nothing was found for Dunhua
        ("222401", False, date(2026, 11, 25), "minimum-unknown"),  # nor for Yanji's countryside
        ("222401", True, date(2014, 6, 30), "minimum-unknown"),  # before the first value
        ("222401", True, date(2020, 1, 1), "minimum-unknown"),  # between two known values
        ("222401", True, date(2027, 8, 1), "minimum-stale"),  # past its review day
        ("222405", True, date(2026, 11, 25), "minimum-stale"),  # Longjing's is from 2020
    ],
)
def test_a_county_without_a_sourced_value_in_force_is_a_hold(county, urban, on, code):
    assert known(county, on, urban=urban) == code


@pytest.mark.parametrize(
    ("on", "fen"),
    [
        (date(2015, 6, 30), 64_500),  # 430 yuan, one and a half times
        (date(2015, 7, 1), 72_000),
        (date(2025, 7, 1), 114_000),  # 760 yuan
        (date(2027, 7, 31), 114_000),  # the last day before it has to be looked at again
    ],
)
def test_one_and_a_half_times_the_local_standard_is_protected(on, fen):
    assert known(on=on) == fen


def test_a_value_that_a_named_person_entered_goes_first():
    own = MinimumStandard(
        "222401", True, date(2026, 7, 1), None, 80_000, "the town's notice", None
    )

    assert known(entered=[own]) == 120_000
    assert known(on=date(2026, 6, 30), entered=[own]) == 114_000


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (("monthly_yuan: 700", "monthly_yuan: 0"), "monthly_yuan"),
        (("monthly_yuan: 700", "monthly_yuan: -1"), "monthly_yuan"),
        (("monthly_yuan: 700", "monthly_yuan: 7.5"), "monthly_yuan"),
        (("monthly_yuan: 700", "monthly_yuan: '700'"), "monthly_yuan"),
        (("monthly_yuan: 700", "monthly_yuan: 100000"), "monthly_yuan"),
        (("from: 2026-01-01", "from: null"), "first day"),
        (("to: null", "to: later"), "no day"),
        (("review_by: 2026-12-31", "review_by: later"), "no day"),
        (("source: somebody", "source: ''"), "source"),
        (("to: null", "to: 2025-01-01"), "end before it begins"),
        (("from: 2026-01-01", "from: soon"), "from"),
        (("review_by: 2026-12-31", "reviewed: 2026-12-31"), "review_by"),
        (('"222401"', '"222402"'), "county"),
        (("rural: []", "rural: []\nrural: []"), "twice"),
    ],
)
def test_a_fault_in_a_file_is_named_with_file_and_key(changed, words):
    with pytest.raises(ParameterError, match=words) as raised:
        county_standards(GOOD.replace(*changed), "222401.yaml")
    assert "222401.yaml" in str(raised.value)


@pytest.mark.parametrize("yuan", [1, 99_999])
def test_the_least_and_the_most_whole_yuan_are_taken(yuan):
    text = GOOD.replace("monthly_yuan: 700", f"monthly_yuan: {yuan}")
    assert county_standards(text, "222401.yaml") == [
        MinimumStandard(
            "222401", True, date(2026, 1, 1), None, 100 * yuan, "somebody", date(2026, 12, 31)
        )
    ]


def test_the_countryside_has_its_own_values():
    text = GOOD.replace("urban:", "kept:").replace("rural: []", "urban: []")
    found = county_standards(text.replace("kept:", "rural:"), "222401.yaml")
    assert [each.is_urban for each in found] == [False]


def followed(ends):
    """Return a file whose first value ends on a day and whose second begins in June."""
    return GOOD.replace("to: null", f"to: {ends}").replace(
        "rural: []",
        "  - {from: 2026-06-01, to: null, monthly_yuan: 800, confidence: S, source: somebody,\n"
        "     verified: 2026-06-01, review_by: null}\nrural: []",
    )


@pytest.mark.parametrize(
    "ends",
    [
        "2026-06-01",  # both on one day
        "null",  # the first never ends
    ],
)
def test_two_values_never_overlap(ends):
    with pytest.raises(ParameterError, match="overlaps"):
        county_standards(followed(ends), "222401.yaml")


def test_two_values_follow_each_other():
    assert len(county_standards(followed("2026-05-31"), "222401.yaml")) == 2


@pytest.mark.parametrize(
    ("on", "is_in_force"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),  # its first day
        (date(2026, 6, 30), True),  # its last
        (date(2026, 7, 1), False),
    ],
)
def test_a_standard_is_in_force_from_its_first_day_to_its_last(on, is_in_force):
    one = MinimumStandard("222401", True, date(2026, 1, 1), date(2026, 6, 30), 1, "it", None)
    assert one.is_in_force(on) is is_in_force


def test_a_standard_of_one_day_is_one_and_a_source_of_blanks_is_none():
    day = date(2026, 1, 1)
    assert MinimumStandard("222401", True, day, day, 1, "it", None).is_in_force(day)
    with pytest.raises(ValueError, match="source"):
        MinimumStandard("222401", True, day, day, 1, "  ", None)


def test_of_two_entered_standards_the_newer_holds_up_to_its_review_day():
    day = date(2026, 7, 1)
    two = [
        MinimumStandard("222499", False, date(2026, 1, 1), None, 60_001, "old", None),
        MinimumStandard("222499", False, day, None, 80_001, "new", date(2026, 11, 25)),
        MinimumStandard("222499", True, day, None, 99_900, "of the town", None),
    ]
    for entered in (two, two[::-1]):
        # 800.01 yuan, one and a half times, whole fen
        assert known("222499", urban=False, entered=entered) == 120_001
    late = known("222499", date(2026, 11, 26), urban=False, entered=two)
    assert late == "minimum-stale"
    assert known("222499", date(2026, 6, 30), urban=False, entered=two) == 90_001


def test_values_that_overlap_are_refused():
    second = GOOD.replace(
        "rural: []",
        "  - {from: 2026-06-01, to: null, monthly_yuan: 800, confidence: S, source: somebody,\n"
        "     verified: 2026-06-01, review_by: null}\nrural: []",
    )
    with pytest.raises(ParameterError, match="overlaps"):
        county_standards(second, "222401.yaml")


def test_a_standard_of_nothing_is_refused():
    with pytest.raises(ValueError, match="positive"):
        MinimumStandard("222401", True, date(2026, 1, 1), None, 0, "somebody", None)


def test_every_shipped_value_names_its_source():
    assert {each.county for each in shipped_standards()} == {
        file.stem for file in Path("src/doorstep/parameters/cn/minimum_living").glob("*.yaml")
    }
    assert all(each.source for each in shipped_standards())
