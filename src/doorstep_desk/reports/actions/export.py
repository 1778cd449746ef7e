"""What is written down when figures leave the desk."""

from datetime import date, datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor


@transaction.atomic
def note_report_export(*, actor: Actor, as_of: date, ending: str, at: datetime) -> None:
    """Write down that somebody took the figures of a day with them.

    Raises:
        Refused: The actor may not.
    """
    actor.require("report.read")
    record(
        at=at, actor=actor, verb="report.exported", subject=f"organisation:{actor.agency_id}",
        as_of=as_of.isoformat(), ending=ending,
    )  # fmt: skip
