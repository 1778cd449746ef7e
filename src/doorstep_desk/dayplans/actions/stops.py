"""Finish a stop when its visit is recorded, or withdraw it when it is no longer needed."""

from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.dayplans.errors import stop_over
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.permits.actions import cancel_permits
from doorstep_desk.plumbing.actor import Actor


@transaction.atomic
def finish_stop(*, actor: Actor, stop: Stop, had_permit: bool, at: datetime) -> None:
    """Mark a stop as done; it is done even when the visit was made without a good permit.

    Args:
        actor: Who was there.
        stop: The stop.
        had_permit: Whether the visit was made under its permit.
        at: Now.

    Raises:
        Refused: The actor may not, or the stop is over already.
    """
    actor.require("visit.record")
    if stop.state in ("done", "withdrawn"):
        raise stop_over(stop.state)
    stop.state = "done"
    stop.state_because = "" if had_permit else "recorded without a valid permit"
    stop.save(update_fields=["state", "state_because"])
    record(
        at=at, actor=actor, verb="stop.finished", subject=f"case:{stop.case_id}",
        stop=str(stop.pk), permit_valid=had_permit,
    )  # fmt: skip


@transaction.atomic
def withdraw_stops(*, actor: Actor, stops: list[Stop], because: str, at: datetime) -> int:
    """Take stops out of a plan and cancel their permits; stops begun or done stay.

    Raises:
        Refused: The actor may not.
    """
    actor.require("plan.change")
    open_stops = [stop for stop in stops if stop.state == "planned"]
    for stop in open_stops:
        stop.state, stop.state_because = "withdrawn", because
        record(
            at=at, actor=actor, verb="stop.withdrawn", subject=f"case:{stop.case_id}",
            stop=str(stop.pk), because=because,
        )  # fmt: skip
    Stop.objects.bulk_update(open_stops, ["state", "state_because"])
    cancel_permits(
        actor=actor, permit_ids=[stop.permit_id for stop in open_stops], because=because, at=at
    )
    return len(open_stops)
