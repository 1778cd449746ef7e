from datetime import date

import pytest

from doorstep.intake.mappings.mapping import (
    BookAccount,
    BookBorrower,
    BookPayment,
    LoanBook,
    LoanMapping,
    UnfitTableError,
    mapping,
    mapping_names,
    require_columns,
)


def test_a_mapping_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(ValueError, match="superlender"):
        mapping("nobody")


def test_mappings_are_found_by_being_in_the_package():
    assert "superlender" in mapping_names()
    assert isinstance(mapping("superlender"), LoanMapping)


@pytest.mark.parametrize(
    ("table", "words"), [({"a": [1]}, "no column b"), ({"a": [1], "b": []}, "length")]
)
def test_a_table_that_does_not_fit_is_refused(table, words):
    with pytest.raises(UnfitTableError, match=words):
        require_columns(table, ["a", "b"])


BOOK = LoanBook(
    "Example",
    "NGN",
    (BookBorrower("1", None), BookBorrower("2", 1980)),
    (
        BookAccount("1-1", "1", date(2017, 1, 1), date(2017, 1, 31), 100, 130, 1),
        BookAccount("2-1", "2", date(2017, 2, 10), date(2017, 3, 1), 100, 130, 1),
    ),
    (BookPayment("1-1", date(2017, 2, 1), 65), BookPayment("1-1", date(2017, 2, 5), 65)),
    (),
)


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (date(2017, 1, 31), ()),  # the due day is not over
        (date(2017, 2, 1), ("1-1",)),  # the first day past due
        (date(2017, 2, 5), ("1-1",)),  # the rest comes today: not known yet
        (date(2017, 2, 6), ()),  # fully paid yesterday
        (date(2017, 3, 2), ("2-1",)),
    ],
)
def test_an_account_is_overdue_from_the_day_after_it_was_due_until_it_is_paid(day, numbers):
    assert tuple(each.loan_number for each in BOOK.overdue_on(day)) == numbers
    assert BOOK.as_of(day).overdue_on(day) == BOOK.overdue_on(day)


def test_what_is_dated_on_the_day_or_later_is_not_known_at_its_start():
    known = BOOK.as_of(date(2017, 2, 5))
    assert [each.loan_number for each in known.accounts] == ["1-1"]
    assert [each.reference for each in known.borrowers] == ["1"]
    assert [each.received_on for each in known.payments] == [date(2017, 2, 1)]
