"""What happens by itself: places are blurred after a month."""

from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.fieldwork.models import Place
from doorstep_desk.fieldwork.places import KEPT_EXACT
from doorstep_desk.plumbing.actor import Actor


@transaction.atomic
def blur_places(*, actor: Actor, at: datetime) -> int:
    """Forget where exactly phones were a month ago; the neighbourhood stays. Twice is once.

    Raises:
        Refused: The actor may not.
    """
    actor.require("place.blur")
    old = Place.objects.filter(at__lt=at - KEPT_EXACT, exact__isnull=False)
    count = old.update(exact=None, blurred_at=at)
    if count:
        record(at=at, actor=actor, verb="place.blurred", subject="store:1", places=count)
    return count
