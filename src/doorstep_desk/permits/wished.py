"""Does leave keep to the times at which a borrower wishes to be contacted, or booked a visit?

The rule HP-WISH judges a contact when it is planned. Here the store is asked once more when leave
is given and when a wish is said, so that no leave reaches past it whatever was judged before.
"""

from datetime import datetime
from typing import Final

from doorstep.compliance.rules.wished_time import ANSWERS
from doorstep.compliance.situation import LETTERS
from doorstep.terms.codes import Channel
from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.cases.wished import WishedTime

RULE: Final = "HP-WISH"
_WITHOUT_HOUR: Final = frozenset(each.word for each in LETTERS)
_ANSWERS: Final = frozenset(each.word for each in ANSWERS)


def binds(wish: WishedTime | None, channel: str, purpose: str) -> WishedTime | None:
    """Return the wish where such a contact has to keep to it, else None.

    Letters have no hour; an answer to the borrower and word of a danger do not wait for one.
    """
    return None if channel in _WITHOUT_HOUR or purpose in _ANSWERS else wish


def is_within(
    wish: WishedTime | None, channel: str, purpose: str, starts_at: datetime, ends_at: datetime
) -> bool:
    """Say whether leave from one instant to another keeps to what its borrower wishes."""
    bound = binds(wish, channel, purpose)
    return bound is None or bound.covers(starts_at, ends_at)


def ends_by(
    wish: WishedTime | None,
    booked: Appointment | None,
    channel: str,
    purpose: str,
    begins: datetime,
) -> tuple[bool, datetime | None]:
    """Say whether a contact may begin at an instant, and by when it has to be over.

    While a visit is booked there is no other: it begins within the appointment, which may lie
    outside the wished hours.

    Returns:
        Whether it may, and when the time for it ends; None where nothing ends it.
    """
    if booked is not None and channel == Channel.VISIT.word and purpose not in _ANSWERS:
        return booked.covers(begins), booked.ends_at
    bound = binds(wish, channel, purpose)
    if bound is None:
        return True, None
    closes = bound.ends_after(begins)
    return closes is not None, closes


def keeps_to(booked: Appointment | None, starts_at: datetime, ends_at: datetime) -> bool:
    """Say whether leave for a visit lies wholly within an appointment."""
    return booked is not None and booked.covers(starts_at) and ends_at <= booked.ends_at
