"""Keep how far outcomes have moved from the model in use: after a day's fold, or one outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from doorstep.probability.rolling import Rolling
from doorstep_desk.audit.actions import record
from doorstep_desk.decisions.model_folder import plain
from doorstep_desk.decisions.models import RollingState
from doorstep_desk.plumbing.actor import Actor


@dataclass(frozen=True, slots=True)
class NewMoves:
    """How far a model has moved.

    Attributes:
        model_id: The model in use.
        head: Its question.
        moved: The moves, folded from all outcomes known.
        watch: What a night's look at it found.
    """

    model_id: int
    head: str
    moved: Rolling
    watch: Mapping[str, Any]


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
        state=plain(new.moved.as_dict()), watch=plain(new.watch), issued_offset=offset,
        seen_at=at, at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="model.moved", subject=f"model:{new.model_id}",
        head=new.head, outcomes=new.moved.outcomes, offset=round(offset, 6),
    )  # fmt: skip
