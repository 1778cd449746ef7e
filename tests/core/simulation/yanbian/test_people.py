import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng

from doorstep.simulation.yanbian.people import MOBILE_BLOCKS, check_character, draw_people

DAY = date(2026, 11, 25)


def remainder(identity: str) -> int:
    """ISO 7064 MOD 11-2, by Horner's scheme instead of weights: 1 for a valid number."""
    total = 0
    for character in identity[:-1]:
        total = (total + int(character)) * 2 % 11
    return (total + (10 if identity[-1] == "X" else int(identity[-1]))) % 11


@pytest.mark.parametrize(
    ("first_17", "check"),
    [
        ("11010519491231002", "X"),  # the example printed in GB 11643-1999
        ("44052418800101001", "4"),  # the second example printed there
    ],
)
def test_the_check_character_is_that_of_the_standard(first_17, check):
    assert check_character(first_17) == check


@given(st.from_regex(r"[0-9]{17}", fullmatch=True))
def test_every_check_character_satisfies_the_congruence(first_17):
    assert remainder(first_17 + check_character(first_17)) == 1


def test_people_carry_valid_but_rarely_issued_identity_numbers():
    people = draw_people(800, DAY, default_rng(4))
    assert len({person.identity_number for person in people}) == 800
    for person in people:
        assert re.fullmatch(r"[0-9]{17}[0-9X]", person.identity_number)
        assert remainder(person.identity_number) == 1
        assert person.identity_number[6:14] == f"{person.born_on:%Y%m%d}"
        assert int(person.identity_number[14:17]) > 700
        assert not person.identity_number.endswith("000")


def test_people_are_adults_for_more_than_two_years():
    people = draw_people(800, DAY, default_rng(5))
    assert len(people) == 800
    for person in people:
        born = person.born_on
        had_birthday = (DAY.month, DAY.day) >= (born.month, born.day)
        assert 20 < DAY.year - born.year - (not had_birthday) < 80


def test_mobiles_are_distinct_and_from_blocks_that_are_not_in_use():
    mobiles = [person.mobile for person in draw_people(800, DAY, default_rng(6))]
    assert len(set(mobiles)) == 800
    assert all(re.fullmatch(r"1\d{10}", mobile) for mobile in mobiles)
    assert {mobile[:3] for mobile in mobiles} == set(MOBILE_BLOCKS)
    assert set(MOBILE_BLOCKS) == {"154", "163", "164", "168", "169", "179"}


def test_e_mail_addresses_lie_under_a_reserved_domain():
    emails = [person.email for person in draw_people(300, DAY, default_rng(7)) if person.email]
    assert emails
    assert all(email.endswith(".example") for email in emails)


def test_house_numbers_lie_above_nine_thousand():
    people = draw_people(300, DAY, default_rng(8))
    assert len(people) == 300
    for person in people:
        numbers = re.findall(r"(\d+)号(?!楼)", person.home.address)
        assert numbers
        assert all(int(number) > 9000 for number in numbers)


def test_both_languages_are_spoken_and_names_are_written_in_both_scripts():
    people = draw_people(500, DAY, default_rng(9))
    korean = sum(person.language == "ko" for person in people)
    assert 0.2 < korean / 500 < 0.5
    for person in people:
        assert 2 <= len(person.name) <= 3
        assert person.name_romanised.isascii()
