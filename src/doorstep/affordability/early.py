"""Does an arrangement that is still kept begin to hurt?

Signs are about payments alone and lead to an offer, never to pressure: a plan that is reshaped
before it breaks keeps what was agreed and spares both sides.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from doorstep.affordability.arrangement import ArrangementTerms, Instalment

LATE_IN_A_ROW: Final = 2
"""House policy: so many instalments after their day, one after the other, are a sign."""


class EarlySign(StrEnum):
    """What payments show before anything is broken."""

    PARTLY_PAID = "partly_paid"
    SKIPPED = "skipped"
    LATER_AND_LATER = "later_and_later"


def early_signs(
    terms: ArrangementTerms, paid: Sequence[tuple[date, int]], on: date, grace_days: int
) -> tuple[EarlySign, ...]:
    """Return what payments show on a day, in the order of ``EarlySign``.

    Money fills the oldest instalment first. An instalment whose day has come and that holds only
    part of its sum is partly paid; one whose days of grace are over without its sum was skipped;
    two in a row that were filled after their day are later and later.

    Args:
        terms: What was agreed.
        paid: Day and fen of what came in since it was agreed.
        on: The day that begins; money dated before it counts.
        grace_days: For how many days after its day an instalment is still in time.
    """
    due = [each for each in terms.instalments if each.due_on < on]
    filled = _filled_on(terms.instalments, [(day, fen) for day, fen in paid if day < on])
    money = sum(fen for day, fen in paid if day < on)
    signs = []
    if due and 0 < money - _before(due) < due[-1].amount_fen:
        signs.append(EarlySign.PARTLY_PAID)
    grace = timedelta(days=grace_days)
    if any(
        day is None and each.due_on + grace < on for each, day in zip(due, filled, strict=False)
    ):
        signs.append(EarlySign.SKIPPED)
    late = [day is not None and day > each.due_on for each, day in zip(due, filled, strict=False)]
    if len(late) >= LATE_IN_A_ROW and all(late[-LATE_IN_A_ROW:]):
        signs.append(EarlySign.LATER_AND_LATER)
    return tuple(signs)


def _before(due: Sequence[Instalment]) -> int:
    """Return the sum of all instalments that are due but the last."""
    return sum(each.amount_fen for each in due[:-1])


def _filled_on(
    instalments: Sequence[Instalment], paid: Sequence[tuple[date, int]]
) -> list[date | None]:
    """Return the day on which each instalment had its whole sum, or None while it has not."""
    found: list[date | None] = []
    arrivals = sorted(paid)
    wanted = have = place = 0
    for each in instalments:
        wanted += each.amount_fen
        while have < wanted and place < len(arrivals):
            have += arrivals[place][1]
            place += 1
        found.append(arrivals[place - 1][0] if have >= wanted and place else None)
    return found
