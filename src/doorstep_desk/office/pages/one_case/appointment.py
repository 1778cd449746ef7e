"""Which visit did the borrower of a case book, and which can staff book for them?"""

from datetime import datetime

from doorstep_desk.appointments.appointed import ENDINGS, HEARD_BY
from doorstep_desk.appointments.facts import appointment_of
from doorstep_desk.appointments.queries import appointments_of_borrower
from doorstep_desk.cases.queries import case_of
from doorstep_desk.decisions.visiting.openings import openings
from doorstep_desk.office.presentation.case_forms import AppointmentPage, EndedAppointment
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.self_service.slots import days_of, held
from doorstep_desk.staff.queries import display_names


def appointment_page(actor: Actor, case_id: int, at: datetime, error: str = "") -> AppointmentPage:
    """Return the page, in a constant number of queries.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    case = case_of(actor, case_id)
    booked, found = appointment_of(case.borrower_id, at, at), openings(case, at)
    names = display_names(actor.agency_id)
    rows = appointments_of_borrower(case.borrower_id)
    standing = next((row for row in rows if booked and row.pk == booked.appointment_id), None)
    return AppointmentPage(
        case_id=case_id, number=case.number, name=case.borrower.name, held=held(booked),
        form=standing.form if standing else "",
        noted_by=names.get(standing.noted_by, "") if standing else "",
        days=days_of(found.slots, booked), why=found.why, sentence=found.sentence,
        heard=HEARD_BY, error=error,
        earlier=tuple(
            EndedAppointment(row.starts_at, row.ends_at, _ending(row.ended_because))
            for row in rows if row.ended_at is not None
        )[:10],
    )  # fmt: skip


def _ending(because: str) -> str:
    return because if because in ENDINGS else "stopped"
