"""On which days do instalments fall due?"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

SHORTEST_NOTICE: Final = timedelta(days=7)
"""House policy: nobody is asked for the first instalment within a week of agreeing."""
_LAST_OF_MONTH: Final = 31


def income_days(income_day: int | None, not_before: date, count: int) -> list[date]:
    """Return the days of income from a day on, one in each month.

    Args:
        income_day: Day of the month, 1 to 31; in a shorter month its last day. None, where income
            varies, is the end of the month.
        not_before: The first one falls on this day or later.
        count: How many.
    """
    day = income_day or _LAST_OF_MONTH
    year, month = not_before.year, not_before.month
    found: list[date] = []
    while len(found) < count:
        due = date(year, month, min(day, monthrange(year, month)[1]))
        if due >= not_before:
            found.append(due)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found
