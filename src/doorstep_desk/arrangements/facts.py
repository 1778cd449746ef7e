"""What does the core see of promises, and of a household that asks for an arrangement?"""

from datetime import date, datetime

import numpy as np

from doorstep.affordability.arrangement import Authority
from doorstep.affordability.budget import Budget, budget_of
from doorstep.affordability.hardship import signs_of_hardship
from doorstep.affordability.minimum import protected_minimum
from doorstep.affordability.propose import Asked
from doorstep.affordability.sheet import Sheet
from doorstep.facts.columns import PromiseColumns
from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import day_number, instant_number
from doorstep.terms.refusal import Refusal
from doorstep_desk.arrangements.debt import debt_of_case
from doorstep_desk.arrangements.limits import limit_in_force
from doorstep_desk.arrangements.queries import promises_standing
from doorstep_desk.cases.queries import case_of
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused

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
    wanted = promises_standing(as_of).filter(agency_id=agency_id, made_at__lte=as_of)
    if borrower_id is not None:
        wanted = wanted.filter(case__borrower_id=borrower_id)
    rows = list(
        wanted.order_by("case_id", "made_at", "id").values_list(
            "case_id", "made_at", "due_on", "amount_fen", "standing"
        )
    )
    state = [_STATES[row[4]] for row in rows]
    return PromiseColumns(
        case_id=np.array([row[0] for row in rows], dtype=np.int64),
        made_at=np.array([instant_number(row[1]) for row in rows], dtype=np.int64),
        due_day=np.array([day_number(row[2]) for row in rows], dtype=np.int32),
        amount_fen=np.array([row[3] for row in rows], dtype=np.int64),
        state=np.array(state, dtype=np.int8),
    )


def cases_with_open_promise(agency_id: int, on: date) -> set[int]:
    """Return the cases that have a promise not yet due and not yet settled."""
    rows = promises_standing().filter(
        agency_id=agency_id, standing=PromiseState.OPEN.word, due_on__gte=on
    )
    return set(rows.values_list("case_id", flat=True))


def budget_on(sheet: Sheet, today: date) -> Budget:
    """Return the month of a household with what is protected where it lives.

    Raises:
        Refused: No sourced minimum is in force there; nothing may be proposed.
    """
    home = sheet.household
    minimum = protected_minimum(home.county, is_urban=home.is_urban, on=today)
    if isinstance(minimum, Refusal):
        raise Refused(minimum.code, minimum.message)
    return budget_of(sheet, minimum)


def authority_for(actor: Actor, lender_id: int, on: date) -> Authority:
    """Return what the actor may propose to let off on a day: what the lender's newest word says.

    Where it said nothing, penalties only. A borrower is offered what an agent may offer.
    """
    role = "agent" if actor.role == "borrower" else actor.role
    limit = limit_in_force(actor.agency_id, lender_id, role, on)
    return Authority() if limit is None else Authority(tuple(limit.percent))


def asked_on(actor: Actor, case_id: int, sheet: Sheet, today: date) -> Asked:
    """Return for whom arrangements are looked for: debt, month, signs and authority.

    Raises:
        Refused: No sourced minimum is in force, or the debt is in several currencies.
    """
    budget = budget_on(sheet, today)
    signs = signs_of_hardship(sheet, budget)
    debt = debt_of_case(actor, case_id)
    authority = authority_for(actor, case_of(actor, case_id).creditor_id, today)
    return Asked(debt, sheet, budget, signs, today, authority)
