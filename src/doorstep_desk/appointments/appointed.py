"""What is an appointment to whoever plans, permits or shows it?"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from doorstep.planning.slots import Slot
from doorstep.terms.local_time import BEIJING, beijing_instant, local_day
from doorstep_desk.plumbing.actor import Actor

MOVED: Final = "moved"
CANCELLED: Final = "cancelled"
UNKEPT: Final = "unkept"
OVER: Final = "over"
ENDINGS: Final = (MOVED, CANCELLED, UNKEPT, OVER)
"""Why an appointment ends by itself: another took its place, the borrower cancelled it, no pair
could keep it, its time is past. Whatever stops contact ends it as well, under its own word."""

HEARD_BY: Final = ("call", "visit", "sms", "email", "letter")
"""How staff may have heard what a borrower wants; else it was said on a page or link of theirs."""

FORMS: Final = ("page", "link", *HEARD_BY)

_MINUTES: Final = 60


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit that a borrower booked and that stands.

    Attributes:
        appointment_id: Identifier.
        case_id: About which case.
        borrower_id: Whose it is.
        starts_at: The visit begins from here.
        ends_at: The visitors have left by here.
    """

    appointment_id: uuid.UUID
    case_id: int
    borrower_id: int
    starts_at: datetime
    ends_at: datetime

    @property
    def on(self) -> date:
        """Return its day in Beijing."""
        return local_day(self.starts_at)

    @property
    def slot(self) -> Slot:
        """Return the stretch of the day that it takes."""
        return slot_of(self.starts_at, self.ends_at)

    def covers(self, at: datetime) -> bool:
        """Say whether a visit that begins at an instant begins within it."""
        return self.starts_at <= at < self.ends_at


def may_confirm(actor: Actor) -> bool:
    """Say whether somebody who books may write to the borrower about it themselves."""
    return actor.may("notice.record") and actor.may("permit.issue")


def slot_of(starts_at: datetime, ends_at: datetime) -> Slot:
    """Return instants of one day as a slot."""
    opens, closes = (each.astimezone(BEIJING) for each in (starts_at, ends_at))
    return Slot(
        opens.date(), opens.hour * _MINUTES + opens.minute, closes.hour * _MINUTES + closes.minute
    )


def instants(slot: Slot) -> tuple[datetime, datetime]:
    """Return when a slot begins and ends."""
    opens, closes = (divmod(each, _MINUTES) for each in (slot.from_minute, slot.to_minute))
    return beijing_instant(slot.on, *opens), beijing_instant(slot.on, *closes)
