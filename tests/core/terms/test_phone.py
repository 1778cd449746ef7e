"""Which phone number a text means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.terms.codes import PointKind
from doorstep.terms.phone import (
    Phone,
    is_filler,
    is_landline,
    is_mobile,
    phone_of,
    without_country_code,
)

mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "电话",
        "12345678901",  # a mobile begins with 13 to 19
        "1636295570",  # ten digits
        "163629557070",  # twelve digits
        "0433-023308",  # a local number has seven or eight digits
        "433-0233080",  # an area code begins with 0
        "00433-0233080",  # no area code has five digits
        "4008001234",  # a service number reaches no person
        "163****5707",  # masked
        "+1 212 555 0100",  # another country
    ],
)
def test_what_is_no_chinese_number_is_none(text):
    assert phone_of(text) is None


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("16362955707", "16362955707", PointKind.MOBILE),
        ("+86 163-6295-5707", "16362955707", PointKind.MOBILE),
        ("008616362955707", "16362955707", PointKind.MOBILE),
        ("8616362955707", "16362955707", PointKind.MOBILE),
        ("0433-0233080", "0433-0233080", PointKind.LANDLINE),
        ("04330233080", "0433-0233080", PointKind.LANDLINE),  # the hyphen is put in
        ("010-01234567", "010-01234567", PointKind.LANDLINE),
        ("01001234567", "010-01234567", PointKind.LANDLINE),  # 010 has three digits
        ("02401234567", "024-01234567", PointKind.LANDLINE),  # and so have 02x
        ("0433-0233080转12", "0433-0233080-12", PointKind.LANDLINE),
        ("0433-0233080-12", "0433-0233080-12", PointKind.LANDLINE),
    ],
)
def test_a_number_gets_one_normal_form(text, number, kind):
    assert phone_of(text) == Phone(number, kind)


@given(mobiles, st.sampled_from(["", "+86", "86", "0086", "+86 ", "86-"]))
def test_the_country_code_never_changes_a_mobile(number, code):
    assert phone_of(code + number) == Phone(number, PointKind.MOBILE)


@given(mobiles)
def test_the_normal_form_is_its_own_normal_form(number):
    assert is_mobile(number)
    assert without_country_code(number) == number


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text):
    found = phone_of(text)
    assert found is None or phone_of(found.number) == found


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("13800138000", True),
        ("13812345678", True),
        ("13912345678", True),
        ("16300000000", True),  # the last eight digits are the same
        ("16310000000", False),  # only seven are
        ("0433-88888888", True),
        ("16362955707", False),
        ("110", False),
    ],
)
def test_fillers_are_told_from_numbers(number, expected):
    assert is_filler(number) is expected


def test_a_fixed_line_needs_its_area_code():
    assert is_landline("0433-0233080")
    assert not is_landline("0233080")


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("010-1234-5678", "KR", "+821012345678"),
        ("+234 803 123 4567", "NG", "+2348031234567"),
        ("hello", "KR", None),
        ("12", "KR", None),
    ],
)
def test_elsewhere_the_library_decides(text, country, number):
    found = phone_of(text, country)
    assert (found.number if found else None) == number


def test_a_foreign_fixed_line_is_a_landline():
    assert phone_of("02-312-3456", "KR") == Phone("+8223123456", PointKind.LANDLINE)
