"""What does an agent read about the places that are kept of them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class VisitTrail:
    """What is kept of one visit, in Beijing.

    Attributes:
        first_at: The first reading.
        last_at: The last one.
        readings: How many.
        exact: How many of them are still exact.
        blurs_on: By when these are blurred.
        blurred_on: When the others were, or None.
    """

    first_at: datetime
    last_at: datetime
    readings: int
    exact: int
    blurs_on: date
    blurred_on: date | None


@dataclass(frozen=True, slots=True)
class DayTrail:
    """One day with its visits, the newest first."""

    on: date
    visits: Sequence[VisitTrail]


@dataclass(frozen=True, slots=True)
class TrailPage:
    """The days, the newest first, and for how many days a reading stays exact."""

    days: Sequence[DayTrail]
    exact_days: int
