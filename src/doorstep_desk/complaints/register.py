"""Which complaints are there, by when must each be answered, and who answers?

The days come from the rule that the law has for it, as it stood when the complaint came in.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from doorstep.terms.local_time import local_day
from doorstep_desk.complaints.models import Pause
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.policies.facts import rulebook_for_agency

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
    deadlines = _deadlines({local_day(row.starts_at) for row in (*opened, *answered)}, actor)
    return [
        Registered(
            row.case_id, row.case.number, row.reason, row.starts_at, row.reviewer, row.ended_at,
            deadlines[local_day(row.starts_at)],
        )
        for row in (*opened, *answered)
    ]  # fmt: skip


def _deadlines(days: set[date], actor: Actor) -> dict[date, Deadline | None]:
    if not days:
        return {}
    rulebook = rulebook_for_agency(actor.agency_id, max(days))
    found: dict[date, Deadline | None] = {}
    for day in days:
        leg = next(iter(rulebook.legs_on(ANSWER_RULE, day)), None)
        found[day] = None
        if leg is not None:
            allowed = leg.values["days"]
            found[day] = Deadline(day + timedelta(days=allowed), allowed, leg.source)
    return found
