"""What did people at the door ask for, as the records of one visit tell?"""

import json
from dataclasses import dataclass

from doorstep_desk.fieldwork.conduct import Noted
from doorstep_desk.fieldwork.models import FieldEvent, Judgement
from doorstep_desk.fieldwork.reading import Event


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked during a visit, beside what its end says.

    Attributes:
        to_leave: To leave.
        to_stop: For no more contact, in a record that came with the end of the visit.
        was_stopped: For no more contact, in an earlier batch; that was done at once.
    """

    to_leave: bool
    to_stop: bool
    was_stopped: bool


def wish_in(event: Event) -> str | None:
    """Return ``contact`` for no more contact, ``leave`` for not today, or None.

    The end of a visit may say it as well; it counts alone when the visit cannot be recorded.
    """
    if event.kind == "stop.requested":
        to = event.body.get("to")
        return to if to in ("contact", "leave") else None
    answers = event.body.get("answers") if event.kind == "visit.left" else None
    return (
        "contact" if isinstance(answers, dict) and answers.get("asked_to_stop") is True else None
    )


def asked_during(end: FieldEvent) -> Asked:
    """Return what was asked during the visit that a record ends."""
    rows = FieldEvent.objects.filter(
        visit_key=end.visit_key, device_id=end.device_id, kind="stop.requested"
    )
    asked = [(json.loads(row.content)["body"].get("to"), row.received_at) for row in rows]
    return Asked(
        any(to == "leave" for to, _ in asked),
        any(to == "contact" and at >= end.received_at for to, at in asked),
        any(to == "contact" and at < end.received_at for to, at in asked),
    )


def was_heard_at_end(request: FieldEvent) -> bool:
    """Say whether the visit was recorded with a request to stop that came before its end.

    What the end itself says was also heard when a record of its own asked for it.
    """
    if request.visit_key is None:
        return False
    asked = asked_during(request)
    if request.kind == "visit.left" and (asked.to_stop or asked.was_stopped):
        return True
    return Judgement.objects.filter(
        visit_key=request.visit_key, came_to="recorded", event__received_at=request.received_at,
        event__device=request.device_id, event__device_sequence__gte=request.device_sequence,
    ).exists()  # fmt: skip


def noted_of(end: FieldEvent) -> list[Noted]:
    """Return the records of the visit that a record ends, in the order of their numbers."""
    rows = FieldEvent.objects.filter(visit_key=end.visit_key, device_id=end.device_id)
    return [
        Noted(row.kind, json.loads(row.content)["body"], row.happened_at)
        for row in rows.order_by("device_sequence")
    ]
