"""Write down that a list of cases left the desk."""

from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor


@transaction.atomic
def note_export(*, actor: Actor, count: int, at: datetime) -> None:
    """Write down that somebody took a list of cases with them.

    Raises:
        Refused: The actor may not.
    """
    actor.require("case.export")
    record(
        at=at, actor=actor, verb="case.exported", subject=f"agency:{actor.agency_id}", count=count
    )
