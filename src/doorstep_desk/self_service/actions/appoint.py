"""A borrower books, moves or cancels a visit, on their page or through staff who heard it.

The choice, what it takes back, the entry and the receipt stand or fall together; for one of us
who may not write, the sender confirms it a moment later (``receipts``). A slot that was
taken meanwhile is refused and changes nothing; the same choice sent twice is one.
"""

import re
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from doorstep_desk.appointments.appointed import FORMS, HEARD_BY, Appointment, may_confirm
from doorstep_desk.appointments.errors import (
    heard_unknown,
    no_visit_possible,
    slot_taken,
    slot_unreadable,
)
from doorstep_desk.appointments.facts import appointment_of
from doorstep_desk.cases.queries import case_of
from doorstep_desk.decisions.visiting.openings import FORBIDDEN, openings
from doorstep_desk.notices.actions.booked import BOOKED, CANCELLED, ToTell, tell_of_visits
from doorstep_desk.permits.actions import book_visit, cancel_visit
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_transaction
from doorstep_desk.self_service.slots import slot_key

_WRITTEN: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


@transaction.atomic
def book(
    *, actor: Actor, case_id: int, chosen: str, form: str, at: datetime, point_id: int = 0
) -> Appointment:
    """Book a slot for the borrower of a case, or move what they hold to it.

    Args:
        actor: The borrower, or who of the staff heard it from them.
        case_id: The case.
        chosen: The slot, as ``slot_key`` names it.
        form: ``page`` or ``link`` for the borrower, else how staff heard it.
        at: Now.
        point_id: The number to which the receipt goes.

    Raises:
        Refused: The actor may not, the choice is none, no visit may be made, or the slot is not
            free any more.
    """
    actor.require("visit.book")
    _heard(actor, form)
    if not _WRITTEN.fullmatch(chosen):
        raise slot_unreadable()
    case = case_of(actor, case_id)
    lock_for_transaction("appointments", case.agency_id, chosen[:10])
    standing = appointment_of(case.borrower_id, at, at)
    if standing and standing.case_id == case_id and slot_key(standing.slot) == chosen:
        return standing
    found = openings(case, at)
    slot = next((each for each in found.slots if slot_key(each) == chosen), None)
    if slot is None:
        raise no_visit_possible() if found.why in FORBIDDEN else slot_taken()
    kept = book_visit(actor=actor, case_id=case_id, slot=slot, form=form, at=at)
    if kept is None:
        raise slot_taken()
    _tell(actor, case, BOOKED, kept, at, point_id)
    return kept


@transaction.atomic
def cancel(
    *, actor: Actor, case_id: int, form: str, at: datetime, point_id: int = 0
) -> Appointment:
    """Cancel what the borrower of a case booked; no reason is asked for.

    Raises:
        Refused: The actor may not, or nothing is booked.
    """
    actor.require("visit.book")
    _heard(actor, form)
    case = case_of(actor, case_id)
    ended = cancel_visit(actor=actor, case_id=case_id, form=form, at=at)
    _tell(actor, case, CANCELLED, ended, at, point_id)
    return ended


def _heard(actor: Actor, form: str) -> None:
    """Refuse a word about how it was said that does not fit who says it."""
    fits = set(FORMS) - set(HEARD_BY) if actor.role == "borrower" else set(HEARD_BY)
    if form not in fits:
        raise heard_unknown()


def _tell(
    actor: Actor, case: Any, key: str, booked: Appointment, at: datetime, point_id: int
) -> None:
    if may_confirm(actor):
        tell_of_visits(actor=actor, key=key, told=[ToTell(case, booked, point_id)], at=at)
