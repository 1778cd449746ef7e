"""What does the page of a personal link show?"""

from dataclasses import dataclass
from datetime import date, datetime

from doorstep.affordability.reminders import Wish


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """What the borrower said through a link."""

    number: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RemindRow:
    """Something that a borrower can be reminded of.

    Attributes:
        about: ``promise`` or ``arrangement``.
        about_id: Its identifier.
        due_on: The next day on which a sum falls due; None for an arrangement.
        amount_fen: How much; None for an arrangement.
        wish: What they said; None while nobody asked.
    """

    about: str
    about_id: str
    due_on: date | None
    amount_fen: int | None
    wish: Wish | None


@dataclass(frozen=True, slots=True)
class LinkPage:
    """The link of a borrower, what came through it, and what they want to be reminded of.

    Attributes:
        case_id: The case.
        number: Its number.
        name: The borrower.
        address: The link, to be copied; empty while none runs.
        ends_at: Until when it opens, in Beijing.
        made_by: Who made it.
        receipts: What was said through links, the newest first.
        reminders: What they can be reminded of.
        may_remind: The reader may take a wish down.
    """

    case_id: int
    number: str
    name: str
    address: str
    ends_at: datetime | None
    made_by: str
    receipts: tuple[ReceiptRow, ...]
    reminders: tuple[RemindRow, ...]
    may_remind: bool
