"""Is a reminder wanted, and on which day would it be sent?

Nobody is reminded who did not ask for it. The newest word of the borrower counts; what was never
asked about is not wanted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from doorstep.terms.refusal import Refusal

MOST_DAYS: Final = 7
"""House policy: a reminder comes at most a week before the day, or it is forgotten again."""


class ReminderChannel(StrEnum):
    """How somebody can ask to be reminded."""

    SMS = "sms"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a borrower said about being reminded.

    Attributes:
        is_wanted: They want it.
        channel: How; empty where it is not wanted.
        days_before: How many days before the day, 0 to 7.
    """

    is_wanted: bool
    channel: str = ""
    days_before: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """A sum that falls due on a day.

    Attributes:
        source: What it belongs to.
        due_on: The day.
        is_open: It is neither paid nor broken yet.
    """

    source: str
    due_on: date
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that may be sent on a day, if the rules allow it then.

    Attributes:
        source: What it belongs to.
        due_on: The day on which the sum falls due.
        channel: How.
    """

    source: str
    due_on: date
    channel: str


def refuse_wish(wish: Wish) -> Refusal | None:
    """Return the first reason against taking a wish down, or None."""
    if not wish.is_wanted:
        return None
    if wish.channel not in [str(each) for each in ReminderChannel]:
        return Refusal("reminder-channel", "Choose a message or a call for the reminder.")
    if not 0 <= wish.days_before <= MOST_DAYS:
        return Refusal("reminder-days", f"A reminder comes 0 to {MOST_DAYS} days before the day.")
    return None


def reminders_on(dues: Iterable[tuple[Due, Wish | None]], on: date) -> list[Reminder]:
    """Return the reminders of a day: of open sums whose borrower asked for it, on the day asked.

    A day that passed without the reminder is not made up for: late, it would be a demand.

    Args:
        dues: Each sum with the newest wish about it; None where nobody said anything.
        on: The day.
    """
    return [
        Reminder(due.source, due.due_on, wish.channel)
        for due, wish in dues
        if wish is not None
        and wish.is_wanted
        and due.is_open
        and due.due_on - timedelta(days=wish.days_before) == on
    ]
