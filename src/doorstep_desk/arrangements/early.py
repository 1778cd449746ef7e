"""Which arrangements begin to hurt, and which does a borrower contest?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from doorstep.affordability.early import EarlySign, early_signs
from doorstep.affordability.lifecycle import ArrangementState
from doorstep.ledger.grace import grace_days
from doorstep.terms.local_time import local_day
from doorstep_desk.arrangements.models import ActiveArrangement
from doorstep_desk.arrangements.queries import states_of, terms_of
from doorstep_desk.payments.queries import received_since


@dataclass(frozen=True, slots=True)
class Standing:
    """An arrangement that somebody has to look at.

    Attributes:
        arrangement_id: Which.
        case_id: On which case.
        signs: What payments show; empty for a contested one.
        due: How many instalments have fallen due; a new one is a new look.
    """

    arrangement_id: UUID
    case_id: int
    signs: tuple[EarlySign, ...] = ()
    due: int = 0


def contested_arrangements(agency_id: int) -> list[Standing]:
    """Return the arrangements that borrowers contest, in two queries."""
    return [
        Standing(each.arrangement_id, each.case_id)
        for each in _active(agency_id, [ArrangementState.CONTESTED])
    ]


def hurting_arrangements(agency_id: int, on: date) -> list[Standing]:
    """Return the arrangements in force whose payments show signs, in three queries."""
    active = _active(agency_id, [ArrangementState.IN_FORCE])
    if not active:
        return []
    agreed = {each.case_id: local_day(each.agreed_at) for each in active}
    paid: dict[int, list[tuple[date, int]]] = {}
    for one in received_since(agency_id, agreed, min(agreed.values())):
        if one.received_on >= agreed[one.case_id]:
            paid.setdefault(one.case_id, []).append((one.received_on, one.amount_fen))
    found = []
    for each in active:
        terms = terms_of(each.arrangement)
        signs = early_signs(terms, paid.get(each.case_id, []), on, grace_days(on))
        if signs:
            due = sum(instalment.due_on < on for instalment in terms.instalments)
            found.append(Standing(each.arrangement_id, each.case_id, signs, due))
    return found


def _active(agency_id: int, wanted: Iterable[ArrangementState]) -> list[ActiveArrangement]:
    rows = list(
        ActiveArrangement.objects.filter(agency_id=agency_id)
        .select_related("arrangement")
        .order_by("case_id")
    )
    states = states_of(each.arrangement_id for each in rows)
    return [each for each in rows if states[each.arrangement_id] in set(wanted)]
