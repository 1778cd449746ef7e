"""What people decide about an arrangement: approve, refuse, agree, contest, uphold, withdraw."""

import uuid
from datetime import datetime

from django.db import transaction

from doorstep.affordability.lifecycle import ArrangementState, Step
from doorstep_desk.arrangements.actions.step import Wanted, held, take
from doorstep_desk.arrangements.models import ActiveArrangement, Arrangement
from doorstep_desk.complaints.actions import end_pause_for, pause_case
from doorstep_desk.permits.actions import stop_contact
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused

PAUSE = "arrangement"
"""Reason of the pause that holds while an arrangement is in good standing."""


@transaction.atomic
def approve_arrangement(
    *, actor: Actor, arrangement_id: uuid.UUID, seal: str, because: str, at: datetime
) -> ArrangementState:
    """Approve what somebody else proposed, exactly as it was read.

    Args:
        actor: Who approves; never who proposed.
        arrangement_id: Which.
        seal: Hash of what was read.
        because: A word about it; may be empty.
        at: When.

    Raises:
        Refused: The actor may not, proposed it, or read something else; or it is decided.
    """
    actor.require("arrangement.approve")
    row = held(actor, arrangement_id)
    return take(actor=actor, row=row, wanted=Wanted(Step.APPROVE, because, seal), at=at)


@transaction.atomic
def refuse_proposal(
    *, actor: Actor, arrangement_id: uuid.UUID, seal: str, because: str, at: datetime
) -> ArrangementState:
    """Refuse what somebody else proposed, and say why.

    Raises:
        Refused: As for an approval; or nobody said why.
    """
    actor.require("arrangement.approve")
    row = held(actor, arrangement_id)
    return take(actor=actor, row=row, wanted=Wanted(Step.REFUSE, because, seal), at=at)


@transaction.atomic
def agree_arrangement(
    *, actor: Actor, arrangement_id: uuid.UUID, seal: str, at: datetime
) -> ArrangementState:
    """Write down that the borrower agreed; from this moment on nobody collects.

    The case is paused and all leave to contact the borrower taken back in the same transaction.
    What it replaces ends, and collection does not begin again in between.

    Raises:
        Refused: The actor may not; something is let off and nobody approved it; it is not what
            was read; or another arrangement is in force.
    """
    actor.require("arrangement.agree")
    row = held(actor, arrangement_id)
    active = ActiveArrangement.objects.filter(case_id=row.case_id).first()
    if active is not None and active.arrangement_id != row.replaces_id:
        raise Refused(
            "arrangement-active",
            "Another arrangement is in force. End or reshape that one first.",
        )
    after = take(actor=actor, row=row, wanted=Wanted(Step.AGREE, "", seal), at=at)
    if active is not None:
        earlier = active.arrangement
        take(actor=actor, row=earlier, wanted=Wanted(Step.RESHAPE), at=at)
        active.delete()
        stop_contact(actor=actor, case_ids=[row.case_id], because=PAUSE, at=at)
    else:
        pause_case(
            actor=actor, case_id=row.case_id, reason=PAUSE, note=str(row.pk), until_on=None, at=at
        )
    ActiveArrangement.objects.create(
        case_id=row.case_id, agency_id=row.agency_id, arrangement=row, agreed_at=at
    )
    return after


@transaction.atomic
def contest_arrangement(
    *, actor: Actor, arrangement_id: uuid.UUID, because: str, at: datetime
) -> ArrangementState:
    """Write down that the borrower says: this is not what I agreed.

    Nobody collects until somebody else has looked; until then it counts for nobody.

    Raises:
        Refused: The actor may not, or it is not agreed on.
    """
    actor.require("arrangement.contest")
    row = held(actor, arrangement_id)
    after = take(actor=actor, row=row, wanted=Wanted(Step.CONTEST, because), at=at)
    stop_contact(actor=actor, case_ids=[row.case_id], because="arrangement contested", at=at)
    return after


@transaction.atomic
def uphold_arrangement(
    *, actor: Actor, arrangement_id: uuid.UUID, seal: str, because: str, at: datetime
) -> ArrangementState:
    """Find, as somebody else than who proposed it, that a contested one is what was agreed.

    Raises:
        Refused: The actor may not, proposed it, did not say why; or it is not contested.
    """
    actor.require("arrangement.approve")
    row = held(actor, arrangement_id)
    return take(actor=actor, row=row, wanted=Wanted(Step.UPHOLD, because, seal), at=at)


@transaction.atomic
def withdraw_arrangement(
    *, actor: Actor, arrangement_id: uuid.UUID, because: str, at: datetime
) -> ArrangementState:
    """Take an arrangement back before it is in force, or after the borrower contested it.

    Raises:
        Refused: The actor may not, or may not end the pause that an agreed one made; nobody said
            why; or it is too late for it.
    """
    actor.require("arrangement.propose")
    row = held(actor, arrangement_id)
    after = take(actor=actor, row=row, wanted=Wanted(Step.WITHDRAW, because), at=at)
    end_standing(actor=actor, row=row, because="arrangement withdrawn", at=at)
    return after


def end_standing(*, actor: Actor, row: Arrangement, because: str, at: datetime) -> None:
    """Let go of a case whose arrangement has ended: its pause ends with it."""
    removed, _ = ActiveArrangement.objects.filter(arrangement=row).delete()
    if removed:
        end_pause_for(actor=actor, case_id=row.case_id, reason=PAUSE, note=because, at=at)
