"""What can happen to an account, and what does each event write into the books?

Events are facts; entries follow from them. An entry has lines that add up to nothing: what one
book gains another gives. Debit is positive. The first five books are what the borrower owes, part
by part.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from doorstep.ledger.components import Component


class Book(IntEnum):
    """One side of a line. The first five are the components of the debt, in their order."""

    COST = 0
    FEE = 1
    PENALTY = 2
    INTEREST = 3
    PRINCIPAL = 4
    RECEIVED = 5
    OVERPAID = 6
    TAKEN_OVER = 7
    EARNED = 8
    WAIVED = 9


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
        parts_fen: For ``TAKEN_OVER``: what is owed by component; for ``WAIVED``: what is let
            off. Empty otherwise.
        reverses: For ``REVERSED``: the event that it undoes.
    """

    event_id: str
    kind: EventKind
    day: int
    amount_fen: int = 0
    parts_fen: tuple[tuple[Component, int], ...] = ()
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


def owed_fen(entries: list[Entry]) -> tuple[int, int, int, int, int]:
    """Return what is owed by component after these entries."""
    sums = [0] * len(Component)
    for entry in entries:
        for line in entry.lines:
            if line.book <= Book.PRINCIPAL:
                sums[line.book] += line.amount_fen
    return (sums[0], sums[1], sums[2], sums[3], sums[4])
