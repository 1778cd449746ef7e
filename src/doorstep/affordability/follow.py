"""What do payments say about an arrangement that both sides agreed to?"""

from datetime import date, timedelta
from typing import Final

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms
from doorstep.affordability.lifecycle import ArrangementState, Step

COOLING_OFF_DAYS: Final = 7
"""House policy: for a week the borrower may think it over; no instalment is asked for in it."""


def follow(
    terms: ArrangementTerms,
    state: ArrangementState,
    paid_fen: int,
    *,
    agreed_on: date,
    on: date,
    grace_days: int,
) -> Step | None:
    """Return the step that follows by itself on a day, or None where nothing has to happen.

    What has been paid settles the oldest instalment first, and an instalment counts as missed
    once its days of grace are over. As many may be missed as the terms allow to skip; what is
    skipped comes at the end.

    Args:
        terms: What was agreed.
        state: Where it stands.
        paid_fen: Received on the case since it was agreed.
        agreed_on: The day on which both sides agreed.
        on: The day that begins; money dated before it is in ``paid_fen``.
        grace_days: For how many days after its due day an instalment is still in time.
    """
    if state not in (ArrangementState.AGREED, ArrangementState.IN_FORCE):
        return None
    if _is_kept(terms, paid_fen, on):
        return Step.COMPLETE
    if state == ArrangementState.AGREED:
        is_over = on >= agreed_on + timedelta(days=COOLING_OFF_DAYS)
        return Step.COOLING_OFF_OVER if is_over else None
    return Step.BREAK if missed(terms, paid_fen, on, grace_days) > terms.may_skip else None


def missed(terms: ArrangementTerms, paid_fen: int, on: date, grace_days: int) -> int:
    """Return how many instalments are past their days of grace and not wholly paid."""
    due = 0
    unpaid = 0
    for instalment in terms.instalments:
        if instalment.due_on + timedelta(days=grace_days) >= on:
            break
        due += instalment.amount_fen
        unpaid += due > paid_fen
    is_past_all = bool(terms.instalments) and is_over(terms, on, grace_days)
    return max(unpaid, terms.may_skip + 1) if is_past_all and paid_fen < due else unpaid


def is_over(terms: ArrangementTerms, on: date, grace_days: int) -> bool:
    """Say whether the whole course is over, the months into which skips move included.

    Args:
        terms: What was agreed; it has instalments.
        on: The day that begins.
        grace_days: For how many days after its due day an instalment is still in time.
    """
    last = terms.instalments[-1].due_on
    return last + timedelta(days=31 * terms.may_skip + grace_days) < on


def _is_kept(terms: ArrangementTerms, paid_fen: int, on: date) -> bool:
    if terms.kind == ArrangementKind.PAUSE:
        return terms.pauses_until is not None and terms.pauses_until < on
    return paid_fen >= terms.total_fen
