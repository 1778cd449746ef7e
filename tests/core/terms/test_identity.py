"""What a resident identity number says, and when it is none."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from doorstep.terms.identity import (
    Gender,
    IdentityProblem,
    age_on,
    born_on,
    check_character,
    gender_of,
    is_old_form,
    problem_of,
    upgraded,
)

TODAY = date(2026, 6, 30)

numbers = st.builds(
    lambda region, born, serial: f"{region}{born:%Y%m%d}{serial:03d}",
    st.sampled_from(["222401", "110105", "310112", "440307", "820000", "910000"]),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(700, 999),
).map(lambda first17: first17 + check_character(first17))


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("", IdentityProblem.FORMAT),
        ("22240119800101701", IdentityProblem.FORMAT),  # 17 characters
        ("2224011980010170180", IdentityProblem.FORMAT),  # 19 characters
        ("22240119800101701x", IdentityProblem.FORMAT),  # lower case is repaired before
        ("2224011980010170A8", IdentityProblem.FORMAT),  # a letter inside
        (
            "２２２４０１１９８００１０１７０１０",
            IdentityProblem.FORMAT,
        ),  # full width is no digit here
        ("102401198001017010", IdentityProblem.FORMAT),  # no province 10
        ("992401198001017010", IdentityProblem.FORMAT),  # no province 99
        ("222401198002307010", IdentityProblem.BIRTH_DATE),  # 30 February
        ("222401198013017010", IdentityProblem.BIRTH_DATE),  # month 13
        ("222401202607017010", IdentityProblem.BIRTH_DATE),  # the day after today
    ],
)
def test_a_wrong_number_is_told_by_the_first_thing_wrong_with_it(number, problem):
    assert problem_of(number, TODAY) is problem


@given(numbers)
def test_a_number_with_its_check_character_is_right(number):
    assert problem_of(number, TODAY) is None


@given(numbers, st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed(number, place, shift):
    digit = (int(number[place]) + shift) % 10
    assert problem_of(f"{number[:place]}{digit}{number[place + 1 :]}", TODAY) is not None


@given(numbers, st.integers(0, 15))
def test_two_neighbours_in_the_wrong_order_are_noticed(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assume(swapped != number)
    assert problem_of(swapped, TODAY) is not None


def test_the_check_character_of_the_standards_own_example_is_x():
    assert check_character("11010519491231002") == "X"


@pytest.mark.parametrize(
    "text", ["", "1101051949123100", "110105194912310021", "1101051949123100X"]
)
def test_a_check_character_belongs_behind_seventeen_digits_only(text):
    with pytest.raises(ValueError, match="17 digits"):
        check_character(text)


def test_an_old_number_gets_its_century_and_check_character():
    assert upgraded("222401700102881") == "222401197001028818"


@given(numbers.filter(lambda number: number[6:8] == "19"))
def test_the_upgrade_of_a_shortened_number_is_the_number(number):
    short = number[:6] + number[8:17]
    assert is_old_form(short)
    assert upgraded(short) == number


def test_only_fifteen_digits_can_be_upgraded():
    with pytest.raises(ValueError, match="15 digits"):
        upgraded("22240170010288X")


@pytest.mark.parametrize(
    ("digit", "gender"), [("0", Gender.FEMALE), ("1", Gender.MALE), ("8", Gender.FEMALE)]
)
def test_the_seventeenth_digit_tells_the_gender(digit, gender):
    assert gender_of(f"2224011980010170{digit}0") is gender


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 6, 1), date(2026, 5, 31), 17),  # the day before
        (date(2008, 6, 1), date(2026, 6, 1), 18),  # on the birthday itself
        (date(2008, 2, 29), date(2026, 2, 28), 17),  # born on a leap day
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2026, 6, 1), date(2026, 6, 1), 0),
    ],
)
def test_age_is_counted_in_completed_years(born, day, age):
    assert age_on(born, day) == age


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 40_000))
def test_nobody_grows_younger(born, days):
    later = born + timedelta(days=days)
    assert 0 <= age_on(born, later) <= age_on(born, later + timedelta(days=1))


def test_a_birth_date_that_does_not_exist_is_none():
    assert born_on("222401198002307010") is None
    assert born_on("222401198002297010") == date(1980, 2, 29)
