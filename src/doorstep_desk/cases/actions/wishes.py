"""A borrower's wish about times of contact is kept, or ends; who may still come is not asked here.

``permits.actions.wished`` uses these and takes back leave in the same transaction.
"""

from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import HeldCase
from doorstep_desk.cases.errors import times_unusable
from doorstep_desk.cases.models import TimeWish
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id


@transaction.atomic
def keep_time_wish(
    *, actor: Actor, case: HeldCase, wish: WishedTime, form: str, at: datetime
) -> None:
    """Keep a wish in place of the one before; the same wish again changes nothing.

    Raises:
        Refused: The actor may not, or the wish leaves no hour on any day.
    """
    actor.require("times.wish")
    if not wish.is_sound:
        raise times_unusable()
    now = TimeWish.objects.filter(borrower_id=case.borrower_id, withdrawn_at=None)
    hours = (wish.weekdays, wish.from_hour, wish.to_hour)
    if hours in now.values_list("weekdays", "from_hour", "to_hour"):
        return
    now.update(withdrawn_at=at, withdrawn_by=actor.name)
    TimeWish.objects.create(
        id=new_id(), agency_id=case.agency_id, borrower_id=case.borrower_id,
        weekdays=wish.weekdays, from_hour=wish.from_hour, to_hour=wish.to_hour, form=form,
        said_at=at, noted_by=actor.name,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="borrower.times_wished", subject=f"case:{case.case_id}",
        form=form, weekdays=wish.weekdays, hours=f"{wish.from_hour}-{wish.to_hour}",
    )  # fmt: skip


@transaction.atomic
def end_time_wish(*, actor: Actor, case: HeldCase, at: datetime) -> None:
    """End the wish that holds; where none does there is nothing to end.

    Raises:
        Refused: The actor may not.
    """
    actor.require("times.wish")
    now = TimeWish.objects.filter(borrower_id=case.borrower_id, withdrawn_at=None)
    if now.update(withdrawn_at=at, withdrawn_by=actor.name):
        record(at=at, actor=actor, verb="borrower.times_withdrawn", subject=f"case:{case.case_id}")
