"""Which whole number a cell says."""

import pytest

from doorstep.intake.cells.number import read_number
from doorstep.intake.cells.reading import Reading
from doorstep.intake.tables import Formula


@pytest.mark.parametrize(
    "value", ["五天", "59.5", 59.5, "1,000", "59 60", "天", True, 10**12, "M2"]
)
def test_what_is_no_whole_number_is_unreadable(value):
    assert read_number(value).error == "number_unreadable"


@pytest.mark.parametrize(
    ("value", "number", "repairs"),
    [
        (59, 59, ()),
        (59.0, 59, ()),
        ("59", 59, ()),
        ("-3", -3, ()),
        ("59.0", 59, ("decimal_tail_removed",)),
        ("59天", 59, ("unit_word_removed",)),
        ("59 日", 59, ("unit_word_removed",)),
        ("3期", 3, ("unit_word_removed",)),
        ("46岁", 46, ("unit_word_removed",)),
        ("５９", 59, ("fullwidth_to_ascii",)),
    ],
)
def test_a_number_with_or_without_its_counting_word(value, number, repairs):
    assert read_number(value) == Reading(number, repairs)


def test_a_formula_gives_its_stored_result_or_nothing():
    assert read_number(Formula("=A1", 5)) == Reading(5, (), ("formula_cached_value",))
    assert read_number(Formula("=A1", None)).error == "formula_no_value"
    assert read_number(Formula("=A1", "x")).error == "number_unreadable"
