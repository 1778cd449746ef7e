"""How do slots stand on a form, on the page of a borrower and on that of their case?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from doorstep.planning.slots import Slot
from doorstep_desk.appointments.appointed import Appointment


@dataclass(frozen=True, slots=True)
class Hours:
    """One slot of a day.

    Attributes:
        key: As the form sends it.
        opens: Minute after midnight at which it begins.
        closes: Minute by which the visitors have left.
        is_held: It is what the borrower holds now.
    """

    key: str
    opens: int
    closes: int
    is_held: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what can be booked on it."""

    on: date
    hours: tuple[Hours, ...]

    @property
    def is_held(self) -> bool:
        """Say whether the visit that is booked falls on it."""
        return any(each.is_held for each in self.hours)


@dataclass(frozen=True, slots=True)
class Held:
    """What is booked now: day, and minutes after midnight."""

    on: date
    opens: int
    closes: int


def slot_key(slot: Slot) -> str:
    """Return how a form names a slot, such as ``2026-12-01T14:00``."""
    hour, minute = divmod(slot.from_minute, 60)
    return f"{slot.on.isoformat()}T{hour:02d}:{minute:02d}"


def days_of(slots: Sequence[Slot], booked: Appointment | None) -> tuple[Day, ...]:
    """Return slots by day, with the one that is held marked."""
    mine = "" if booked is None else slot_key(booked.slot)
    return tuple(
        Day(on, tuple(_hours(each, mine) for each in of_day))
        for on, of_day in groupby(slots, key=lambda slot: slot.on)
    )


def held(booked: Appointment | None) -> Held | None:
    """Return an appointment as a day and its hours."""
    if booked is None:
        return None
    slot = booked.slot
    return Held(slot.on, slot.from_minute, slot.to_minute)


def _hours(slot: Slot, mine: str) -> Hours:
    key = slot_key(slot)
    return Hours(key, slot.from_minute, slot.to_minute, key == mine)
