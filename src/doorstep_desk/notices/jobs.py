"""What happens to messages by itself: they leave when due, answers come in, what is lost shows.

Each function may run twice, or in two processes at once, and sends nothing twice.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from doorstep.terms.codes import Channel
from doorstep_desk.notices.actions.hear import take_answer, take_receipts
from doorstep_desk.notices.actions.send import claim_due, mark_lost, settle_left
from doorstep_desk.notices.outgoing import Fate, Gateway, GatewayDown, Left, Outgoing
from doorstep_desk.plumbing.actor import SYSTEM, Actor

AT_ONCE: Final = 200
"""Messages whose intents are committed together."""

_CHANNEL: Final = {"email": Channel.EMAIL, "sms": Channel.SMS, "demo": Channel.SMS}


def sender_of(agency_id: int) -> Actor:
    """Return the process that sends for an agency."""
    return Actor("sender", "system", SYSTEM.permissions, None, agency_id)


def send_due(
    *, agency_id: int, gateway: Gateway, now: Callable[[], datetime], most: int = AT_ONCE
) -> int:
    """Send everything of an agency that is due by a gateway; returns how many were handed over.

    Nothing is taken up while the gateway cannot be reached: it waits, and its permit runs out if
    that lasts too long.
    """
    actor, count = sender_of(agency_id), 0
    try:
        gateway.open()
    except GatewayDown:
        return 0
    while claimed := claim_due(actor=actor, gateway=gateway.name, most=most, at=now()):
        count += len(claimed)
        settle_left(actor=actor, left=_handed_over(gateway, claimed), at=now())
        hear(agency_id=agency_id, gateway=gateway, now=now)
    return count


def _handed_over(gateway: Gateway, claimed: list[Outgoing]) -> list[Left]:
    """Hand messages over; whatever the gateway says nothing of is unknown."""
    said: dict[object, Left] = {}
    fault = "the gateway said nothing"
    for left in gateway.send(claimed):
        said[left.message_id] = left
    return [
        said.get(each.message_id, Left(each.message_id, Fate.UNKNOWN, because=fault))
        for each in claimed
    ]


def hear(*, agency_id: int, gateway: Gateway, now: Callable[[], datetime]) -> int:
    """Take in receipts and answers that a gateway has; returns how many there were."""
    actor = sender_of(agency_id)
    receipts, answers = gateway.heard()
    if receipts:
        take_receipts(actor=actor, gateway=gateway.name, receipts=receipts, at=now())
    for answer in answers:
        take_answer(actor=actor, answer=answer, channel=_CHANNEL[gateway.name], at=now())
    return len(receipts) + len(answers)


def sweep(*, agency_id: int, now: Callable[[], datetime]) -> int:
    """Call unknown what its process never settled; returns how many."""
    return mark_lost(actor=sender_of(agency_id), at=now())
