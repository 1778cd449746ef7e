"""Tell borrowers by SMS what became of the visit that they booked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.cases.lists import cases_among, points_of_borrowers
from doorstep_desk.complaints.queries import live_stops
from doorstep_desk.decisions.may_write import MayWrite, may_write_each
from doorstep_desk.decisions.one_case import CaseAsked
from doorstep_desk.decisions.workers import workers_of
from doorstep_desk.notices.actions.queue import NewMessage, queue_each
from doorstep_desk.notices.gateways import gateway_for
from doorstep_desk.notices.words import public_url, words_by_language
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.policies.facts import rulebook_for_agency

BOOKED: Final = "visit_booked"
CANCELLED: Final = "visit_cancelled"
OFF: Final = "visit_off"
"""Words of the house that answer a booking, a cancelling, or say that nobody can come."""

_UNWANTED: Final = frozenset({"all", "sms"})


@dataclass(frozen=True, slots=True)
class ToTell:
    """Who is told of which appointment.

    Attributes:
        case: The case with its borrower and creditor.
        booked: The appointment.
        point_id: The number to write to; the surest mobile number when none or not a mobile.
    """

    case: Any
    booked: Appointment
    point_id: int = 0


def law_on_telling(
    *, actor: Actor, booked: Sequence[Appointment], on: date, at: datetime, sends_at: datetime
) -> list[tuple[ToTell, MayWrite]]:
    """Return whom appointments concern, and whether the law lets an SMS about each leave.

    What is not worked any more is left out.

    Args:
        actor: Who would write.
        booked: The appointments.
        on: The day whose facts count.
        at: Now.
        sends_at: When the messages would leave.
    """
    cases = cases_among(actor, [each.case_id for each in booked])
    workers = workers_of(actor.agency_id, on, at)
    law = may_write_each(
        [CaseAsked(each, on, at, None, workers) for each in cases.values()],
        Purpose.REPLY, sends_at, in_own_language=True, channel=Channel.SMS,
    )  # fmt: skip
    return [
        (ToTell(cases[each.case_id], each), law[each.case_id])
        for each in booked
        if each.case_id in law
    ]


@transaction.atomic
def tell_of_visits(
    *, actor: Actor, key: str, told: Sequence[ToTell], at: datetime,
    sends_at: datetime | None = None,
) -> int:  # fmt: skip
    """Queue a message about each appointment, under a permit of its own; return how many wait.

    Where nothing can be sent, or the borrower wants no messages, their page says it. However many
    there are, the number of queries is the same.

    Args:
        actor: Who writes; all are borrowers of one agency.
        key: ``BOOKED``, ``CANCELLED`` or ``OFF``.
        told: Who is told of what.
        at: Now.
        sends_at: Not before; at once when not given.

    Raises:
        Refused: The actor may not.
    """
    if not told:
        return 0
    agency = told[0].case.agency_id
    numbers = _numbers(told, live_stops(agency, at))
    reached = [each for each in told if each.case.pk in numbers]
    languages = {each.case.borrower.language for each in reached}
    words = words_by_language(agency, key, Channel.SMS, languages)
    try:
        gateway = gateway_for(Channel.SMS)
    except Refused:
        return 0
    messages = [
        (said, NewMessage(each.case.pk, numbers[each.case.pk], _values(each)))
        for each in reached
        if (said := words.get(each.case.borrower.language)) is not None
    ]
    if not messages:
        return 0
    return queue_each(
        actor=actor, gateway=gateway, sends_at=sends_at or at, at=at, messages=messages,
        rulebook=rulebook_for_agency(agency, local_day(at)),
    ).count  # fmt: skip


def _numbers(told: Sequence[ToTell], stops: Mapping[int, str]) -> dict[int, int]:
    """Return the number for each case whose borrower has one and wants messages."""
    points = points_of_borrowers({each.case.borrower_id for each in told})
    found = {}
    for each in told:
        borrower = each.case.borrower_id
        number = _number(points.get(borrower, ()), each.point_id)
        if number is not None and not _UNWANTED & set(stops.get(borrower, "").split()):
            found[each.case.pk] = number
    return found


def _values(told: ToTell) -> dict[str, str | int]:
    booked = told.booked
    begins, ends = (each.astimezone(BEIJING) for each in (booked.starts_at, booked.ends_at))
    return {
        "lender": told.case.creditor.name, "day": f"{begins:%m-%d}", "first": f"{begins:%H:%M}",
        "last": f"{ends:%H:%M}", "portal": f"{public_url()}/portal/",
    }  # fmt: skip


def _number(points: Iterable[Any], point_id: int) -> int | None:
    mobiles = [
        each.pk
        for each in points
        if each.kind == "mobile" and each.valid is not False and each.role != "contact_person"
    ]
    return point_id if point_id in mobiles else next(iter(mobiles), None)
