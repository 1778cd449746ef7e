"""What did the borrowers of the synthetic Yanbian promise and pay before the world's day?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import Fen
from doorstep.ledger.promises import PaidSum, PromiseDue, PromiseOutcome, settle
from doorstep.simulation.behaviour import paid_unasked_chance, unasked_fen
from doorstep.simulation.borrower import promise_payments
from doorstep.simulation.chance import Question, uniforms
from doorstep.simulation.shift import NO_SHIFT
from doorstep.simulation.traits import Traits
from doorstep.simulation.yanbian.contacts import HISTORY_DAYS, Borrowers, PastContacts, first_days
from doorstep.terms.local_time import Days, day_of

GRACE_DAYS: Final = 3
_BEFORE_PLACEMENT_SHARE: Final = 0.35
"""A payment before placement is at most this share of what was owed at placement."""


@dataclass(frozen=True, slots=True)
class PastPromises:
    """One row per promise, by person and time.

    Attributes:
        person: Row of the person.
        contact: Row of the contact in which it was made.
        made_day: Day number.
        due_day: Day number.
        amount_fen: Sum.
    """

    person: NDArray[np.intp]
    contact: NDArray[np.intp]
    made_day: Days
    due_day: Days
    amount_fen: Fen


@dataclass(frozen=True, slots=True)
class Owed:
    """One account of a person, as far as payments go."""

    account: int
    placed_day: int
    owed_fen: int


@dataclass(frozen=True, slots=True)
class PastPayment:
    """Money received on an account; rows of the account and the person, and a day number."""

    account: int
    person: int
    day: int
    amount_fen: int


def made_promises(contacts: PastContacts) -> PastPromises:
    """Return the promises that came of the contacts, one at a time per person."""
    said = np.flatnonzero(contacts.outcome.promised_fen > 0)
    kept = []
    person, free_from = -1, 0
    for row in said:
        who, when = int(contacts.person[row]), int(contacts.day[row])
        if who != person or when > free_from:
            kept.append(row)
            person, free_from = who, int(contacts.outcome.promised_day[row]) + GRACE_DAYS
    rows = np.array(kept, dtype=np.intp)
    return PastPromises(
        person=contacts.person[rows],
        contact=rows,
        made_day=contacts.day[rows].astype(np.int32),
        due_day=contacts.outcome.promised_day[rows],
        amount_fen=contacts.outcome.promised_fen[rows],
    )


def past_payments(
    borrowers: Borrowers,
    traits: Traits,
    contacts: PastContacts,
    promises: PastPromises,
    accounts: Sequence[Sequence[Owed]],
    day: int,
) -> list[PastPayment]:
    """Return all payments before ``day``, each on the oldest account that has a rest.

    Args:
        borrowers: One row per person.
        traits: In the same order.
        contacts: Past contacts; being reached moves payments for some days.
        promises: Past promises; they are kept or broken.
        accounts: The accounts of each person, oldest due first.
        day: The world's day number.
    """
    wishes = [
        *_promised(traits, promises, day),
        *_unasked(borrowers, traits, contacts, promises, day),
    ]
    paid: list[PastPayment] = []
    left = [[owed.owed_fen for owed in of_person] for of_person in accounts]
    for when, person, amount in sorted(wishes):
        paid += _on_accounts(person, when, amount, accounts[person], left[person])
    return paid


def promise_outcomes(
    promises: PastPromises, payments: Sequence[PastPayment], day: int
) -> list[PromiseOutcome]:
    """Return what became of the promises by the start of ``day``, in their order."""
    due = [
        PromiseDue(row, int(who), int(made), int(by), int(amount))
        for row, (who, made, by, amount) in enumerate(
            zip(
                promises.person,
                promises.made_day,
                promises.due_day,
                promises.amount_fen,
                strict=True,
            )
        )
    ]
    sums = [PaidSum(each.person, each.day, each.amount_fen) for each in payments]
    return settle(due, sums, day, GRACE_DAYS)


def _promised(traits: Traits, promises: PastPromises, day: int) -> Iterator[tuple[int, int, int]]:
    of_promise = traits.take(promises.person)
    plan = promise_payments(of_promise, promises.amount_fen, promises.due_day, NO_SHIFT)
    for row in np.flatnonzero((plan.amount_fen > 0) & (plan.paid_day < day)):
        yield int(plan.paid_day[row]), int(promises.person[row]), int(plan.amount_fen[row])


def _unasked(
    borrowers: Borrowers,
    traits: Traits,
    contacts: PastContacts,
    promises: PastPromises,
    day: int,
) -> Iterator[tuple[int, int, int]]:
    first = first_days(borrowers, day)
    reached_on = np.full(len(first), -(10**6), dtype=np.int64)
    bound_until = np.full(len(first), -(10**6), dtype=np.int64)
    reached = _by_day(contacts.day, np.flatnonzero(contacts.outcome.is_reached), day)
    made = _by_day(promises.made_day.astype(np.int64), np.arange(len(promises.person)), day)
    for number in range(day - HISTORY_DAYS, day):
        begun = reached[number - day + HISTORY_DAYS]
        reached_on[contacts.person[begun]] = number
        said = made[number - day + HISTORY_DAYS]
        bound_until[promises.person[said]] = promises.due_day[said] + GRACE_DAYS
        of_month = np.array(day_of(number).day, dtype=np.int64)
        since = (number - reached_on).astype(np.float64)
        chance = paid_unasked_chance(traits, of_month, since, NO_SHIFT)
        pays = uniforms(traits.numbers, Question.PAID_UNASKED, number) < chance
        pays &= (number >= first) & (number <= borrowers.last_day) & (number > bound_until)
        share = uniforms(traits.numbers, Question.UNASKED_SHARE, number)
        sums = unasked_fen(traits, borrowers.owed_fen, share)
        for person in np.flatnonzero(pays):
            yield number, int(person), int(sums[person])


def _by_day(days: NDArray[np.int64], rows: NDArray[np.intp], day: int) -> list[NDArray[np.intp]]:
    """Return rows grouped by day, from the first day of the history to the day before."""
    order = rows[np.argsort(days[rows], kind="stable")]
    limits = np.searchsorted(days[order], np.arange(day - HISTORY_DAYS, day + 1))
    return [order[begin:end] for begin, end in pairwise(limits)]


def _on_accounts(
    person: int, day: int, amount: int, accounts: Sequence[Owed], left: list[int]
) -> Iterator[PastPayment]:
    """Put one sum on a person's accounts, oldest first; what is beyond the debt is not paid."""
    for index, owed in enumerate(accounts):
        is_placed = day >= owed.placed_day
        most = left[index] if is_placed else int(owed.owed_fen * _BEFORE_PLACEMENT_SHARE)
        taken = min(amount, most)
        if taken > 0:
            yield PastPayment(owed.account, person, day, taken)
            amount -= taken
            left[index] -= taken if is_placed else 0
        if not is_placed:
            return
