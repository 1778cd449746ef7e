"""Is the debt a sum above zero, and do its parts add up to it?"""

from typing import Final

from doorstep.intake.dictionary import PARTS
from doorstep.intake.rules.draft import Draft

TOLERANCE_FEN: Final = 100
"""Difference between parts and total that rounding explains."""


def check_amounts(draft: Draft) -> None:
    """Check the amount owed, then its parts."""
    owed = outstanding(draft)
    if owed is None:
        return
    if owed <= 0:
        draft.reject(draft.plan.owed_field, "amount_negative" if owed < 0 else "amount_zero")
        return
    for part in PARTS:
        if (draft.whole(part) or 0) < 0:
            draft.warn(part, "component_negative")
    _check_sum(draft)


def outstanding(draft: Draft) -> int | None:
    """Return the amount owed in fen, or None when the row does not say it."""
    owed = draft.plan.owed_field
    if owed not in PARTS:
        return draft.whole(owed)
    if owed not in draft.values or any(part in draft.errors for part in PARTS):
        return None
    return sum(draft.whole(part) or 0 for part in PARTS)


def _check_sum(draft: Draft) -> None:
    """Compare the parts with the overdue amount, or the placed one where there is none.

    Only where the sheet itemises: principal and at least one part more.
    """
    parts = [part for part in PARTS if draft.has_column(part)]
    if "principal" not in parts or len(parts) < 2 or any(part in draft.errors for part in parts):
        return
    column = "overdue_amount" if "overdue_amount" in draft.values else "placed_amount"
    total = draft.whole(column)
    if total is None:
        return
    difference = abs(sum(draft.whole(part) or 0 for part in parts) - total)
    if difference > TOLERANCE_FEN:
        draft.reject(column, "parts_do_not_add_up")
    elif difference:
        draft.warn(column, "parts_rounding")
