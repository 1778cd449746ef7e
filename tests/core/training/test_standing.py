"""What is a pass, until when does it count, and what reopens a course?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from doorstep.compliance.house.policy import HousePolicy, rulebook_with
from doorstep.compliance.rulebook import rulebook_on
from doorstep.training.exam import marked, unanswered
from doorstep.training.reading import courses
from doorstep.training.standing import changed_rules, marks_on, terms_on

DAY = date(2026, 11, 26)
COURSE = courses()["calm"]
RIGHT = {number: each.right for number, each in enumerate(COURSE.questions, 1)}
RULES = ("HP-VISIT-CAP", "CN-VISIT-08")


def wrong(*numbers: int) -> dict[int, int]:
    return RIGHT | {number: RIGHT[number] % 3 + 1 for number in numbers}


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, (1, 2, 3, 4, 5)),
        ({1: 1, 2: 1, 3: 1, 4: 1}, (5,)),
        (RIGHT | {2: 0}, (2,)),  # no such answer
        (RIGHT | {2: 4}, (2,)),  # nor the fourth of three
        (RIGHT | {9: 1}, ()),  # a question that was not asked is not marked
    ],
)
def test_a_question_without_an_answer_that_exists_is_unanswered(answers, missing):
    assert unanswered(COURSE, answers) == missing
    if missing:
        with pytest.raises(ValueError, match="no answer"):
            marked(COURSE, answers, 80)


@pytest.mark.parametrize(
    ("numbers", "is_passed"),
    [
        ((), True),
        ((2,), True),  # four of five, and the fifth is not one that must be right
        ((2, 4), False),  # three of five
        ((1,), False),  # leaving when asked must be right
        ((3,), False),  # so must helping somebody in despair
    ],
)
def test_a_pass_is_four_of_five_and_everything_that_must_be(numbers, is_passed):
    result = marked(COURSE, wrong(*numbers), 80)
    assert (result.wrong, result.is_passed) == (numbers, is_passed)


def test_a_pass_counts_a_year_and_a_changed_rule_leaves_a_fortnight():
    terms = terms_on(DAY)
    assert terms.last_day(DAY) == date(2027, 11, 25)
    assert terms.last_day_of_grace(DAY) == DAY + timedelta(days=14)


def test_a_rule_that_nobody_touched_reopens_nothing():
    entries = rulebook_on(DAY).entries
    then = marks_on(entries, RULES, DAY)
    assert changed_rules(then, marks_on(entries, RULES, DAY + timedelta(days=300))) == ()


def test_a_house_number_that_was_made_stricter_reopens_from_its_first_day():
    then = marks_on(rulebook_on(DAY).entries, RULES, DAY)
    begins = DAY + timedelta(days=5)
    stricter = HousePolicy("HP-VISIT-CAP.per_month", 1, begins, None, DAY, "fewer visits")
    book = rulebook_with([stricter], begins)
    before = marks_on(book.entries, RULES, begins - timedelta(days=1))
    assert changed_rules(then, before) == ()
    assert changed_rules(then, marks_on(book.entries, RULES, begins)) == ("HP-VISIT-CAP",)


def test_a_new_day_of_review_is_nothing_that_anybody_has_to_learn():
    entry = rulebook_on(DAY).entry("CN-VISIT-08")
    looked_at = replace(
        entry, legs=tuple(replace(each, review_by=date(2030, 1, 1)) for each in entry.legs)
    )
    reworded = replace(entry, legs=tuple(replace(each, summary="x") for each in entry.legs))
    marks = [marks_on({"CN-VISIT-08": one}, ["CN-VISIT-08"], DAY) for one in (entry, looked_at)]
    assert marks[0] == marks[1] != marks_on({"CN-VISIT-08": reworded}, ["CN-VISIT-08"], DAY)


def test_a_rule_that_is_gone_or_was_taken_up_since_counts_as_changed():
    then = marks_on(rulebook_on(DAY).entries, RULES, DAY)
    assert changed_rules(then, marks_on({}, RULES, DAY)) == tuple(sorted(RULES))
    assert changed_rules(then, then | {"HP-STOP": "0123456789ab"}) == ("HP-STOP",)
    assert changed_rules(then, {"CN-VISIT-08": then["CN-VISIT-08"]}) == ()
