"""How much had happened to somebody strictly before a moment?

Events of many owners lie in one sorted column; every question is a binary search, so that a
hundred thousand questions take milliseconds and an event at or after the moment cannot leak in.
"""

from dataclasses import dataclass
from typing import Final, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Scalar = TypeVar("Scalar", np.int64, np.float64)

_BITS: Final = 40
_LATEST: Final = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events of many owners, ascending by owner and time.

    Attributes:
        owners: Distinct owners, ascending, shape ``(m,)``.
        keys: Owner rank and time of each event in one sorted integer, shape ``(n,)``.
        order: Index of each event in the columns it was built from, shape ``(n,)``.
        times: Time of each event, shape ``(n,)``.
    """

    owners: Integers
    keys: Integers
    order: NDArray[np.intp]
    times: Integers

    @classmethod
    def of(cls, owner: Integers, time: Integers) -> Self:
        """Sort events; ``time`` is in whole seconds or days since 1970, never negative."""
        owners = np.unique(owner)
        keys = (np.searchsorted(owners, owner).astype(np.int64) << _BITS) + _clipped(time)
        order = np.argsort(keys, kind="stable")
        return cls(owners, keys[order], order, np.asarray(time, dtype=np.int64)[order])

    def before(self, owner: Integers, time: Integers) -> Integers:
        """Return how many events lie before each moment, over all smaller owners too.

        Args:
            owner: Whose events, shape ``(k,)``; an owner without events has none.
            time: The moment, shape ``(k,)``; events at that very time do not count.
        """
        return np.searchsorted(self.keys, self._rank(owner) + _clipped(time), side="left")

    def count(self, owner: Integers, since: Integers, until: Integers) -> Floats:
        """Return the number of events in ``[since, until)``, shape ``(k,)``."""
        return self._known(owner, self.before(owner, until) - self.before(owner, since))

    def total(self, owner: Integers, since: Integers, until: Integers, amount: Floats) -> Floats:
        """Return the sum of ``amount`` over the events in ``[since, until)``, shape ``(k,)``.

        ``amount`` is in the order of the columns that the timeline was built from.
        """
        sums = np.concatenate(([0.0], np.cumsum(amount[self.order])))
        found = sums[self.before(owner, until)] - sums[self.before(owner, since)]
        return self._known(owner, found)

    def last(self, owner: Integers, until: Integers) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Return the index of the newest event before ``until`` and whether there is one."""
        position = self.before(owner, until)
        has_one = self.count(owner, np.zeros_like(until), until) > 0
        if not len(self.order):
            return np.zeros(len(until), dtype=np.intp), has_one
        return self.order[np.maximum(position - 1, 0)], has_one

    def last_time(self, owner: Integers, until: Integers) -> Floats:
        """Return the time of the newest event before ``until``, NaN without one."""
        return self.last_value(owner, until, self._unsorted(self.times.astype(np.float64)))

    def last_value(self, owner: Integers, until: Integers, value: Floats) -> Floats:
        """Return ``value`` at the newest event before ``until``, NaN without one."""
        index, has_one = self.last(owner, until)
        return (
            np.where(has_one, value[index], np.nan) if len(value) else np.full(len(until), np.nan)
        )

    def running_max(self, value: Floats) -> Floats:
        """Return the largest value of the owner's events so far, in the original order.

        ``value`` is whole numbers, at most a million in size.
        """
        lift = (self.keys >> _BITS).astype(np.float64) * 1e7
        return self._unsorted(np.maximum.accumulate(value[self.order] + lift) - lift)

    def running_total(self, amount: Integers) -> Integers:
        """Return the sum of the owner's amounts so far, this one included, original order."""
        sums = np.cumsum(amount[self.order])
        starts = np.searchsorted(self.keys, (self.keys >> _BITS) << _BITS)
        totals = sums - np.concatenate(([0], sums))[starts]
        return self._unsorted(totals)

    def _unsorted(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        placed = np.empty_like(values)
        placed[self.order] = values
        return placed

    def _rank(self, owner: Integers) -> Integers:
        return np.searchsorted(self.owners, owner).astype(np.int64) << _BITS

    def _known(self, owner: Integers, found: Integers | Floats) -> Floats:
        at = np.minimum(np.searchsorted(self.owners, owner), max(len(self.owners) - 1, 0))
        known = self.owners[at] == owner if len(self.owners) else np.zeros(len(owner), dtype=bool)
        return np.where(known, found.astype(np.float64), 0.0)


def _clipped(time: Integers) -> Integers:
    return np.clip(np.asarray(time, dtype=np.int64), 0, _LATEST)
