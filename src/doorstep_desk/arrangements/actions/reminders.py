"""Take down whether and how a borrower wants to be reminded."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from doorstep.affordability.reminders import Wish, refuse_wish
from doorstep_desk.arrangements.errors import promise_unknown
from doorstep_desk.arrangements.models import Arrangement, Promise, ReminderWish
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused


@dataclass(frozen=True, slots=True)
class About:
    """What a wish is about: a promise or an arrangement of a case.

    Attributes:
        case_id: The case.
        promise_id: The promise, or None.
        arrangement_id: The arrangement, or None.
    """

    case_id: int
    promise_id: uuid.UUID | None = None
    arrangement_id: uuid.UUID | None = None


@transaction.atomic
def wish_reminder(*, actor: Actor, about: About, wish: Wish, at: datetime) -> ReminderWish:
    """Take down a wish; the newest counts, and a later no ends what was wanted.

    Raises:
        Refused: The actor may not, there is no such promise or arrangement on the case, or the
            wish does not say how or when.
    """
    actor.require("reminder.wish")
    lock_case(actor, about.case_id)
    if (refusal := refuse_wish(wish)) is not None:
        raise Refused(refusal.code, refusal.message)
    if not _exists(about):
        raise promise_unknown()
    row = ReminderWish.objects.create(
        promise_id=about.promise_id, arrangement_id=about.arrangement_id,
        agency_id=actor.agency_id, case_id=about.case_id, is_wanted=wish.is_wanted,
        channel=wish.channel if wish.is_wanted else "",
        days_before=wish.days_before if wish.is_wanted else 0, said_by=actor.name, said_at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="reminder.wished", subject=f"case:{about.case_id}",
        wanted=wish.is_wanted, channel=row.channel, days=row.days_before,
    )  # fmt: skip
    return row


def _exists(about: About) -> bool:
    if (about.promise_id is None) == (about.arrangement_id is None):
        return False
    if about.promise_id is not None:
        return Promise.objects.filter(pk=about.promise_id, case_id=about.case_id).exists()
    arrangements = Arrangement.objects.filter(case_id=about.case_id)
    return about.arrangement_id in set(arrangements.values_list("pk", flat=True))
