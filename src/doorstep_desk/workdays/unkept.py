"""Which booked visits can the day not hold, and who hears of it?"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from doorstep.terms.codes import Verdict
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.appointments.actions import end_unkept
from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.appointments.queries import unmet_on
from doorstep_desk.dayplans.lists import cases_on_plan
from doorstep_desk.dayplans.queries import latest_run
from doorstep_desk.followups.actions import NewFollowUp, open_followups
from doorstep_desk.notices.actions.booked import OFF, law_on_telling, tell_of_visits
from doorstep_desk.plumbing.actor import Actor

TOLD_FROM_HOUR: Final = 8
"""Nobody is written to by night, not even that nobody comes."""


@transaction.atomic
def release_unkept(*, actor: Actor, on: date, at: datetime) -> int:
    """End the booked visits of a day that its newest plan does not hold, and say so.

    The lead gets a task, and the borrower a message where the law lets one leave; their page says
    it in any case. Nobody goes at another hour instead.

    Returns:
        How many.

    Raises:
        Refused: The actor may not.
    """
    actor.require("plan.change")
    run = latest_run(actor.agency_id, on)
    kept = set() if run is None else cases_on_plan(run)
    off = [row for row in unmet_on(actor.agency_id, on, at) if row.case_id not in kept]
    if not off:
        return 0
    booked = [
        Appointment(row.pk, row.case_id, row.borrower_id, row.starts_at, row.ends_at)
        for row in off
    ]
    end_unkept(actor=actor, booked=booked, at=at)
    open_followups(actor=actor, wanted=[_task(each, on) for each in booked], at=at)
    _tell(actor, booked, on, at)
    return len(booked)


def _task(booked: Appointment, on: date) -> NewFollowUp:
    return NewFollowUp(
        case_id=booked.case_id, kind="rebook", due_on=on, owner_role="lead",
        source=f"appointment:{booked.appointment_id}",
        details={"starts_at": booked.starts_at.isoformat(), "ends_at": booked.ends_at.isoformat()},
    )  # fmt: skip


def _tell(actor: Actor, booked: Sequence[Appointment], on: date, at: datetime) -> None:
    sends_at = max(at, beijing_instant(on, TOLD_FROM_HOUR))
    judged = law_on_telling(actor=actor, booked=booked, on=on, at=at, sends_at=sends_at)
    told = [each for each, law in judged if law.verdict is Verdict.ALLOW]
    tell_of_visits(actor=actor, key=OFF, told=told, at=at, sends_at=sends_at)
