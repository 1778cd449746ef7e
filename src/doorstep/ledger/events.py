"""What can happen to an account, and what does each event write into the books?

Events are facts; entries follow from them. An entry has lines that add up to nothing: what one
book gains another gives. Debit is positive. The first seven books are what the borrower owes,
part by part.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from doorstep.ledger.components import NOTHING, Parts


class Book(IntEnum):
    """One side of a line. The first seven are the components of the debt, in their order."""

    COST = 0
    FEE = 1
    LATE_FEE = 2
    DEFAULT_PENALTY = 3
    PENALTY_INTEREST = 4
    INTEREST = 5
    PRINCIPAL = 6
    RECEIVED = 7
    OVERPAID = 8
    TAKEN_OVER = 9
    EARNED = 10
    WAIVED = 11


class EventKind(IntEnum):
    """What happened; of one day, the lower number comes first."""

    TAKEN_OVER = 0
    COST_CHARGED = 1
    WAIVED = 2
    PAID = 3
    REVERSED = 4
    CLOCK_STOPPED = 5
    CLOCK_STARTED = 6
    STATEMENT = 7


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """One fact about one account.

    Attributes:
        event_id: The sender's identifier; one fact has one.
        kind: What happened.
        day: Day on which it counts.
        amount_fen: The sum; positive for what has one, nothing otherwise.
        parts_fen: For ``TAKEN_OVER``: what is owed; for ``WAIVED``: what is let off.
        reverses: For ``REVERSED``: the event that it undoes.
    """

    event_id: str
    kind: EventKind
    day: int
    amount_fen: int = 0
    parts_fen: Parts = NOTHING
    reverses: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A part of an entry.

    Attributes:
        book: Where it is written.
        amount_fen: Debit positive, credit negative; never nothing.
    """

    book: Book
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What one event wrote.

    Attributes:
        event_id: The event.
        is_accrual: True for what had grown until that day, False for the event itself.
        day: Day on which it counts.
        lines: Add up to nothing; one per book, in the books' order.
    """

    event_id: str
    is_accrual: bool
    day: int
    lines: tuple[Line, ...]


class UnbalancedError(ValueError):
    """Lines that do not add up to nothing: a fault of ours, never of the input."""


def entry_of(event: AccountEvent, sums: Mapping[Book, int], *, is_accrual: bool) -> Entry | None:
    """Return the entry with these sums, or None where all of them are nothing.

    Raises:
        UnbalancedError: The sums do not add up to nothing.
    """
    lines = tuple(Line(book, sums[book]) for book in sorted(sums) if sums[book])
    if sum(line.amount_fen for line in lines):
        raise UnbalancedError(f"the lines of {event.event_id} do not balance: {lines}")
    return Entry(event.event_id, is_accrual, event.day, lines) if lines else None


def owed_fen(entries: Iterable[Entry]) -> Parts:
    """Return what is owed by component after these entries."""
    sums = list(NOTHING)
    for entry in entries:
        for line in entry.lines:
            if line.book <= Book.PRINCIPAL:
                sums[line.book] += line.amount_fen
    return tuple(sums)
