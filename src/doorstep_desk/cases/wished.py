"""At which hours and on which days of the week does a borrower wish to be contacted?

Clock times are Beijing's, by which borrowers of the desk live.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from doorstep.terms.local_time import BEIJING, beijing_instant

FIRST_HOUR: Final = 8
LAST_HOUR: Final = 22
"""Nobody is contacted by night, so no wish needs to name it."""

HEARD_BY: Final = ("call", "visit", "sms", "email", "letter")
"""How staff may have heard of a wish; said on the borrower's own page it is ``page``."""

_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class WishedTime:
    """Days of the week and hours at which somebody wishes to be contacted, and at no others.

    Attributes:
        weekdays: Days as bits, Monday the lowest; at least one.
        from_hour: First hour of the day.
        to_hour: Hour at which contact must have ended.
    """

    weekdays: int
    from_hour: int
    to_hour: int

    @property
    def days(self) -> tuple[int, ...]:
        """Return the days of the week, Monday is 0."""
        return tuple(day for day in range(_WEEK) if self.weekdays >> day & 1)

    @property
    def is_sound(self) -> bool:
        """Say whether it leaves at least an hour on one day of the week."""
        fits = FIRST_HOUR <= self.from_hour < self.to_hour <= LAST_HOUR
        return fits and 0 < self.weekdays < 1 << _WEEK

    def hour_near(self, on: date, hour: int) -> int:
        """Return an hour at which a contact may be on a day: the one named, or the first wished.

        On a day that is not wished there is none; the hour named is judged and refused.
        """
        is_wished = on.weekday() in self.days
        inside = self.from_hour <= hour < self.to_hour
        return self.from_hour if is_wished and not inside else hour

    def ends_after(self, at: datetime) -> datetime | None:
        """Return when the wished hours around an instant end, or None where it lies outside."""
        local = at.astimezone(BEIJING)
        if local.weekday() not in self.days or not self.from_hour <= local.hour < self.to_hour:
            return None
        return beijing_instant(local.date(), 0) + timedelta(hours=self.to_hour)

    def covers(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Say whether a stretch of time lies wholly within it."""
        closes = self.ends_after(starts_at)
        return closes is not None and ends_at <= closes


def wished_time(days: Collection[str], from_hour: str, to_hour: str) -> WishedTime | None:
    """Return what was chosen on a form, or None where it makes no sense."""
    numbers = {int(day) for day in days if day.isascii() and day.isdigit() and len(day) == 1}
    if not (from_hour.isdecimal() and to_hour.isdecimal()) or max(numbers, default=_WEEK) >= _WEEK:
        return None
    wish = WishedTime(sum(1 << day for day in numbers), int(from_hour), int(to_hour))
    return wish if wish.is_sound else None
