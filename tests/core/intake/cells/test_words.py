"""What names, keys and identity cells say."""

import pytest

from doorstep.intake.cells.reading import PLACEHOLDER, Reading
from doorstep.intake.cells.words import read_identity, read_key, read_name

NUMBER = "222401198001017018"


@pytest.mark.parametrize(
    ("text", "value", "repairs"),
    [
        ("曹 波", "曹波", ("inner_space_removed",)),
        ("姜\u3000杰", "姜杰", ("inner_space_removed",)),
        ("李 䶮", "李䶮", ("inner_space_removed",)),  # an extension character is Han too
        ("𠮷 野", "𠮷野", ("inner_space_removed",)),
        ("金 东 哲", "金东哲", ("inner_space_removed",)),
        ("Kim Dong Chul", "Kim Dong Chul", ()),  # between Latin words a blank means something
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提", ()),  # the middle dot stays
        ("盧美善", "盧美善", ()),  # so does the traditional form
    ],
)
def test_only_blanks_between_han_characters_go(text, value, repairs):
    assert read_name(text) == Reading(value, repairs)


def test_a_name_that_is_a_placeholder_is_none():
    assert read_name("无") == PLACEHOLDER


@pytest.mark.parametrize(
    ("value", "key", "repairs"),
    [
        ("123.0", "123", ("decimal_tail_removed",)),
        ("123.00", "123", ("decimal_tail_removed",)),
        ("12.3.0", "12.3.0", ()),
        ("JJ1.0", "JJ1.0", ()),
        (123, "123", ()),  # a number stored as a number is plain reading
        (123.0, "123", ()),
        ("HT 1", "HT 1", ()),
    ],
)
def test_a_key_loses_the_tail_of_a_number_kept_as_text(value, key, repairs):
    assert read_key(value) == Reading(key, repairs)


@pytest.mark.parametrize(
    "value",
    [
        222401198001017000,
        2.22401198001017e17,
        1234567890123456,  # sixteen digits
        -222401198001017000,
        "2.22401E+17",
        "2.22401e17",
        "2E+17",
        "2.224011980010170E+17",
    ],
)
def test_lost_digits_are_never_guessed(value):
    assert read_identity(value).error == "id_precision_lost"


def test_fifteen_stored_digits_are_all_there():
    assert read_identity(222401700102881) == Reading("222401700102881")


@pytest.mark.parametrize("text", ["222401********7018", "2224011980＊＊＊＊7018", "*"])
def test_a_masked_number_is_refused(text):
    assert read_identity(text).error == "id_masked"


@pytest.mark.parametrize(
    "text", ["222401 19800101 7018", "222401-19800101-7018", "222401\u00a0198001017018"]
)
def test_blanks_and_hyphens_inside_go(text):
    assert read_identity(text) == Reading(NUMBER, ("separators_removed",))


def test_a_lower_case_x_is_left_to_the_rule_for_residents():
    assert read_identity("11010519491231002x").value == "11010519491231002x"
