"""What does the bundled synthetic Yanbian hold on a day?

Everything is dated relative to the day: loans were placed with us 68, 40 and 12 days before it,
the history of attempts and payments reaches back 180 days, and visits were announced two days
before it. The same seed, day and number of accounts give the same world, byte for byte.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from doorstep.simulation.rows import (
    WorldAccount,
    WorldAttempt,
    WorldBorrower,
    WorldNotice,
    WorldOrganisation,
    WorldPair,
    WorldPayment,
    WorldPoint,
    WorldPromise,
    WorldShift,
    WorldStaff,
)
from doorstep.simulation.yanbian.crew import draw_crew
from doorstep.simulation.yanbian.loans import (
    AGENCY,
    BUSINESS_LENDER,
    CONSUMER_LENDER,
    FLAG_REMARKS,
)
from doorstep.simulation.yanbian.notices import draw_notices, may_be_announced
from doorstep.simulation.yanbian.people import Person
from doorstep.simulation.yanbian.placement_file import placement_csv
from doorstep.simulation.yanbian.portfolio import Past, Portfolio, draw_past, draw_portfolio
from doorstep.simulation.yanbian.records import (
    Known,
    announced,
    attempt_rows,
    borrower_rows,
    made_at,
    notice_attempts,
    point_rows,
)
from doorstep.terms.codes import PointKind
from doorstep.terms.local_time import day_number, day_of

NOTICES_PER_ACCOUNT: Final = 0.06
OLDEST_ANNOUNCED_YEARS: Final = 75
_DAYS_PER_YEAR: Final = 365.2425
_FLAGS: Final = frozenset(text for text, _ in FLAG_REMARKS)


@dataclass(frozen=True, slots=True)
class World:
    """A synthetic portfolio on a day; rows are explained in ``simulation.rows``.

    Attributes:
        seed: Seed that it was built from.
        day: Its day; everything inside happened before it.
        organisations: Two lenders and one agency.
        borrowers: The people.
        accounts: What they owe, as placed.
        contact_points: Where they can be reached.
        attempts: What was tried in the last 180 days, by time.
        promises: What was promised, settled as far as the windows are over.
        payments: What was paid, by day.
        notices: Visits announced for ``day`` and the six days after it.
        staff: Who works for the agency.
        pairs: Who visits together.
        shifts: When they work.
        people: The people as drawn, in the order of ``borrowers``.
    """

    seed: int
    day: date
    organisations: tuple[WorldOrganisation, ...]
    borrowers: tuple[WorldBorrower, ...]
    accounts: tuple[WorldAccount, ...]
    contact_points: tuple[WorldPoint, ...]
    attempts: tuple[WorldAttempt, ...]
    promises: tuple[WorldPromise, ...]
    payments: tuple[WorldPayment, ...]
    notices: tuple[WorldNotice, ...]
    staff: tuple[WorldStaff, ...]
    pairs: tuple[WorldPair, ...]
    shifts: tuple[WorldShift, ...]
    people: tuple[Person, ...]

    def placement_csv(self) -> bytes:
        """Return the lender's file that would have brought these accounts."""
        return placement_csv(
            self.accounts, {person.identity_number: person for person in self.people}
        )


def build_world(seed: int, day: date, accounts: int = 5000) -> World:
    """Build the synthetic Yanbian.

    Args:
        seed: Any whole number that fits 64 bits.
        day: The day that everything is dated relative to.
        accounts: How many overdue accounts; four borrowers for five accounts.

    Raises:
        ValueError: ``accounts`` is not positive.
    """
    if accounts < 1:
        raise ValueError(f"a world needs at least one account; got {accounts}")
    chance = default_rng([abs(seed), int(seed < 0), day_number(day)])
    portfolio = draw_portfolio(seed, day, accounts, chance)
    past = draw_past(portfolio, day, chance)
    points = point_rows(portfolio.people, portfolio.keys, day, chance)
    notices = _notices(portfolio, past, points, day, chance)
    crew = draw_crew(day, chance)
    return World(
        seed=seed,
        day=day,
        organisations=(CONSUMER_LENDER, BUSINESS_LENDER, AGENCY),
        borrowers=borrower_rows(portfolio.people, portfolio.keys),
        accounts=tuple(portfolio.accounts),
        contact_points=points,
        attempts=_attempts(portfolio, past, notices),
        promises=_promises(portfolio, past),
        payments=_payments(portfolio, past),
        notices=tuple(notices),
        staff=crew.staff,
        pairs=crew.pairs,
        shifts=crew.shifts,
        people=tuple(portfolio.people),
    )


def _notices(
    portfolio: Portfolio,
    past: Past,
    points: tuple[WorldPoint, ...],
    day: date,
    chance: Generator,
) -> list[WorldNotice]:
    """Announce visits to some of those for whom a visit would be lawful once announced."""
    may = np.flatnonzero(_may_be_visited(portfolio, past, points, day))
    wanted = min(round(len(portfolio.accounts) * NOTICES_PER_ACCOUNT), len(may))
    chosen = np.sort(chance.choice(may, size=wanted, replace=False))
    lenders = portfolio.lenders
    told = [announced(portfolio.people[row], portfolio.keys[row], lenders[row]) for row in chosen]
    return draw_notices(told, day, chance)


def _may_be_visited(
    portfolio: Portfolio, past: Past, points: tuple[WorldPoint, ...], day: date
) -> NDArray[np.bool_]:
    persons = len(portfolio.people)
    verified = {
        point.person_key
        for point in points
        if point.kind is PointKind.ADDRESS and point.verified_on is not None
    }
    flagged = {each.person_key for each in portfolio.accounts if each.remark in _FLAGS}
    is_suitable = [
        key in verified
        and key not in flagged
        and (day - person.born_on).days / _DAYS_PER_YEAR < OLDEST_ANNOUNCED_YEARS
        for key, person in zip(portfolio.keys, portfolio.people, strict=True)
    ]
    may = may_be_announced(past.contacts, persons, day_number(day))
    may &= np.array(is_suitable, dtype=np.bool_)
    may &= past.owed_now_fen(portfolio) > 0
    suitable: NDArray[np.bool_] = may & ~past.has_open_promise(persons)
    return suitable


def _attempts(
    portfolio: Portfolio, past: Past, notices: list[WorldNotice]
) -> tuple[WorldAttempt, ...]:
    lenders = portfolio.lenders
    known = Known(portfolio.keys, lenders, portfolio.borrowers.placed_day)
    rows = attempt_rows(past.contacts, portfolio.traits, portfolio.people, known)
    rows += notice_attempts(notices, dict(zip(portfolio.keys, lenders, strict=True)))
    return tuple(sorted(rows, key=lambda each: (each.at, each.person_key)))


def _promises(portfolio: Portfolio, past: Past) -> tuple[WorldPromise, ...]:
    made = past.promises
    return tuple(
        WorldPromise(
            person_key=portfolio.keys[person],
            loan_number=portfolio.accounts[portfolio.rows_of_person[person][0]].loan_number,
            made_at=made_at(past.contacts, int(made.contact[outcome.promise_id])),
            due_on=day_of(int(made.due_day[outcome.promise_id])),
            amount_fen=int(made.amount_fen[outcome.promise_id]),
            state=outcome.state,
            paid_fen=outcome.paid_fen,
        )
        for person, outcome in zip(made.person, past.outcomes, strict=True)
    )


def _payments(portfolio: Portfolio, past: Past) -> tuple[WorldPayment, ...]:
    return tuple(
        WorldPayment(
            transaction_number=f"LS{row + 1:08d}",
            loan_number=portfolio.accounts[payment.account].loan_number,
            person_key=portfolio.keys[payment.person],
            received_on=day_of(payment.day),
            amount_fen=payment.amount_fen,
        )
        for row, payment in enumerate(past.payments)
    )
