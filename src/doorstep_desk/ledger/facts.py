"""What does the core see of the books?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from doorstep.ledger.account import AccountTerms
from doorstep.ledger.components import Component
from doorstep.ledger.events import AccountEvent, Book, EventKind, Line
from doorstep.terms.local_time import day_number
from doorstep_desk.ledger.models import LedgerEntry, LedgerEvent, LedgerLine, LedgerTerms
from doorstep_desk.plumbing.bulk import among

_KINDS, _BOOKS = tuple(EventKind), tuple(Book)


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """An entry that nothing has undone.

    Attributes:
        entry_id: Identifier.
        event_key: The event that wrote it.
        is_accrual: Whether it is what had grown until that day.
        on: Day on which it counts.
        lines: Its lines, by book.
    """

    entry_id: UUID
    event_key: str
    is_accrual: bool
    on: date
    lines: tuple[Line, ...]


def events_of(account_ids: Iterable[int]) -> dict[int, list[AccountEvent]]:
    """Return everything that happened to some accounts, in one query."""
    found: dict[int, list[AccountEvent]] = {}
    rows = LedgerEvent.objects.filter(account_id__in=among(account_ids)).values_list(
        "account_id", "event_key", "kind", "on", "amount_fen", "parts_fen", "reverses"
    )
    for account, key, kind, on, amount, parts, reverses in rows.iterator(chunk_size=5000):
        found.setdefault(account, []).append(
            AccountEvent(key, _KINDS[kind], day_number(on), amount, tuple(parts), reverses)
        )
    return found


def terms_of(account_ids: Iterable[int]) -> dict[int, AccountTerms]:
    """Return the newest terms of those accounts for which a lender stated some."""
    rows = (
        LedgerTerms.objects.filter(account_id__in=among(account_ids))
        .order_by("account_id", "-id")
        .distinct("account_id")
        .values_list(
            "account_id", "interest_ppm", "penalty_ppm", "fee_ppm", "cap_ppm", "days_in_year"
        )
    )
    return {
        account: AccountTerms(interest, penalty, fee, cap, year)
        for account, interest, penalty, fee, cap, year in rows
    }


def live_entries(account_ids: Iterable[int]) -> dict[int, list[LiveEntry]]:
    """Return the entries of some accounts that nothing has undone, with lines, in two queries."""
    accounts = among(account_ids)
    lines: dict[UUID, list[Line]] = {}
    rows = LedgerLine.objects.filter(account_id__in=accounts).order_by("book")
    for entry, book, fen in rows.values_list("entry_id", "book", "amount_fen").iterator(5000):
        lines.setdefault(entry, []).append(Line(_BOOKS[book], fen))
    entries = list(
        LedgerEntry.objects.filter(account_id__in=accounts)
        .order_by("on", "id")
        .values_list("account_id", "id", "event_key", "is_accrual", "on", "undoes_id")
    )
    gone = {row[5] for row in entries}
    found: dict[int, list[LiveEntry]] = {}
    for account, entry, key, is_accrual, on, undoes in entries:
        if undoes is None and entry not in gone:
            live = LiveEntry(entry, key, is_accrual, on, tuple(lines.get(entry, ())))
            found.setdefault(account, []).append(live)
    return found


def parts_by_name(parts: Sequence[int]) -> dict[str, int]:
    """Return parts by the word of their component."""
    return {component.word: fen for component, fen in zip(Component, parts, strict=True)}
