"""What do the books say about an account up to a day, and about one payment?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from doorstep.ledger.components import NOTHING, Parts
from doorstep.ledger.events import EventKind
from doorstep_desk.cases.queries import placed_accounts
from doorstep_desk.documents.contents.about import About
from doorstep_desk.documents.errors import day_unprintable, not_in_books, nothing_to_print
from doorstep_desk.ledger.queries import StatementLine, statement_of, why_waiting

COUNTED_ALREADY: Final = {"before-placement"}
"""Money that came in before the placement: the sum that was placed has it in it already."""


@dataclass(frozen=True, slots=True)
class BookLine:
    """One entry that stands.

    Attributes:
        on: Day on which it counts.
        word: What happened.
        parts_fen: By how much each component changed.
        owed_fen: All that is owed after it.
    """

    on: date
    word: str
    parts_fen: Parts
    owed_fen: int


@dataclass(frozen=True, slots=True)
class Booked:
    """An account up to a day.

    Attributes:
        lines: The entries that stand, by day.
        parts_fen: What is owed, by component.
        overpaid_fen: Received beyond it.
    """

    lines: tuple[BookLine, ...]
    parts_fen: Parts
    overpaid_fen: int

    @property
    def owed_fen(self) -> int:
        """Return all that is owed."""
        return sum(self.parts_fen)


def account_named(about: About, account_id: str) -> Any:
    """Return an account of the case that the lender has not taken back; its only one if unnamed.

    Raises:
        Refused: There is no such account.
    """
    known = {str(each.pk): each for each in about.accounts}
    if not account_id and len(known) == 1:
        return next(iter(known.values()))
    if account_id not in known:
        raise nothing_to_print("Choose an account of this case that the lender still has with us.")
    return known[account_id]


def booked_until(about: About, account: Any, until: date) -> Booked:
    """Return what the books say of an account up to a day; what was placed if there are none.

    Raises:
        Refused: The day lies before the placement or after today, or an event of the account
            waits for the books.
    """
    if not account.placed_on <= until <= about.on:
        raise day_unprintable(account.placed_on)
    if why_waiting(account.pk).keys() - COUNTED_ALREADY:
        raise not_in_books()
    lines = standing_lines(account.pk)
    if not lines:
        placed = placed_accounts(about.actor, [account.pk])[account.pk].parts_fen
        return Booked(
            (BookLine(account.placed_on, "taken_over", placed, sum(placed)),), placed, 0
        )  # fmt: skip
    shown, parts, beyond = [], NOTHING, 0
    for line in lines:
        if line.on > until:
            break
        parts = _plus(parts, line.parts_fen)
        beyond += beyond_of(line)
        shown.append(BookLine(line.on, word_of(line), line.parts_fen, sum(parts)))
    return Booked(tuple(shown), parts, beyond)


def standing_lines(account_id: int) -> Sequence[StatementLine]:
    """Return the entries of an account that nothing has undone, by day and as written."""
    found = [
        each for each in statement_of(account_id) if not each.is_undone and not each.is_undoing
    ]
    return sorted(found, key=lambda each: (each.on, not each.is_accrual, each.kind))


def word_of(line: StatementLine) -> str:
    """Return the word for what an entry says."""
    return "grown" if line.is_accrual else line.kind.name.lower()


def beyond_of(line: StatementLine) -> int:
    """Return what came in beyond what was owed; below zero where it went back."""
    if line.kind not in (EventKind.PAID, EventKind.REVERSED) or line.is_accrual:
        return 0
    return line.received_fen + sum(line.parts_fen)


def _plus(one: Parts, other: Parts) -> Parts:
    return tuple(a + b for a, b in zip(one, other, strict=True))
