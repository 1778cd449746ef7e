"""Was what was promised paid?

Money settles promises first in, first out within a case: the promise made first is filled first,
and the rest of the same payment goes on to the next. A payment can only fill promises made on or
before its day and whose window is still open: from the day of the promise to the end of its due
day plus the days of grace.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from doorstep.terms.codes import PromiseState


@dataclass(frozen=True, slots=True)
class PromiseDue:
    """A promise to pay, as it was said.

    Attributes:
        promise_id: Identifier.
        case_id: The case in which it was made.
        made_day: Day on which it was made.
        due_day: Day promised.
        amount_fen: Sum promised; positive.
    """

    promise_id: int
    case_id: int
    made_day: int
    due_day: int
    amount_fen: int

    def __post_init__(self) -> None:
        """Refuse a promise of nothing, and one that was due before it was made.

        Raises:
            ValueError: The sum is not positive or the due day lies before the day it was made.
        """
        if self.amount_fen <= 0:
            raise ValueError(f"a promise needs a positive sum; got {self.amount_fen}")
        if self.due_day < self.made_day:
            raise ValueError("a promise cannot fall due before it was made")


@dataclass(frozen=True, slots=True)
class PaidSum:
    """Money received in a case.

    Attributes:
        case_id: The case.
        received_day: Value date.
        amount_fen: Sum; a reversal is negative and undoes the latest payment of the same case
            and sum that came before it, as if that had never been made.
    """

    case_id: int
    received_day: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class PromiseOutcome:
    """What became of a promise.

    Attributes:
        promise_id: The promise.
        case_id: Its case.
        state: OPEN, KEPT, PARTLY_KEPT or BROKEN.
        paid_fen: What was paid towards it; never more than was promised.
        decided_day: The day on which the last money came (KEPT), or the first day after the
            window (PARTLY_KEPT, BROKEN); None while open.
    """

    promise_id: int
    case_id: int
    state: PromiseState
    paid_fen: int
    decided_day: int | None


@dataclass(slots=True)
class _Filling:
    promise: PromiseDue
    last_day: int
    paid_fen: int = 0
    filled_on: int | None = None

    def takes(self, day: int, amount_fen: int) -> int:
        """Take what is missing from a sum of that day and return what was taken."""
        if not self.promise.made_day <= day <= self.last_day:
            return 0
        taken = min(amount_fen, self.promise.amount_fen - self.paid_fen)
        self.paid_fen += taken
        if taken and self.paid_fen == self.promise.amount_fen:
            self.filled_on = day
        return taken

    def outcome(self, today: int) -> PromiseOutcome:
        """Judge the promise as of the start of ``today``."""
        promise = self.promise
        state, decided = PromiseState.OPEN, None
        if self.paid_fen == promise.amount_fen:
            state, decided = PromiseState.KEPT, self.filled_on
        elif today > self.last_day:
            state = PromiseState.PARTLY_KEPT if self.paid_fen else PromiseState.BROKEN
            decided = self.last_day + 1
        return PromiseOutcome(promise.promise_id, promise.case_id, state, self.paid_fen, decided)


def settle(
    promises: Sequence[PromiseDue], payments: Iterable[PaidSum], today: int, grace_days: int
) -> list[PromiseOutcome]:
    """Settle promises by payments, first in, first out within each case.

    Args:
        promises: Promises that were not withdrawn; of one day, the earlier in the list first.
        payments: Money of these cases. What is dated ``today`` or later is left out: the day is
            not over.
        today: Day number; a window that ended yesterday is decided, one that ends today is not.
        grace_days: Whole days after the due day during which money still counts.

    Returns:
        One outcome for each promise, in their order.

    Raises:
        ValueError: ``grace_days`` is negative, or a reversal undoes nothing.
    """
    fillings, _ = _fill(promises, payments, today, grace_days)
    return [filling.outcome(today) for filling in fillings]


def unassigned_fen(
    promises: Sequence[PromiseDue], payments: Iterable[PaidSum], today: int, grace_days: int
) -> dict[int, int]:
    """Return the money of each case that filled no promise, under the rules of ``settle``.

    Together with the paid parts of the outcomes it is all the money, case by case.

    Raises:
        ValueError: ``grace_days`` is negative, or a reversal undoes nothing.
    """
    return _fill(promises, payments, today, grace_days)[1]


def _fill(
    promises: Sequence[PromiseDue], payments: Iterable[PaidSum], today: int, grace_days: int
) -> tuple[list[_Filling], dict[int, int]]:
    if grace_days < 0:
        raise ValueError(f"grace_days cannot be negative; got {grace_days}")
    fillings = [_Filling(promise, promise.due_day + grace_days) for promise in promises]
    queues: defaultdict[int, list[_Filling]] = defaultdict(list)
    for filling in sorted(fillings, key=lambda each: each.promise.made_day):
        queues[filling.promise.case_id].append(filling)
    unassigned: defaultdict[int, int] = defaultdict(int)
    for payment in _not_undone(each for each in payments if each.received_day < today):
        left = payment.amount_fen
        for filling in queues[payment.case_id]:
            left -= filling.takes(payment.received_day, left)
        unassigned[payment.case_id] += left
    return fillings, dict(unassigned)


def _not_undone(payments: Iterable[PaidSum]) -> list[PaidSum]:
    """Return the payments by day, without those that were reversed and without reversals."""
    kept: list[PaidSum] = []
    for payment in sorted(payments, key=lambda each: (each.received_day, each.amount_fen < 0)):
        if payment.amount_fen >= 0:
            kept.append(payment)
            continue
        undone = next((each for each in reversed(kept) if _is_undone_by(each, payment)), None)
        if undone is None:
            raise ValueError(f"a reversal undoes no payment of its case and sum: {payment}")
        kept.remove(undone)
    return kept


def _is_undone_by(payment: PaidSum, reversal: PaidSum) -> bool:
    is_same_case = payment.case_id == reversal.case_id
    return is_same_case and payment.amount_fen == -reversal.amount_fen
