"""For how many days has the oldest unpaid instalment been due?"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import Ids
from doorstep.terms.local_time import NO_DAY, Days

NO_DAYS: Final = np.int32(-1)
"""The due date is unknown, and so are the days past due."""


def days_past_due(due_day: Days, today: int) -> NDArray[np.int32]:
    """Return the days from each oldest unpaid due date to today.

    Args:
        due_day: Oldest unpaid due date of each account, shape ``(n,)``; ``NO_DAY`` if unknown.
        today: Day number of today.

    Returns:
        Days, shape ``(n,)``: 0 on the due date and before it, 1 on the day after, ``NO_DAYS``
        where the due date is unknown.
    """
    known = due_day != NO_DAY
    days = np.maximum(today - np.where(known, due_day, today).astype(np.int64), 0)
    return np.where(known, days, NO_DAYS).astype(np.int32)


def person_days_past_due(
    person_id: Ids, due_day: Days, today: int
) -> tuple[Ids, NDArray[np.int32]]:
    """Return the days past due of each person: those of the oldest of their accounts.

    Args:
        person_id: Borrower of each account, shape ``(n,)``.
        due_day: Oldest unpaid due date of each account, shape ``(n,)``; ``NO_DAY`` if unknown.
        today: Day number of today.

    Returns:
        Distinct persons in ascending order and their days, both of shape ``(m,)``; ``NO_DAYS``
        where no due date of that person is known.
    """
    days = days_past_due(due_day, today)
    persons, index = np.unique(person_id, return_inverse=True)
    oldest = np.full(persons.shape, NO_DAYS, dtype=np.int32)
    np.maximum.at(oldest, index, days)
    return persons, oldest
