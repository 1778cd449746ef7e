"""How do real loans without addresses come to live in the synthetic Yanbian?

The loans, their sums and their repayments stay as they are. Their borrowers get invented names,
homes and phones; those overdue on the day also get attempts and announced visits. Every contact
point is marked synthetic. The attempts answer to nothing in the real repayments: this settling
exercises deciding and planning, and says nothing about what contact does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.random import Generator, default_rng

from doorstep.intake.mappings.mapping import BookAccount, LoanBook
from doorstep.simulation.rows import WorldAttempt, WorldBorrower, WorldNotice, WorldPoint
from doorstep.simulation.traits import traits_of
from doorstep.simulation.yanbian.contacts import Borrowers, PastContacts, draw_contacts
from doorstep.simulation.yanbian.notices import draw_notices, may_be_announced
from doorstep.simulation.yanbian.people import Person, draw_people
from doorstep.simulation.yanbian.records import (
    Known,
    announced,
    attempt_rows,
    borrower_rows,
    notice_attempts,
    point_rows,
)
from doorstep.terms.codes import PointKind
from doorstep.terms.local_time import day_number

ANNOUNCED_SHARE: Final = 0.8
_SETTLING: Final = 2
"""Keeps this chance apart from that of a world of the same seed and day."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Synthetic surroundings of real loans; ``person_key`` is the book's borrower reference.

    Attributes:
        seed: Seed that it was drawn from.
        day: Nothing in it is dated on this day or later.
        borrowers: Invented names for the borrowers known on the day.
        contact_points: Invented homes and numbers, each marked synthetic.
        attempts: Invented attempts on the borrowers overdue on the day, by time.
        notices: Visits announced to most of those for whom one would be lawful.
    """

    seed: int
    day: date
    borrowers: tuple[WorldBorrower, ...]
    contact_points: tuple[WorldPoint, ...]
    attempts: tuple[WorldAttempt, ...]
    notices: tuple[WorldNotice, ...]


def with_synthetic_contacts(book: LoanBook, seed: int, day: date) -> Settlement:
    """Settle the borrowers of a loan book in the synthetic Yanbian.

    Args:
        book: The whole book; only what was known at the start of ``day`` is looked at.
        seed: Any whole number that fits 64 bits.
        day: The day to prepare for.
    """
    known_book = book.as_of(day)
    keys = [borrower.reference for borrower in known_book.borrowers]
    chance = default_rng([abs(seed), int(seed < 0), day_number(day), _SETTLING])
    people = dict(zip(keys, draw_people(len(keys), day, chance), strict=True))
    points = point_rows(list(people.values()), keys, day, chance)
    overdue = _overdue_by_person(known_book, day)
    attempts, notices = _past(known_book.lender, overdue, people, points, seed, day, chance)
    return Settlement(
        seed, day, borrower_rows(list(people.values()), keys), points, attempts, notices
    )


def _past(
    lender: str,
    overdue: Mapping[str, Sequence[BookAccount]],
    people: Mapping[str, Person],
    points: Sequence[WorldPoint],
    seed: int,
    day: date,
    chance: Generator,
) -> tuple[tuple[WorldAttempt, ...], tuple[WorldNotice, ...]]:
    if not overdue:
        return (), ()
    keys = list(overdue)
    late = [people[key] for key in keys]
    traits = traits_of(seed, keys)
    borrowers = _borrowers(overdue, late, day)
    contacts = draw_contacts(borrowers, traits, len(keys), day_number(day), chance)
    notices = _notices(contacts, keys, late, lender, _verified(points), day, chance)
    known = Known(keys, [lender] * len(keys), borrowers.placed_day)
    rows = attempt_rows(contacts, traits, late, known)
    rows += notice_attempts(notices, dict.fromkeys(keys, lender))
    return tuple(sorted(rows, key=lambda each: (each.at, each.person_key))), tuple(notices)


def _notices(
    contacts: PastContacts,
    keys: Sequence[str],
    late: Sequence[Person],
    lender: str,
    verified: frozenset[str],
    day: date,
    chance: Generator,
) -> list[WorldNotice]:
    may = may_be_announced(contacts, len(keys), day_number(day))
    may &= np.array([key in verified for key in keys], dtype=np.bool_)
    may &= chance.random(len(keys)) < ANNOUNCED_SHARE
    told = [announced(late[row], keys[row], lender) for row in np.flatnonzero(may).tolist()]
    return draw_notices(told, day, chance)


def _overdue_by_person(book: LoanBook, day: date) -> dict[str, list[BookAccount]]:
    overdue: dict[str, list[BookAccount]] = {}
    for account in sorted(book.overdue_on(day), key=lambda each: (each.due_on, each.loan_number)):
        overdue.setdefault(account.borrower, []).append(account)
    return overdue


def _borrowers(
    overdue: Mapping[str, Sequence[BookAccount]], late: Sequence[Person], day: date
) -> Borrowers:
    number = day_number(day)
    due = np.array([day_number(rows[0].due_on) for rows in overdue.values()], dtype=np.int64)
    owed = [sum(row.owed_cents for row in rows) for rows in overdue.values()]
    return Borrowers(
        first_due_day=due,
        placed_day=due + 1,
        owed_fen=np.array(owed, dtype=np.int64),
        has_email=np.array([bool(person.email) for person in late], dtype=np.bool_),
        last_day=np.full(len(due), number - 1, dtype=np.int64),
    )


def _verified(points: Sequence[WorldPoint]) -> frozenset[str]:
    return frozenset(
        point.person_key
        for point in points
        if point.kind is PointKind.ADDRESS and point.verified_on is not None
    )
