"""What happens by itself: who asked about visitors is forgotten."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.visits.models import VisitorCheck
from doorstep_desk.visits.visitors import ALERTS

CHECKS_KEPT: Final = timedelta(days=30)
"""A check that needs nobody says, next to an alert, that the asker was mistaken at first."""

SETTLED_KEPT: Final = timedelta(days=365)
"""An alert that was settled is looked at again when another comes from the same street."""


@transaction.atomic
def forget_checks(*, actor: Actor, at: datetime) -> int:
    """Delete checks that are a month old and alerts settled a year ago. Twice is once.

    An alert that nobody has settled stays, however old it is.

    Raises:
        Refused: The actor may not.
    """
    actor.require("visitor.forget")
    gone, _ = VisitorCheck.objects.filter(
        (~Q(answer__in=ALERTS) & Q(at__lt=at - CHECKS_KEPT)) | Q(settled_at__lt=at - SETTLED_KEPT)
    ).delete()
    if gone:
        record(at=at, actor=actor, verb="visitor.forgotten", subject="store:1", checks=gone)
    return gone
