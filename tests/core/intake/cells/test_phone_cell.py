"""Which numbers a phone cell holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.intake.cells.phone import read_phones
from doorstep.intake.cells.reading import PLACEHOLDER, Reading


@pytest.mark.parametrize(
    ("value", "numbers", "repairs"),
    [
        (17979394867, ("17979394867",), ()),  # a number stored as a number
        (17979394867.0, ("17979394867",), ()),
        ("17979394867.0", ("17979394867",), ("decimal_tail_removed",)),
        ("+8617979394867", ("17979394867",), ("phone_country_code_removed",)),
        ("008617979394867", ("17979394867",), ("phone_country_code_removed",)),
        ("8617979394867", ("17979394867",), ("phone_country_code_removed",)),
        ("179 7939 4867", ("17979394867",), ("separators_removed",)),
        ("179-7939-4867", ("17979394867",), ("separators_removed",)),
        (
            "+86 179-7939-4867",
            ("17979394867",),
            ("phone_country_code_removed", "separators_removed"),
        ),
        ("0433-0233080", ("0433-0233080",), ()),  # the hyphen of a fixed line is no repair
        ("04330233080", ("04330233080",), ()),
        ("0433-0233080-12", ("0433-0233080-12",), ()),
        (
            "17979394867/0433-0233080",
            ("17979394867", "0433-0233080"),
            ("multiple_values_split",),
        ),
        ("17979394867；16362955707", ("17979394867", "16362955707"), ("multiple_values_split",)),
        ("17979394867、17979394867", ("17979394867",), ("multiple_values_split",)),
        ("17979394867/", ("17979394867",), ()),  # one number and a stray sign
        ("１７９７９３９４８６７", ("17979394867",), ("fullwidth_to_ascii",)),
    ],
)
def test_numbers_are_read_and_repairs_written_down(value, numbers, repairs):
    assert read_phones(value) == Reading(numbers, repairs)


@pytest.mark.parametrize(
    "value",
    ["1797939486", "27979394867", "call me", "1.79794E+10", "163****5707", "、", 12, "转12"],
)
def test_what_is_no_number_makes_no_contact_point(value):
    assert read_phones(value) == Reading(None, (), ("phone_invalid",))


@pytest.mark.parametrize("value", ["13800138000", "16300000000", " 13812345678"])
def test_a_filler_makes_no_contact_point(value):
    assert read_phones(value) == Reading(None, (), ("phone_placeholder",))


@pytest.mark.parametrize("value", ["0", 0, "无", "-"])
def test_a_placeholder_is_an_empty_cell(value):
    assert read_phones(value) == PLACEHOLDER


def test_one_good_number_beside_a_bad_one_is_kept_and_the_bad_one_said():
    assert read_phones("17979394867/123") == Reading(
        ("17979394867",), ("multiple_values_split",), ("phone_invalid",)
    )


@given(st.text(max_size=60))
def test_only_whole_numbers_come_out(text):
    numbers = read_phones(text).value or ()
    assert all(number[0] in "01" and len(number) >= 10 for number in numbers)
