"""Which calls of a log are beyond those that one borrower may get on one day?"""

from array import array
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from doorstep.intake.rules.taken import whole


@dataclass(slots=True)
class EffectiveCalls:
    """Effective calls as columns of whole numbers, over all accounts of a borrower.

    Attributes:
        rows: Place of each call among the rows of the log.
        people: The borrower called, by the order of first calls in the log.
        days: The day, as an ordinal.
        moments: Microseconds since midnight.
    """

    rows: "array[int]" = field(default_factory=lambda: array("q"))
    people: "array[int]" = field(default_factory=lambda: array("q"))
    days: "array[int]" = field(default_factory=lambda: array("q"))
    moments: "array[int]" = field(default_factory=lambda: array("q"))
    _known: dict[str, int] = field(default_factory=dict)

    def add(self, row: int, person: str, at: datetime) -> None:
        """Take the next call."""
        seconds = (at.hour * 60 + at.minute) * 60 + at.second
        self.rows.append(row)
        self.people.append(self._known.setdefault(person, len(self._known)))
        self.days.append(at.toordinal())
        self.moments.append(seconds * 1_000_000 + at.microsecond)

    def beyond(self, most: int) -> NDArray[np.int64]:
        """Return the rows of calls that came after ``most`` others on one day.

        Of two calls at one moment the upper one in the log came first.
        """
        people, days = whole(self.people), whole(self.days)
        order = np.lexsort((whole(self.moments), days, people))
        if order.size <= most:
            return np.empty(0, np.int64)
        here, before = order[most:], order[:-most]
        is_beyond = (people[here] == people[before]) & (days[here] == days[before])
        rows: NDArray[np.int64] = whole(self.rows)[here[is_beyond]]
        return rows
