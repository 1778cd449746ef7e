"""What does the core see of promises?"""

from datetime import date, datetime

import numpy as np
from django.db.models import Q

from doorstep.facts.columns import PromiseColumns
from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import day_number, instant_number
from doorstep_desk.arrangements.models import Promise

_STATES = {state.word: int(state) for state in PromiseState}


def promise_columns(
    agency_id: int, as_of: datetime, borrower_id: int | None = None
) -> PromiseColumns:
    """Return the promises known at an instant, with their state as known then.

    Args:
        agency_id: Whose portfolio.
        as_of: The instant.
        borrower_id: Only this borrower's; None for all.
    """
    wanted = Promise.objects.filter(agency_id=agency_id, made_at__lte=as_of)
    if borrower_id is not None:
        wanted = wanted.filter(case__borrower_id=borrower_id)
    rows = list(
        wanted.order_by("case_id", "made_at", "id").values_list(
            "case_id", "made_at", "due_on", "amount_fen", "outcome__state", "outcome__decided_at"
        )
    )
    state = [
        _STATES[word] if word and decided <= as_of else int(PromiseState.OPEN)
        for *_, word, decided in rows
    ]
    return PromiseColumns(
        case_id=np.array([row[0] for row in rows], dtype=np.int64),
        made_at=np.array([instant_number(row[1]) for row in rows], dtype=np.int64),
        due_day=np.array([day_number(row[2]) for row in rows], dtype=np.int32),
        amount_fen=np.array([row[3] for row in rows], dtype=np.int64),
        state=np.array(state, dtype=np.int8),
    )


def cases_with_open_promise(agency_id: int, on: date) -> set[int]:
    """Return the cases that have a promise not yet due and not yet settled."""
    rows = Promise.objects.filter(Q(outcome=None), agency_id=agency_id, due_on__gte=on)
    return set(rows.values_list("case_id", flat=True))
