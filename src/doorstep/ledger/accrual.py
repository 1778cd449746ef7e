"""How much interest, penalty and fee has grown on each account by a day?

Rates are yearly, in millionths, and simple: nothing grows on interest. A cap in force on a day
holds for all three together on that day (SPC private-lending provisions, art. 29, say so for the
cap of four times the LPR): interest comes first, then the penalty, then the fee, and what the cap
leaves no room for is not charged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import Fen, Ids
from doorstep.ledger.rounding import rounded
from doorstep.terms.local_time import Days

MILLION: Final = 1_000_000
NO_CAP_PPM: Final = 10 * MILLION
"""Ten times the debt a year: above anything that a schedule or an account may say."""

Rates = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class AccrualColumns:
    """What each account looks like since its last posting; one row each.

    Attributes:
        account_id: The account.
        from_day: Day of the last posting; that day itself has been charged.
        stops_day: Last day that is charged: an arrangement may stop the clock.
        principal_fen: Still lent; interest and fee grow on it.
        overdue_fen: Part of it that is overdue; the penalty grows on it.
        interest_ppm: Yearly rate of interest.
        penalty_ppm: Yearly rate of penalty on top.
        fee_ppm: Yearly rate of fee on top.
        cap_ppm: Cap that the account carries for life, such as four times the LPR at signing;
            ``NO_CAP_PPM`` if none.
        days_in_year: 360 or 365.
    """

    account_id: Ids
    from_day: Days
    stops_day: Days
    principal_fen: Fen
    overdue_fen: Fen
    interest_ppm: Rates
    penalty_ppm: Rates
    fee_ppm: Rates
    cap_ppm: Rates
    days_in_year: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DatedCap:
    """A cap that holds for every account from a day on, until the next one.

    Attributes:
        from_day: First day.
        ppm: Cap a year in millionths.
    """

    from_day: int
    ppm: int


@dataclass(frozen=True, slots=True, eq=False)
class Accrued:
    """What grew on each account, in the order of the accounts.

    Attributes:
        interest_fen: Interest.
        penalty_fen: Penalty.
        fee_fen: Fee.
    """

    interest_fen: Fen
    penalty_fen: Fen
    fee_fen: Fen


def accrued(accounts: AccrualColumns, caps: Sequence[DatedCap], day: int) -> Accrued:
    """Return what grew from each account's last posting to the end of ``day``.

    Args:
        accounts: The accounts since their last postings.
        caps: Caps for everybody, in any order; before the first there is none.
        day: Day number; a day before the last posting gives nothing.

    Raises:
        ValueError: A sum or a rate is negative or too large, or more is overdue than lent.
    """
    _check(accounts)
    last = np.minimum(accounts.stops_day, day).astype(np.int64)
    parts = [_Growth.of(len(accounts.account_id)) for _ in range(3)]
    for first_day, last_day, cap in _stretches(caps):
        begins = np.maximum(accounts.from_day.astype(np.int64) + 1, first_day)
        days = np.maximum(np.minimum(last, last_day) - begins + 1, 0)
        for growth, base, rate in zip(parts, _bases(accounts), _rates(accounts, cap), strict=True):
            growth.add(base * rate, days, accounts.days_in_year * MILLION)
    return Accrued(*(growth.fen(accounts.days_in_year * MILLION) for growth in parts))


@dataclass(slots=True)
class _Growth:
    """A sum of fractions, kept as whole fen and what is left above the denominator."""

    whole: Fen
    rest: Fen

    @classmethod
    def of(cls, rows: int) -> "_Growth":
        return cls(np.zeros(rows, dtype=np.int64), np.zeros(rows, dtype=np.int64))

    def add(self, per_day: Fen, days: Fen, denominator: Fen) -> None:
        """Add ``per_day * days / denominator`` without leaving 64 bits."""
        whole, rest = np.divmod(per_day, denominator)
        self.whole += whole * days
        self.rest += rest * days

    def fen(self, denominator: Fen) -> Fen:
        """Return the sum, rounded once."""
        return self.whole + rounded(self.rest, denominator)


def _bases(accounts: AccrualColumns) -> tuple[Fen, Fen, Fen]:
    return accounts.principal_fen, accounts.overdue_fen, accounts.principal_fen


def _rates(accounts: AccrualColumns, cap: int) -> tuple[Rates, Rates, Rates]:
    room = np.minimum(accounts.cap_ppm, cap)
    interest = np.minimum(accounts.interest_ppm, room)
    penalty = np.minimum(accounts.penalty_ppm, room - interest)
    fee = np.minimum(accounts.fee_ppm, room - interest - penalty)
    return interest, penalty, fee


def _stretches(caps: Sequence[DatedCap]) -> list[tuple[int, int, int]]:
    """Return first day, last day and cap of each stretch of time."""
    ordered = sorted(caps, key=lambda cap: cap.from_day)
    begins = [-(2**40), *(cap.from_day for cap in ordered)]
    ends = [*(cap.from_day - 1 for cap in ordered), 2**40]
    return list(zip(begins, ends, [NO_CAP_PPM, *(cap.ppm for cap in ordered)], strict=True))


def _check(accounts: AccrualColumns) -> None:
    rates = (accounts.interest_ppm, accounts.penalty_ppm, accounts.fee_ppm, accounts.cap_ppm)
    if any(np.any(rate < 0) or np.any(rate > NO_CAP_PPM) for rate in rates):
        raise ValueError("a rate lies between 0 and 1,000 percent a year")
    if np.any(accounts.overdue_fen < 0) or np.any(accounts.overdue_fen > accounts.principal_fen):
        raise ValueError("overdue principal lies between nothing and the principal")
    if np.any(accounts.principal_fen > _LARGEST_FEN):
        raise ValueError("a principal lies below ten billion yuan")


_LARGEST_FEN: Final = 9 * 10**11
"""A principal times the highest rate stays within 64 bits: 9e11 * 1e7 < 2**63."""
