from datetime import date, timedelta

import pytest

from doorstep.intake.mappings.mapping import BookAccount, BookBorrower, BookPayment, LoanBook
from doorstep.simulation.settle import with_synthetic_contacts
from doorstep.terms.codes import PointKind
from doorstep.terms.local_time import beijing_instant

DAY = date(2017, 2, 15)


@pytest.fixture(scope="module")
def book():
    """Sixty loans: those with an even number are overdue on the day, one is opened on it."""
    accounts, payments = [], []
    for number in range(60):
        opened = DAY - timedelta(days=60) if number else DAY
        due = opened + timedelta(days=30)
        accounts.append(
            BookAccount(f"{number}-1", f"{number:02d}", opened, due, 100_00, 120_00, 1)
        )
        if number % 2:
            payments.append(BookPayment(f"{number}-1", due, 120_00))
    borrowers = tuple(BookBorrower(f"{number:02d}", None) for number in range(60))
    return LoanBook("Example", "NGN", borrowers, tuple(accounts), tuple(payments), ())


def test_a_book_of_which_nothing_is_known_yet_settles_nobody(book):
    settled = with_synthetic_contacts(book, 3, DAY - timedelta(days=90))
    assert (settled.borrowers, settled.attempts, settled.notices) == ((), (), ())


def test_the_same_seed_and_day_settle_alike(book):
    assert with_synthetic_contacts(book, 3, DAY) == with_synthetic_contacts(book, 3, DAY)
    assert with_synthetic_contacts(book, 3, DAY) != with_synthetic_contacts(book, 4, DAY)


def test_everybody_known_gets_a_marked_home_and_only_the_overdue_get_attempts(book):
    settled = with_synthetic_contacts(book, 3, DAY)
    known = {f"{number:02d}" for number in range(1, 60)}
    assert {each.person_key for each in settled.borrowers} == known
    homes = [each for each in settled.contact_points if each.kind is PointKind.ADDRESS]
    assert {each.person_key for each in homes} == known
    assert all(each.is_synthetic for each in settled.contact_points)
    overdue = {f"{number:02d}" for number in range(2, 60, 2)}
    assert {each.person_key for each in settled.attempts} <= overdue
    assert len(settled.attempts) > 100


def test_what_is_paid_after_the_day_changes_nothing(book):
    later = LoanBook(
        book.lender,
        book.currency,
        book.borrowers,
        book.accounts,
        (*book.payments, BookPayment("2-1", DAY, 120_00)),
        (),
    )
    assert with_synthetic_contacts(later, 3, DAY) == with_synthetic_contacts(book, 3, DAY)


def test_nothing_settled_is_dated_on_the_day_or_later(book):
    settled = with_synthetic_contacts(book, 3, DAY)
    assert all(each.at < beijing_instant(DAY, 0) for each in settled.attempts)
    first_door = beijing_instant(DAY, 9)
    assert settled.notices
    assert all(first_door - each.sent_at >= timedelta(hours=24) for each in settled.notices)
