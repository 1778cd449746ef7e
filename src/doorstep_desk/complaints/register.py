"""Which complaints are there, by when must each be answered, and who answers?

The days come from the rule that the law has for it, as it stood when the complaint came in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from doorstep.parameters.legs import Leg
from doorstep.parameters.register import register_of
from doorstep.terms.local_time import local_day
from doorstep_desk.complaints.models import Pause
from doorstep_desk.plumbing.actor import Actor

ANSWER_RULE: Final = "CN-CMPL-01"
COMPLAINTS: Final = ("complaint", "dispute")
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when a complaint is to be answered, and by which source."""

    due_on: date
    days: int
    source: str


@dataclass(frozen=True, slots=True)
class Registered:
    """One complaint or dispute.

    Attributes:
        case_id: On which case.
        number: Its number.
        reason: ``complaint`` or ``dispute``.
        came_at: When it came in.
        owner: Role that answers it.
        answered_at: When work went on after a person had looked; None while it is open.
        deadline: Until when; None when no rule was in force on that day.
    """

    case_id: int
    number: str
    reason: str
    came_at: datetime
    owner: str
    answered_at: datetime | None
    deadline: Deadline | None

    def state(self, today: date) -> str:
        """Return ``open``, ``late``, ``answered`` or ``answered_late``."""
        due = None if self.deadline is None else self.deadline.due_on
        if self.answered_at is None:
            return "late" if due is not None and today > due else "open"
        is_late = due is not None and local_day(self.answered_at) > due
        return "answered_late" if is_late else "answered"


def registered(actor: Actor) -> list[Registered]:
    """Return the complaints of an actor's cases: open ones first, the oldest first."""
    rows = Pause.objects.filter(reason__in=COMPLAINTS).select_related("case")
    if actor.role != "lender":
        rows = rows.filter(agency_id=actor.agency_id)
    opened = list(rows.filter(ended_at=None).order_by("starts_at", "id")[:_MOST])
    answered = list(rows.exclude(ended_at=None).order_by("-ended_at", "id")[:_MOST])
    deadlines = _deadlines({local_day(row.starts_at) for row in (*opened, *answered)})
    return [
        Registered(
            row.case_id, row.case.number, row.reason, row.starts_at, row.reviewer, row.ended_at,
            deadlines[local_day(row.starts_at)],
        )
        for row in (*opened, *answered)
    ]  # fmt: skip


def _deadlines(days: set[date]) -> dict[date, Deadline | None]:
    legs = register_of(("cn",)).entries[ANSWER_RULE].legs
    return {day: _deadline(day, legs) for day in days}


def _deadline(day: date, legs: Iterable[Leg]) -> Deadline | None:
    """Return until when a complaint of a day is to be answered, by the source then in force."""
    for leg in legs:
        if leg.is_in_force(day):
            allowed = leg.values["days"]
            return Deadline(day + timedelta(days=allowed), allowed, leg.source)
    return None
