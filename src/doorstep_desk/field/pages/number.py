"""What does a pair show to whoever asks who they are?"""

from datetime import datetime

from doorstep_desk.field.pages.day import OwnDay
from doorstep_desk.field.presentation.number import NumberPage
from doorstep_desk.visits.visitors import shown_code


def number_page(own: OwnDay, now: datetime, address: str) -> NumberPage:
    """Return the digits of somebody's pair.

    Args:
        own: Their day.
        now: When the page is shown.
        address: Where the digits can be checked.
    """
    shown = None if own.pair is None else shown_code(own.pair.id, now)
    if shown is None:
        return NumberPage((), 0, address)
    half = len(shown.digits) // 2
    return NumberPage((shown.digits[:half], shown.digits[half:]), shown.seconds_left, address)
