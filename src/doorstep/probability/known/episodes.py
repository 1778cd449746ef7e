"""From when until when was a case overdue in our sight?"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import AccountColumns, Ids, PaymentColumns, PortfolioFacts
from doorstep.probability.known.history_features import closings
from doorstep.terms.local_time import NO_DAY

Integers = NDArray[np.int64]

FEWEST_EARLIER_PAYMENTS: Final = 30
"""Payments from before a placement that make us believe it came with its history."""


@dataclass(frozen=True, slots=True)
class Episodes:
    """Unbroken stretches during which some account of a case was past due.

    Attributes:
        case_id: Shape ``(m,)``, ascending.
        first_day: First day past due on which payments were seen, shape ``(m,)``.
        last_day: Day on which the last account was repaid, or ``as_of_day``, shape ``(m,)``.
    """

    case_id: Ids
    first_day: Integers
    last_day: Integers


def overdue_episodes(
    facts: PortfolioFacts, as_of_day: int, observed_from_day: int | None
) -> Episodes:
    """Find every case's stretches of arrears before ``as_of_day``.

    Args:
        facts: The portfolio, closed cases included.
        as_of_day: Day number; later days are not looked at.
        observed_from_day: First day from which payments were recorded for everybody. None: the
            day of each account's placement, or the oldest earlier payment of that placement if
            at least 30 earlier payments came with it.
    """
    accounts = facts.accounts
    seen = _seen_from(accounts, facts.payments) if observed_from_day is None else observed_from_day
    first = np.maximum(accounts.due_day.astype(np.int64) + 1, seen)
    last = np.full(len(accounts), as_of_day, dtype=np.int64)
    closed = closings(accounts, facts.payments)
    last[closed.account] = np.minimum(closed.closed_day, as_of_day)
    is_overdue = (accounts.due_day != NO_DAY) & (first <= last) & (accounts.owed_fen > 0)
    return _merged(accounts.case_id[is_overdue], first[is_overdue], last[is_overdue])


def _seen_from(accounts: AccountColumns, payments: PaymentColumns) -> Integers:
    """Return the first day on which each account's payments were recorded, shape ``(n,)``."""
    placed = accounts.placed_day.astype(np.int64)
    _, group = np.unique(
        np.column_stack((accounts.creditor_id, placed)), axis=0, return_inverse=True
    )
    order = np.argsort(accounts.account_id)
    ids = accounts.account_id[order]
    known = np.isin(payments.account_id, ids)
    row = order[np.searchsorted(ids, payments.account_id[known])]
    day = payments.received_day[known].astype(np.int64)
    is_earlier = day < placed[row]
    group_of = group[row[is_earlier]]
    count = np.bincount(group_of, minlength=len(accounts))
    oldest = np.full(max(len(accounts), 1), np.iinfo(np.int64).max)
    np.minimum.at(oldest, group_of, day[is_earlier])
    return np.where(count[group] >= FEWEST_EARLIER_PAYMENTS, oldest[group], placed)


def _merged(case_id: Ids, first: Integers, last: Integers) -> Episodes:
    """Join stretches of one case that overlap or touch."""
    order = np.lexsort((first, case_id))
    case_id, first, last = case_id[order], first[order], last[order]
    if not len(case_id):
        return Episodes(case_id, first, last)
    lift = np.searchsorted(np.unique(case_id), case_id) * np.int64(10_000_000)
    reach = np.maximum.accumulate(last + lift) - lift
    begins = np.ones(len(case_id), dtype=bool)
    begins[1:] = (case_id[1:] != case_id[:-1]) | (first[1:] > reach[:-1] + 1)
    starts = np.flatnonzero(begins)
    ends = np.append(starts[1:], len(case_id)) - 1
    return Episodes(case_id[starts], first[starts], reach[ends])
