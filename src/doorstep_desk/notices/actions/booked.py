"""Tell a borrower by SMS what became of the visit that they booked."""

from datetime import datetime
from typing import Any, Final

from doorstep.terms.codes import Channel
from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.cases.queries import points_of
from doorstep_desk.complaints.queries import live_stops
from doorstep_desk.notices.actions.queue import NewMessage, queue_messages
from doorstep_desk.notices.gateways import gateway_for
from doorstep_desk.notices.words import public_url, words_for
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.policies.facts import rulebook_for_agency

BOOKED: Final = "visit_booked"
CANCELLED: Final = "visit_cancelled"
OFF: Final = "visit_off"
"""Words of the house that answer a booking, a cancelling, or say that nobody can come."""

_UNWANTED: Final = frozenset({"all", "sms"})


def tell_of_visit(
    *, actor: Actor, case: Any, key: str, booked: Appointment, at: datetime,
    sends_at: datetime | None = None, point_id: int = 0,
) -> bool:  # fmt: skip
    """Queue one message about an appointment, under a permit of its own; say whether one waits.

    Where nothing can be sent, or the borrower wants no messages, their page says it.

    Args:
        actor: Who writes.
        case: The case with its borrower and creditor.
        key: ``BOOKED``, ``CANCELLED`` or ``OFF``.
        booked: The appointment.
        at: Now.
        sends_at: Not before; at once when not given.
        point_id: The number to write to; the surest mobile number when none or not a mobile.

    Raises:
        Refused: The actor may not.
    """
    stops = set(live_stops(case.agency_id, at).get(case.borrower_id, "").split())
    number = _number(case.borrower_id, point_id)
    if number is None or stops & _UNWANTED:
        return False
    try:
        words = words_for(case.agency_id, key, Channel.SMS, case.borrower.language)
        gateway = gateway_for(Channel.SMS)
    except Refused:
        return False
    begins, ends = (each.astimezone(BEIJING) for each in (booked.starts_at, booked.ends_at))
    values = {
        "lender": case.creditor.name, "day": f"{begins:%m-%d}", "first": f"{begins:%H:%M}",
        "last": f"{ends:%H:%M}", "portal": f"{public_url()}/portal/",
    }  # fmt: skip
    queued = queue_messages(
        actor=actor, words=words, gateway=gateway, sends_at=sends_at or at, at=at,
        rulebook=rulebook_for_agency(case.agency_id, local_day(at)),
        messages=[NewMessage(case.pk, number, values)],
    )  # fmt: skip
    return queued.count > 0


def _number(borrower_id: int, point_id: int) -> int | None:
    mobiles = [
        each.pk
        for each in points_of(borrower_id)
        if each.kind == "mobile" and each.valid is not False and each.role != "contact_person"
    ]
    return point_id if point_id in mobiles else next(iter(mobiles), None)
