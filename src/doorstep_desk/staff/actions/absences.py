"""On which days does somebody not work?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Malformed
from doorstep_desk.staff.actions.own_people import held
from doorstep_desk.staff.errors import absence_overlaps, not_on_file
from doorstep_desk.staff.models import Absence
from doorstep_desk.staff.skills import ABSENCES

LONGEST: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class NewAbsence:
    """Days away.

    Attributes:
        staff_id: Whose.
        kind: Word of ``ABSENCES``; what somebody is ill with is nobody's business here.
        from_on: First day.
        until_on: Last day.
    """

    staff_id: int
    kind: str
    from_on: date
    until_on: date


@transaction.atomic
def note_absence(*, actor: Actor, absence: NewAbsence, at: datetime) -> UUID:
    """Write down days on which somebody does not work.

    It changes no plan by itself: the next run of those days leaves the person out, and
    ``workdays.actions.call_in_sick`` gives the visits of a day that has a plan to others.

    Raises:
        Refused: The actor may not, there is nobody of that key here, or the days are noted.
        Malformed: Kind or days cannot be.
    """
    actor.require("team.change")
    if problems := _problems(absence):
        raise Malformed(problems)
    held(actor, absence.staff_id)
    others = Absence.objects.filter(
        staff_id=absence.staff_id, withdrawn_at=None, from_on__lte=absence.until_on,
        until_on__gte=absence.from_on,
    )  # fmt: skip
    if others.exists():
        raise absence_overlaps(absence.from_on, absence.until_on)
    row = Absence.objects.create(
        id=new_id(), agency_id=actor.agency_id, staff_id=absence.staff_id, kind=absence.kind,
        from_on=absence.from_on, until_on=absence.until_on, noted_by=actor.name, noted_at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="absence.noted", subject=f"staff:{absence.staff_id}",
        kind=absence.kind, from_on=absence.from_on, until_on=absence.until_on,
    )  # fmt: skip
    return row.pk


@transaction.atomic
def withdraw_absence(*, actor: Actor, absence_id: UUID, at: datetime) -> None:
    """Take a note about days away back; the person is planned again from the next run on.

    Raises:
        Refused: The actor may not, or there is no such note.
    """
    actor.require("team.change")
    row = Absence.objects.select_for_update().filter(
        pk=absence_id, agency_id=actor.agency_id, withdrawn_at=None
    ).first()  # fmt: skip
    if row is None:
        raise not_on_file("absence")
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    record(at=at, actor=actor, verb="absence.withdrawn", subject=f"staff:{row.staff_id}")


def _problems(absence: NewAbsence) -> list[str]:
    found = []
    if absence.kind not in ABSENCES:
        found.append(f"somebody is away for one of {', '.join(ABSENCES)}")
    if absence.until_on < absence.from_on:
        found.append("the last day lies before the first")
    if absence.until_on - absence.from_on > LONGEST:
        found.append("an absence is noted for a year at most")
    return found
