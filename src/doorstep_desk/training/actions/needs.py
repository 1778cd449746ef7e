"""Let contacts need the courses that the house proposes."""

from datetime import date, datetime

from django.db import transaction

from doorstep.training.needs import proposed_needs
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.staff.actions.certificates import need_certificate
from doorstep_desk.staff.team import needs_seen


@transaction.atomic
def adopt_proposed_needs(*, actor: Actor, from_on: date, at: datetime) -> int:
    """Write down the proposed needs that do not hold yet, from a day on; returns how many.

    Raises:
        Refused: The actor may not.
    """
    actor.require("certificate.need")
    standing = {
        (each.channel, each.kind)
        for each in needs_seen(actor.agency_id, from_on)
        if each.from_on <= from_on
    }
    missing = [
        (channel, kind)
        for channel, kind in proposed_needs(from_on)
        if (channel.word, kind) not in standing
    ]
    for channel, kind in missing:
        need_certificate(actor=actor, kind=kind, channel=channel, from_on=from_on, at=at)
    return len(missing)
