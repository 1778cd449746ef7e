"""A borrower books, moves or cancels a visit; leave for any other visit ends at once."""

from datetime import datetime

from django.db import transaction

from doorstep.planning.slots import Slot
from doorstep.terms.codes import Channel
from doorstep_desk.appointments.actions import end_appointment, keep_appointment
from doorstep_desk.appointments.appointed import CANCELLED, Appointment
from doorstep_desk.cases.actions.guard import HeldCase, lock_case
from doorstep_desk.permits.actions.cancel import take_back
from doorstep_desk.permits.models import Permit
from doorstep_desk.permits.wished import keeps_to
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_people

BECAUSE = "appointment"
"""Why leave was taken back, as it is kept with it."""


@transaction.atomic
def book_visit(
    *, actor: Actor, case_id: int, slot: Slot, form: str, at: datetime
) -> Appointment | None:
    """Keep an appointment in place of any before, and take back leave to visit at other times.

    Whether the slot is lawful and free, the caller has asked.

    Returns:
        The appointment; None where the same stood already, so that nothing was done.

    Raises:
        Refused: The actor may not, or there is no such case.
    """
    case = _held(actor, case_id)
    kept = keep_appointment(actor=actor, case=case, slot=slot, form=form, at=at)
    if kept is not None:
        others = [
            row.pk
            for row in _visits(case, at)
            if not keeps_to(kept, max(row.starts_at, at), row.ends_at)
        ]
        take_back(actor, Permit.objects.filter(pk__in=others), BECAUSE, at)
    return kept


@transaction.atomic
def cancel_visit(
    *, actor: Actor, case_id: int, form: str, at: datetime, because: str = CANCELLED
) -> Appointment:
    """End the appointment of a borrower and take back the leave for it.

    Raises:
        Refused: The actor may not, there is no such case, or nothing is booked.
    """
    case = _held(actor, case_id)
    ended = end_appointment(actor=actor, case=case, at=at, because=because, form=form)
    own = [row.pk for row in _visits(case, at) if ended.covers(max(row.starts_at, at))]
    take_back(actor, Permit.objects.filter(pk__in=own), BECAUSE, at)
    return ended


def _visits(case: HeldCase, at: datetime) -> list[Permit]:
    rows = Permit.objects.filter(
        agency_id=case.agency_id, case__borrower_id=case.borrower_id, used_at=None,
        cancelled_at=None, ends_at__gt=at, channel=Channel.VISIT.word,
    )  # fmt: skip
    return list(rows)


def _held(actor: Actor, case_id: int) -> HeldCase:
    """Hold case and person, so that nobody gives leave by what was booked before."""
    actor.require("visit.book")
    case = lock_case(actor, case_id)
    lock_people([case.person_key])
    return case
