"""How much of what is owed does a payment bring, and by which day is it made?

The share has its own head: the mean of past payments of the same kind of case, drawn to the mean
of all. The days follow from the chance of the 14-day head: every case has the same shape of
hazard, learned from who paid when, scaled so that its curve passes through its own chance. Curves
never fall and never cross, and both heads say the same of day 14.

Source:
    Cox (1972), JRSS B 34: 187-220, for proportional hazards; Nelson (1969) for the shape.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.hazard.curve import STEPS, Times

Floats = NDArray[np.float64]

ANCHOR_DAY: Final = 14
PRIOR_PAYMENTS: Final = 20.0
"""Payments that a group is believed to have had at the mean of all before any of its own."""

_SURE: Final = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class AmountHead:
    """The expected share of what is owed that a payment brings.

    Attributes:
        mean: Over all payments, drawn to one half when there are few.
        by_group: Of each group with payments, drawn to the mean.
    """

    mean: float
    by_group: Mapping[str, float]

    @classmethod
    def of(cls, shares: Floats, groups: Sequence[str]) -> "AmountHead":
        """Learn shares by group.

        Raises:
            ValueError: Lengths differ, or a share is not within 0 and 1.
        """
        if len(shares) != len(groups):
            raise ValueError(f"{len(shares)} shares but {len(groups)} groups")
        if len(shares) and not ((shares >= 0) & (shares <= 1)).all():
            raise ValueError("every share must lie between 0 and 1")
        mean = float((shares.sum() + 0.5 * PRIOR_PAYMENTS) / (len(shares) + PRIOR_PAYMENTS))
        names = np.array(groups, dtype=object)
        found = {}
        for name in sorted(set(groups)):
            own = shares[names == name]
            found[name] = float((own.sum() + mean * PRIOR_PAYMENTS) / (len(own) + PRIOR_PAYMENTS))
        return cls(mean, found)

    def shares(self, groups: Sequence[str]) -> Floats:
        """Return the expected share of each case; an unknown group has the mean."""
        return np.array([self.by_group.get(name, self.mean) for name in groups])


def cumulative_hazard(times: Times, steps: Sequence[int] = STEPS) -> Floats:
    """Return the Nelson-Aalen cumulative hazard by the end of each step, at least a little."""
    paid_days, counts = np.unique(times.days[times.paid], return_counts=True)
    ordered = np.sort(times.days)
    at_risk = len(ordered) - np.searchsorted(ordered, paid_days, side="left")
    total = np.concatenate(([0.0], np.cumsum(counts / np.maximum(at_risk, 1))))
    reached = total[np.searchsorted(paid_days, np.array(steps, dtype=np.float64), side="right")]
    floor = 1e-6 * np.arange(1, len(reached) + 1)
    return np.asarray(np.maximum.accumulate(reached) + floor, dtype=np.float64)


def curves_through(chances: Floats, hazard: Floats, steps: Sequence[int] = STEPS) -> Floats:
    """Return each case's chance of being paid by the end of each step, shape ``(n, steps)``.

    Args:
        chances: Of a payment within 14 days, shape ``(n,)``.
        hazard: As ``cumulative_hazard`` gives it.
        steps: Last day of each step; one of them is day 14.

    Raises:
        ValueError: No step ends on day 14, or a chance lies outside 0 to 1.
    """
    if ANCHOR_DAY not in steps or len(hazard) != len(steps):
        raise ValueError(f"one of the {len(hazard)} steps must end on day {ANCHOR_DAY}")
    if ((chances < 0) | (chances > 1)).any():
        raise ValueError("a chance lies between 0 and 1")
    shape = hazard / hazard[list(steps).index(ANCHOR_DAY)]
    open_still = np.log1p(-np.minimum(chances, _SURE))
    return np.asarray(-np.expm1(open_still[:, None] * shape[None, :]), dtype=np.float64)
