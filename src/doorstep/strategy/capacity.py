"""How much of each thing is there today, and what does each treatment use of it?"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.strategy.treatment import TreatmentCosts
from doorstep.terms.codes import Code, Treatment


class Limit(Code):
    """What a day has only so much of."""

    VISITS = 0
    PAIR_MINUTES = 1
    CALL_MINUTES = 2
    SMS = 3
    EMAIL = 4
    HARDSHIP_DESK = 5
    LEGAL_DESK = 6


@dataclass(frozen=True, slots=True)
class DayCapacity:
    """What is there on one day.

    Attributes:
        visits: Sum of the pairs' most visits.
        pair_minutes: Sum of the pairs' shifts.
        call_minutes: Sum of the call agents' minutes; calls and hardship talks share them.
        sms: Most messages.
        email: Most e-mails.
        hardship_offers: Most offers that the desk can work out.
        legal_referrals: Most referrals that the desk can prepare.
    """

    visits: int
    pair_minutes: int
    call_minutes: int
    sms: int
    email: int
    hardship_offers: int
    legal_referrals: int


@dataclass(frozen=True, slots=True)
class Resources:
    """What each treatment uses of each limit, and how much there is.

    Attributes:
        limits: Names, ``r`` of them.
        use: Used by one treatment, shape ``(k, r)``; row 0 ("none") uses nothing.
        capacity: Available, shape ``(r,)``.
    """

    limits: tuple[Limit, ...]
    use: NDArray[np.float64]
    capacity: NDArray[np.float64]

    def __post_init__(self) -> None:
        """Refuse shapes that do not match, negative numbers, and a "none" that uses something.

        Raises:
            ValueError: One of these holds.
        """
        if self.use.ndim != 2 or self.use.shape[1] != len(self.limits):
            raise ValueError(f"use has shape {self.use.shape} for {len(self.limits)} limits")
        if self.capacity.shape != (len(self.limits),):
            raise ValueError(f"capacity has shape {self.capacity.shape}")
        if self.use[0].any():
            raise ValueError("doing nothing uses nothing")
        if (self.use < 0).any() or (self.capacity < 0).any():
            raise ValueError("use and capacity must not be negative")

    def used_by(self, chosen: NDArray[np.int8]) -> NDArray[np.float64]:
        """Return what a column of treatments uses of each limit, shape ``(r,)``."""
        used: NDArray[np.float64] = np.bincount(chosen, minlength=len(self.use)) @ self.use
        return used

    def less(self, used: NDArray[np.float64]) -> "Resources":
        """Return what is left after a use; never less than nothing."""
        return Resources(self.limits, self.use, np.maximum(self.capacity - used, 0.0))


_MINUTES_FROM_COSTS: Final = {
    Treatment.VISIT: Limit.PAIR_MINUTES,
    Treatment.CALL: Limit.CALL_MINUTES,
    Treatment.HARDSHIP_OFFER: Limit.CALL_MINUTES,
}
_COUNTED: Final = {
    Treatment.VISIT: Limit.VISITS,
    Treatment.SMS: Limit.SMS,
    Treatment.EMAIL: Limit.EMAIL,
    Treatment.HARDSHIP_OFFER: Limit.HARDSHIP_DESK,
    Treatment.LEGAL_REFERRAL: Limit.LEGAL_DESK,
}


def day_resources(costs: TreatmentCosts, capacity: DayCapacity) -> Resources:
    """Return the limits of a day, with the minutes per treatment taken from its costs."""
    use = np.zeros((len(Treatment), len(Limit)))
    for treatment, limit in _COUNTED.items():
        use[treatment, limit] = 1
    for treatment, limit in _MINUTES_FROM_COSTS.items():
        use[treatment, limit] = costs.of(treatment).agent_minutes
    available = {
        Limit.VISITS: capacity.visits,
        Limit.PAIR_MINUTES: capacity.pair_minutes,
        Limit.CALL_MINUTES: capacity.call_minutes,
        Limit.SMS: capacity.sms,
        Limit.EMAIL: capacity.email,
        Limit.HARDSHIP_DESK: capacity.hardship_offers,
        Limit.LEGAL_DESK: capacity.legal_referrals,
    }
    amounts = np.array([available[limit] for limit in Limit], dtype=np.float64)
    return Resources(tuple(Limit), use, amounts)
