"""Keep how far outcomes have moved from the model in use: after a day's fold, or one outcome."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction

from doorstep.probability.glass.logistic import logit
from doorstep.probability.rolling import Rolling
from doorstep_desk.audit.actions import record
from doorstep_desk.decisions.model_folder import plain
from doorstep_desk.decisions.models import RollingState
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_transaction


@dataclass(frozen=True, slots=True)
class NewMoves:
    """How far a model has moved.

    Attributes:
        model_id: The model in use.
        head: Its question.
        moved: The moves, folded from all outcomes known.
        watch: What a night's look at it found.
        today: How far the outcomes of the same day, which no fold holds yet, have moved it.
    """

    model_id: int
    head: str
    moved: Rolling
    watch: Mapping[str, Any]
    today: float = 0.0


@transaction.atomic
def keep_rolling(*, actor: Actor, new: NewMoves, at: datetime) -> None:
    """Keep the moves with which chances are issued from now on.

    Args:
        actor: Who learns.
        new: The moves.
        at: When; outcomes received until then are in it.

    Raises:
        Refused: The actor may not.
    """
    actor.require("model.propose")
    offset = new.moved.mean("offset")
    RollingState.objects.create(
        agency_id=actor.agency_id, model_id=new.model_id, head=new.head,
        state=plain(new.moved.as_dict() | {"today": new.today}), watch=plain(new.watch),
        issued_offset=offset, seen_at=at, at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="model.moved", subject=f"model:{new.model_id}",
        head=new.head, outcomes=new.moved.outcomes, offset=round(offset, 6),
    )  # fmt: skip


@transaction.atomic
def move_by_outcome(
    *, actor: Actor, head: str, issued: float, came: bool, outcome_id: uuid.UUID, at: datetime
) -> float | None:
    """Let one outcome move the intercept of the model in use, and return how far it now stands.

    The chance as issued held the intercept of that time, so only what came since is added. None
    when nothing is in use, or the outcome has moved it before.

    Args:
        actor: Who wrote the outcome down.
        head: The question that it answers.
        issued: The chance as issued.
        came: Whether it came.
        outcome_id: Of what was written down; it moves the intercept once.
        at: When.

    Raises:
        Refused: The actor may not.
    """
    actor.require("desk.open")
    lock_for_transaction("model.moved", actor.agency_id, head)
    rows = RollingState.objects.filter(agency_id=actor.agency_id, head=head)
    last = rows.order_by("-id").first()
    if last is None or rows.filter(seen_id=outcome_id).exists():
        return None
    before = Rolling.from_dict(last.state)
    since = before.mean("offset") - last.issued_offset
    moved = before.after_one(float(logit(np.array([issued]))[0]) + since, came)
    today = last.state.get("today", 0.0) + moved.mean("offset") - before.mean("offset")
    RollingState.objects.create(
        agency_id=actor.agency_id, model_id=last.model_id, head=head,
        state=plain(moved.as_dict() | {"today": today}), issued_offset=last.issued_offset,
        seen_at=at, seen_id=outcome_id, at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="model.moved", subject=f"model:{last.model_id}",
        head=head, outcomes=moved.outcomes, offset=round(moved.mean("offset"), 6),
    )  # fmt: skip
    return moved.mean("offset")
