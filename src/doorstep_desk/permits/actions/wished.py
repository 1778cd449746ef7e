"""A borrower says at which times they want to be contacted; leave past them ends at once."""

from datetime import datetime

from django.db import transaction

from doorstep.terms.codes import Channel
from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.appointments.facts import appointments_ahead
from doorstep_desk.cases.actions.guard import HeldCase, lock_case
from doorstep_desk.cases.actions.wishes import end_time_wish, keep_time_wish
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.permits.actions.cancel import take_back
from doorstep_desk.permits.models import Permit
from doorstep_desk.permits.wished import is_within, keeps_to
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_people

BECAUSE = "wished times"
"""Why leave was taken back, as it is kept with it."""


@transaction.atomic
def wish_times(*, actor: Actor, case_id: int, wish: WishedTime, form: str, at: datetime) -> int:
    """Keep at which times a borrower wishes to be contacted, and take back leave past them.

    A message that loses its leave so never leaves. It holds for all of the borrower's cases with
    the agency.

    Args:
        actor: Who says or notes it.
        case_id: One of the borrower's cases.
        wish: The times.
        form: ``page``, or how staff heard it, such as ``call``.
        at: Now.

    Returns:
        How much leave was taken back.

    Raises:
        Refused: The actor may not, there is no such case, or the wish leaves no hour.
    """
    case = _held(actor, case_id)
    keep_time_wish(actor=actor, case=case, wish=wish, form=form, at=at)
    booked = appointments_ahead(at, at, borrower_ids=[case.borrower_id]).get(case.borrower_id)
    theirs = Permit.objects.filter(
        agency_id=case.agency_id, case__borrower_id=case.borrower_id, used_at=None,
        cancelled_at=None, ends_at__gt=at,
    )  # fmt: skip
    past = [
        row.pk
        for row in theirs
        if not is_within(wish, row.channel, row.purpose, max(row.starts_at, at), row.ends_at)
        and not _is_booked(booked, row, at)
    ]
    return take_back(actor, Permit.objects.filter(pk__in=past), BECAUSE, at)


@transaction.atomic
def any_time_again(*, actor: Actor, case_id: int, at: datetime) -> None:
    """Write down that a borrower minds no hour any more; the rules of all others stay.

    Raises:
        Refused: The actor may not, or there is no such case.
    """
    end_time_wish(actor=actor, case=_held(actor, case_id), at=at)


def _is_booked(booked: Appointment | None, row: Permit, at: datetime) -> bool:
    """Say whether leave is for the visit that the borrower booked, whatever the usual hours."""
    return row.channel == Channel.VISIT.word and keeps_to(
        booked, max(row.starts_at, at), row.ends_at
    )


def _held(actor: Actor, case_id: int) -> HeldCase:
    """Hold case and person, so that nobody gives leave by what was wished before."""
    actor.require("times.wish")
    case = lock_case(actor, case_id)
    lock_people([case.person_key])
    return case
