"""Show one contact point in full to somebody who says what for; the log remembers it."""

from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.cases.errors import point_unknown, purpose_missing
from doorstep_desk.cases.models import ContactPoint
from doorstep_desk.plumbing.actor import Actor

PURPOSES: Final = ("call", "visit", "letter", "check")
"""What a number or address may be looked at for."""


@transaction.atomic
def reveal_point(*, actor: Actor, case_id: int, point_id: int, purpose: str, at: datetime) -> str:
    """Return a contact point in full, and write down who looked and what for.

    Raises:
        Refused: The actor may not, the case or point is not theirs, or no purpose is given.
    """
    actor.require("contact_point.reveal")
    case = lock_case(actor, case_id)
    if purpose not in PURPOSES:
        raise purpose_missing()
    row = ContactPoint.objects.filter(pk=point_id, borrower_id=case.borrower_id).first()
    if row is None:
        raise point_unknown()
    record(
        at=at, actor=actor, verb="contact_point.revealed", subject=f"case:{case_id}",
        point=point_id, purpose=purpose,
    )  # fmt: skip
    return str(row.value)
