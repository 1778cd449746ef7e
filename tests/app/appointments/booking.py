"""Small builders for visits that borrowers book, on the synthetic day."""

from datetime import timedelta

from tests.app.demonstration import DAY

from doorstep_desk.appointments.facts import appointment_of
from doorstep_desk.cases.models import Case
from doorstep_desk.cases.queries import case_of
from doorstep_desk.decisions.queries import decisions_of, latest_assessment
from doorstep_desk.decisions.visiting.openings import openings
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.self_service.actions.appoint import book, cancel
from doorstep_desk.self_service.queries import borrower_actor
from doorstep_desk.self_service.slots import slot_key

NEXT_DAY = DAY + timedelta(days=1)


def borrower_of(case_id):
    """Return the borrower of a case as one who acts."""
    row = Case.objects.get(pk=case_id)
    return borrower_actor(row.borrower_id, row.agency_id)


def offered(actor, case_id, at):
    """Return what is offered to somebody who acts, in their own scope."""
    with acting_as(actor):
        return openings(case_of(actor, case_id), at)


def bookable(demo, at, count=1):
    """Return cases whose borrowers can book a visit."""
    rows = decisions_of(latest_assessment(demo.agency_id, DAY).pk).order_by("case_id")
    found = []
    for case_id in rows.values_list("case_id", flat=True):
        if offered(borrower_of(case_id), case_id, at).slots:
            found.append(case_id)
        if len(found) == count:
            return found
    raise AssertionError("too few cases can be visited in the synthetic store")


def booked(actor, case_id, chosen, at, form="page"):
    """Book a slot, given as a key or as a slot."""
    key = chosen if isinstance(chosen, str) else slot_key(chosen)
    with acting_as(actor):
        return book(actor=actor, case_id=case_id, chosen=key, form=form, at=at)


def cancelled(actor, case_id, at, form="page"):
    """Cancel what is booked."""
    with acting_as(actor):
        return cancel(actor=actor, case_id=case_id, form=form, at=at)


def standing(case_id, at):
    """Return what the borrower of a case holds."""
    return appointment_of(Case.objects.get(pk=case_id).borrower_id, at, at)
