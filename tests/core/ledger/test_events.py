"""Which book and which kind of event stands under which number, and do lines balance?"""

import pytest

from doorstep.ledger.components import Component, parts_of
from doorstep.ledger.events import (
    AccountEvent,
    Book,
    Entry,
    EventKind,
    Line,
    UnbalancedError,
    entry_of,
    owed_fen,
)

PAID = AccountEvent("a", EventKind.PAID, 5, 70)


def test_lines_that_are_a_fen_off_are_refused():
    with pytest.raises(UnbalancedError, match="a do not balance"):
        entry_of(PAID, {Book.RECEIVED: 70, Book.PRINCIPAL: -69}, is_accrual=False)


def test_every_book_keeps_the_number_under_which_rows_were_written():
    assert {book.name: int(book) for book in Book} == {
        "COST": 0, "FEE": 1, "LATE_FEE": 2, "DEFAULT_PENALTY": 3, "PENALTY_INTEREST": 4,
        "INTEREST": 5, "PRINCIPAL": 6, "RECEIVED": 7, "OVERPAID": 8, "TAKEN_OVER": 9,
        "EARNED": 10, "WAIVED": 11,
    }  # fmt: skip
    assert [part.name for part in Component] == [book.name for book in list(Book)[:7]]


def test_of_one_day_events_come_in_the_order_of_their_numbers():
    assert {kind.name: int(kind) for kind in EventKind} == {
        "TAKEN_OVER": 0, "COST_CHARGED": 1, "WAIVED": 2, "PAID": 3, "REVERSED": 4,
        "CLOCK_STOPPED": 5, "CLOCK_STARTED": 6, "STATEMENT": 7,
    }  # fmt: skip


def test_an_event_of_which_nothing_else_is_said_moves_nothing():
    plain = AccountEvent("s", EventKind.STATEMENT, 5)
    assert (plain.amount_fen, plain.parts_fen, plain.reverses) == (0, parts_of(), None)


@pytest.mark.parametrize("is_accrual", [True, False])
def test_an_entry_has_one_line_per_book_in_order_and_none_of_nothing(is_accrual):
    sums = {Book.RECEIVED: 70, Book.INTEREST: -70, Book.PRINCIPAL: 0}
    assert entry_of(PAID, sums, is_accrual=is_accrual) == Entry(
        "a", is_accrual, 5, (Line(Book.INTEREST, -70), Line(Book.RECEIVED, 70))
    )


def test_sums_of_nothing_make_no_entry():
    assert entry_of(PAID, {Book.RECEIVED: 0, Book.PRINCIPAL: 0}, is_accrual=False) is None


def test_what_is_owed_is_the_sum_of_the_first_seven_books():
    taken = Entry(
        "open",
        False,
        1,
        (Line(Book.COST, 30), Line(Book.PRINCIPAL, 1_000), Line(Book.TAKEN_OVER, -1_030)),
    )
    paid = Entry("a", False, 2, (Line(Book.PRINCIPAL, -400), Line(Book.RECEIVED, 400)))
    assert owed_fen([taken, paid]) == parts_of(cost=30, principal=600)
    assert owed_fen([]) == parts_of()
