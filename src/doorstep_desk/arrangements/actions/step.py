"""Take one step of an arrangement: ask the core, write it down, keep the audit."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from doorstep.affordability.follow import COOLING_OFF_DAYS
from doorstep.affordability.lifecycle import ArrangementState, Standing, Step, move
from doorstep.terms.local_time import local_day
from doorstep.terms.refusal import Refusal
from doorstep_desk.arrangements.errors import (
    arrangement_altered,
    arrangement_needs_reason,
    arrangement_unknown,
)
from doorstep_desk.arrangements.models import ActiveArrangement, Arrangement, ArrangementStep
from doorstep_desk.arrangements.payload import payload_hash
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused

NEEDS_REASON = frozenset({Step.REFUSE, Step.UPHOLD, Step.WITHDRAW, Step.BREAK})
"""What nobody may do without saying why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One step that somebody wants to take.

    Attributes:
        step: Which.
        because: Why.
        seal: Hash of what was read; None where nobody read anything, as in a job.
        is_paid: All of it has been paid.
    """

    step: Step
    because: str = ""
    seal: str | None = None
    is_paid: bool = False


def held(actor: Actor, arrangement_id: uuid.UUID) -> Arrangement:
    """Return an arrangement with its case locked until the transaction ends.

    Raises:
        Refused: There is no such arrangement for this actor.
    """
    row = Arrangement.objects.filter(pk=arrangement_id, agency_id=actor.agency_id).first()
    if row is None:
        raise arrangement_unknown()
    lock_case(actor, row.case_id)
    return row


def take(*, actor: Actor, row: Arrangement, wanted: Wanted, at: datetime) -> ArrangementState:
    """Take a step of an arrangement whose case is locked, and return where it stands then.

    Raises:
        Refused: The core refuses, nobody said why, or the content is not what was proposed.
    """
    if wanted.step in NEEDS_REASON and not wanted.because.strip():
        raise arrangement_needs_reason()
    if payload_hash(row) != row.payload_hash:
        raise arrangement_altered()
    steps = list(row.steps.order_by("ordinal").values_list("state", flat=True))
    after = move(ArrangementState(steps[-1]), wanted.step, _standing(actor, row, wanted, at))
    if isinstance(after, Refusal):
        raise Refused(after.code, after.message)
    write_step(actor=actor, row=row, wanted=wanted, after=after, ordinal=len(steps), at=at)
    return after


def write_step(
    *, actor: Actor, row: Arrangement, wanted: Wanted, after: ArrangementState, ordinal: int,
    at: datetime,
) -> None:  # fmt: skip
    """Write a step down with its audit entry; the database looks at it once more."""
    ArrangementStep.objects.create(
        id=new_id(), agency_id=row.agency_id, case_id=row.case_id, arrangement=row,
        ordinal=ordinal, step=str(wanted.step), state=str(after), taken_by=actor.name,
        taken_at=at, because=wanted.because.strip(), payload_hash=row.payload_hash,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb=f"arrangement.{after}", subject=f"case:{row.case_id}",
        arrangement=str(row.pk), step=str(wanted.step), payload=row.payload_hash,
    )  # fmt: skip


def _standing(actor: Actor, row: Arrangement, wanted: Wanted, at: datetime) -> Standing:
    active = ActiveArrangement.objects.filter(arrangement=row).first()
    days = (local_day(at) - local_day(active.agreed_at)).days if active else 0
    return Standing(
        needs_approval=row.needs_approval,
        maker=row.proposed_by,
        checker=actor.name,
        is_same_content=wanted.seal in (None, row.payload_hash),
        is_paid=wanted.is_paid,
        days_since_agreed=days,
        cooling_off_days=COOLING_OFF_DAYS,
    )
