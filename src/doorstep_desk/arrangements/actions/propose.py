"""Propose an arrangement that the household can bear."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from doorstep.affordability.arrangement import (
    ArrangementTerms,
    Authority,
    refuse_arrangement,
)
from doorstep.affordability.content import as_text, sheet_content, terms_content
from doorstep.affordability.lifecycle import ArrangementState, Step
from doorstep.affordability.sheet import Sheet
from doorstep.terms.local_time import local_day
from doorstep_desk.arrangements.actions.step import Wanted, take, write_step
from doorstep_desk.arrangements.debt import debt_of_case, refuse_expired
from doorstep_desk.arrangements.errors import (
    arrangement_needs_reason,
    nothing_owed,
    proposal_differs,
    replaces_another,
)
from doorstep_desk.arrangements.facts import authority_for, budget_on
from doorstep_desk.arrangements.models import ActiveArrangement, Arrangement
from doorstep_desk.arrangements.payload import payload_hash
from doorstep_desk.arrangements.queries import state_of
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused


@dataclass(frozen=True, slots=True)
class Proposed:
    """What somebody proposes.

    Attributes:
        arrangement_id: The proposer's own id, so that the same form sent twice is one proposal.
        case_id: On which case.
        terms: What would be agreed.
        sheet: The household's month that it rests on; both sides see it.
        because: Why this one.
        replaces: The arrangement in force that it would reshape, or None.
    """

    arrangement_id: uuid.UUID
    case_id: int
    terms: ArrangementTerms
    sheet: Sheet
    because: str
    replaces: uuid.UUID | None = None


@transaction.atomic
def propose_arrangement(
    *, actor: Actor, proposed: Proposed, at: datetime, authority: Authority | None = None
) -> Arrangement:
    """Write down a proposal; one that lets something off waits for a second person at once.

    Args:
        actor: Who proposes.
        proposed: What.
        at: When.
        authority: What may be let off; None for what the lender's newest word says.

    Raises:
        Refused: The actor may not; another proposal has the same id; nothing is owed; the local
            minimum is not known; or the core refuses, see ``refuse_arrangement`` for the codes.
    """
    actor.require("arrangement.propose")
    held = lock_case(actor, proposed.case_id)
    row = _worded(actor, proposed, at)
    known = Arrangement.objects.filter(pk=row.pk).first()
    if known is not None:
        if known.payload_hash != row.payload_hash:
            raise proposal_differs()
        return known
    if not row.because:
        raise arrangement_needs_reason()
    today = local_day(at)
    authority = authority or authority_for(actor, held.creditor_id, today)
    _refuse(actor, proposed, today, authority)
    row.save(force_insert=True)
    begun = ArrangementState.PROPOSED
    write_step(actor=actor, row=row, wanted=Wanted(Step.PROPOSE), after=begun, ordinal=0, at=at)
    if row.needs_approval:
        take(actor=actor, row=row, wanted=Wanted(Step.SUBMIT), at=at)
    return row


def _refuse(actor: Actor, proposed: Proposed, today: date, authority: Authority) -> None:
    active = ActiveArrangement.objects.filter(case_id=proposed.case_id).first()
    if proposed.replaces is not None and (
        active is None
        or active.arrangement_id != proposed.replaces
        or state_of(active.arrangement_id) != ArrangementState.IN_FORCE
    ):
        raise replaces_another()
    debt = debt_of_case(actor, proposed.case_id)
    if not debt.total_fen:
        raise nothing_owed()
    refuse_expired(actor, proposed.case_id, today)
    refusal = refuse_arrangement(
        proposed.terms, debt, budget_on(proposed.sheet, today), today=today, authority=authority,
        has_active=active is not None and proposed.replaces is None,
    )  # fmt: skip
    if refusal is not None:
        raise Refused(refusal.code, refusal.message)


def _worded(actor: Actor, proposed: Proposed, at: datetime) -> Arrangement:
    waived = sum(proposed.terms.waived_fen)
    row = Arrangement(
        id=proposed.arrangement_id, agency_id=actor.agency_id, case_id=proposed.case_id,
        terms=as_text(terms_content(proposed.terms)),
        sheet=as_text(sheet_content(proposed.sheet)), because=proposed.because.strip(),
        waived_fen=waived, needs_approval=waived > 0, replaces_id=proposed.replaces,
        proposed_by=actor.name, proposed_at=at,
    )  # fmt: skip
    row.payload_hash = payload_hash(row)
    return row
