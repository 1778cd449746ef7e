"""Who owes what in the synthetic Yanbian, and what has happened since?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from doorstep.ledger.promises import PromiseOutcome
from doorstep.simulation.rows import WorldAccount
from doorstep.simulation.traits import Traits, traits_of
from doorstep.simulation.yanbian.contacts import Borrowers, PastContacts, draw_contacts
from doorstep.simulation.yanbian.loans import DECEASED_REMARK, draw_accounts
from doorstep.simulation.yanbian.money import (
    Owed,
    PastPayment,
    PastPromises,
    made_promises,
    past_payments,
    promise_outcomes,
)
from doorstep.simulation.yanbian.people import Person, draw_people
from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import day_number

PERSONS_PER_ACCOUNT: Final = 0.8
_QUIET_DAYS_AFTER_DEATH: Final = 45
_DAYS_BEFORE_FIRST: Final = 3


@dataclass(frozen=True, slots=True)
class Portfolio:
    """People and their loans.

    Attributes:
        people: The people.
        keys: Their keys, in the same order.
        traits: Their hidden traits, in the same order.
        accounts: Their loans.
        rows_of_person: Rows of ``accounts`` for each person, oldest due first; never empty.
        borrowers: What the history needs to know of each person.
    """

    people: list[Person]
    keys: list[str]
    traits: Traits
    accounts: list[WorldAccount]
    rows_of_person: list[list[int]]
    borrowers: Borrowers

    @property
    def lenders(self) -> list[str]:
        """Return the lender of each person's oldest loan."""
        return [self.accounts[rows[0]].lender for rows in self.rows_of_person]


@dataclass(frozen=True, slots=True)
class Past:
    """What happened before the world's day.

    Attributes:
        contacts: Attempts.
        promises: Promises that came of them.
        payments: Money received.
        outcomes: What became of the promises, in their order.
    """

    contacts: PastContacts
    promises: PastPromises
    payments: list[PastPayment]
    outcomes: list[PromiseOutcome]

    def owed_now_fen(self, portfolio: Portfolio) -> NDArray[np.int64]:
        """Return what each person still owes at the start of the day."""
        left = portfolio.borrowers.owed_fen.copy()
        for payment in self.payments:
            placed_on = portfolio.accounts[payment.account].placed_on
            if payment.day >= day_number(placed_on):
                left[payment.person] -= payment.amount_fen
        return left

    def has_open_promise(self, persons: int) -> NDArray[np.bool_]:
        """Return for each person whether a promise still runs, shape ``(persons,)``."""
        is_open = [outcome.state is PromiseState.OPEN for outcome in self.outcomes]
        has = np.zeros(persons, dtype=np.bool_)
        has[self.promises.person[np.array(is_open, dtype=np.bool_)]] = True
        return has


def draw_portfolio(seed: int, day: date, accounts: int, chance: Generator) -> Portfolio:
    """Draw people and loans; four people for five loans."""
    people = draw_people(max(round(accounts * PERSONS_PER_ACCOUNT), 1), day, chance)
    keys = [person.identity_number for person in people]
    traits = traits_of(seed, keys)
    loans = draw_accounts(people, traits, accounts, day, chance)
    rows = _rows_of_person(loans, keys)
    return Portfolio(people, keys, traits, loans, rows, _borrowers(people, loans, rows, day))


def draw_past(portfolio: Portfolio, day: date, chance: Generator) -> Past:
    """Draw attempts, and let promises and payments follow from them."""
    number = day_number(day)
    borrowers, traits, loans = portfolio.borrowers, portfolio.traits, portfolio.accounts
    contacts = draw_contacts(borrowers, traits, len(loans), number, chance)
    promises = made_promises(contacts)
    owed = [[_owed(row, loans[row]) for row in rows] for rows in portfolio.rows_of_person]
    payments = past_payments(borrowers, traits, contacts, promises, owed, number)
    return Past(contacts, promises, payments, promise_outcomes(promises, payments, number))


def _rows_of_person(loans: Sequence[WorldAccount], keys: Sequence[str]) -> list[list[int]]:
    rows: dict[str, list[int]] = {key: [] for key in keys}
    for row in sorted(range(len(loans)), key=lambda each: (loans[each].due_on, each)):
        rows[loans[row].person_key].append(row)
    return [rows[key] for key in keys]


def _borrowers(
    people: Sequence[Person],
    loans: Sequence[WorldAccount],
    rows_of_person: Sequence[Sequence[int]],
    day: date,
) -> Borrowers:
    first_due = [day_number(loans[rows[0]].due_on) for rows in rows_of_person]
    has_died = [
        any(loans[row].remark == DECEASED_REMARK for row in rows) for rows in rows_of_person
    ]
    number = day_number(day)
    last = [
        max(number - _QUIET_DAYS_AFTER_DEATH, due + _DAYS_BEFORE_FIRST) if died else number - 1
        for due, died in zip(first_due, has_died, strict=True)
    ]
    placed = [min(day_number(loans[row].placed_on) for row in rows) for rows in rows_of_person]
    owed = [sum(loans[row].owed_fen for row in rows) for rows in rows_of_person]
    return Borrowers(
        first_due_day=np.array(first_due, dtype=np.int64),
        placed_day=np.array(placed, dtype=np.int64),
        owed_fen=np.array(owed, dtype=np.int64),
        has_email=np.array([bool(person.email) for person in people], dtype=np.bool_),
        last_day=np.array(last, dtype=np.int64),
    )


def _owed(row: int, account: WorldAccount) -> Owed:
    return Owed(row, day_number(account.placed_on), account.owed_fen)
