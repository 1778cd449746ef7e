"""A borrower does not want the visit that was announced."""

from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.notices.models import Notice
from doorstep_desk.plumbing.actor import Actor


@transaction.atomic
def decline_visits(*, actor: Actor, case_id: int, at: datetime) -> int:
    """Write down that the announced visits of a case are declined; no reason is asked for.

    Raises:
        Refused: The actor may not.
    """
    actor.require("visit.answer")
    rows = Notice.objects.filter(case_id=case_id, declined_at=None).exclude(sent_at=None)
    count = rows.update(declined_at=at)
    record(
        at=at, actor=actor, verb="visit.declined", subject=f"case:{case_id}", notices=count
    )  # fmt: skip
    return count


@transaction.atomic
def agree_to_visit(*, actor: Actor, case_id: int, at: datetime) -> int:
    """Write down that an announced visit suits.

    Raises:
        Refused: The actor may not.
    """
    actor.require("visit.answer")
    rows = Notice.objects.filter(case_id=case_id, declined_at=None, confirmed_at=None).exclude(
        sent_at=None
    )
    count = rows.update(confirmed_at=at)
    record(
        at=at, actor=actor, verb="visit.agreed", subject=f"case:{case_id}", notices=count
    )  # fmt: skip
    return count
