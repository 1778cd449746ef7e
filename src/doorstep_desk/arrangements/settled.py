"""Which plans are over, how heavy was each, and was it kept?"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from doorstep.affordability.follow import is_over
from doorstep.affordability.lifecycle import ArrangementState
from doorstep.affordability.weight import SettledPlan, burden_of
from doorstep.ledger.grace import grace_days
from doorstep.terms.local_time import local_day
from doorstep_desk.arrangements.facts import budget_on
from doorstep_desk.arrangements.models import Arrangement, ArrangementStep
from doorstep_desk.arrangements.queries import sheet_of, terms_of
from doorstep_desk.plumbing.refusal import Refused

MOST: Final = 500
"""So many of the newest: habits change, and a page waits for them."""


def settled_plans(agency_id: int, on: date) -> list[SettledPlan]:
    """Return the plans of an agency that were kept or broke and whose whole course is over.

    In the order in which they ended. A plan that broke while its last day is still to come is
    left out, because its like that are kept are not known yet; one that was reshaped, withdrawn or
    is contested says nothing. Two queries, whatever their number.
    """
    last = (
        ArrangementStep.objects.filter(agency_id=agency_id)
        .order_by("arrangement_id", "-ordinal")
        .distinct("arrangement_id")
        .values_list("taken_at", "arrangement_id", "state")
    )
    ended = (ArrangementState.COMPLETED, ArrangementState.BROKEN)
    chosen = sorted((at, key, state) for at, key, state in last if state in ended)[-MOST:]
    rows = Arrangement.objects.in_bulk([key for _, key, _ in chosen])
    return list(_plans(((rows[key], state) for _, key, state in chosen), on))


def _plans(ended: Iterable[tuple[Arrangement, str]], on: date) -> Iterable[SettledPlan]:
    grace = grace_days(on)
    for row, state in ended:
        terms = terms_of(row)
        if not terms.instalments or not is_over(terms, on, grace):
            continue
        try:
            budget = budget_on(sheet_of(row), local_day(row.proposed_at))
        except Refused:
            # The standard of that day is not on file any more, so nobody knows how heavy it was.
            continue
        burden = burden_of(terms, budget)
        if burden is not None:
            yield SettledPlan(
                len(terms.instalments), terms.may_skip, burden,
                state == ArrangementState.COMPLETED,
            )  # fmt: skip
