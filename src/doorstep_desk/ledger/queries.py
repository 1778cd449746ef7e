"""What can be asked about the books?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Sum
from django.db.models.expressions import RawSQL

from doorstep.ledger.components import NOTHING, Component, Parts
from doorstep.ledger.events import Book, EventKind
from doorstep_desk.cases.lists import accounts_of_cases, cases_placed_with_nothing
from doorstep_desk.ledger.models import (
    LedgerBalance,
    LedgerEntry,
    LedgerEvent,
    LedgerLine,
    UnpostedEvent,
)


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed on an account after its last posting.

    Attributes:
        parts_fen: By component.
        overpaid_fen: Received beyond what was owed.
        reached_on: Day up to which it has been reckoned, or None.
    """

    parts_fen: Parts
    overpaid_fen: int
    reached_on: date | None

    @property
    def total_fen(self) -> int:
        """Return all that is owed."""
        return sum(self.parts_fen)


def owed_by_account(account_ids: Iterable[int]) -> dict[int, Owed]:
    """Return what is owed on those accounts that have books."""
    rows = LedgerBalance.objects.filter(account_id__in=list(account_ids)).values_list(
        "account_id", "parts_fen", "overpaid_fen", "reached_on"
    )
    return {account: Owed(tuple(parts), over, on) for account, parts, over, on in rows}


def settled_cases(agency_id: int) -> set[int]:
    """Return the cases of an agency on whose accounts nothing is owed any more, in three queries.

    By the balances that the books keep, so that nothing has to be added up. An account without
    books owes what was placed; one that the lender called back owes us nothing.
    """
    balances = LedgerBalance.objects.filter(agency_id=agency_id, parts_fen=list(NOTHING))
    settled = dict(balances.values_list("account_id", "case_id"))
    cases = {*settled.values(), *cases_placed_with_nothing(agency_id)}
    worked = accounts_of_cases(cases).filter(recalled_on=None, owed_fen__gt=0)
    return cases - {
        case for account, case in worked.values_list("pk", "case_id") if account not in settled
    }


def let_off_by_account(agency_id: int, until: date) -> dict[int, int]:
    """Return the fen let off up to a day on those accounts of an agency where something was."""
    rows = _let_off(until).filter(agency_id=agency_id)
    return dict(rows.values_list("account_id", "fen"))


def let_off_on(account: OuterRef, until: date) -> QuerySet[Any, Any]:
    """Return the fen let off on one account up to a day, as part of a query over accounts."""
    return _let_off(until).filter(account_id=account).values("fen")


def _let_off(until: date) -> QuerySet[Any, Any]:
    # Written into the question: a plan without values could not know that its index holds them.
    book = RawSQL(str(int(Book.WAIVED)), ())  # noqa: S611 (a number of ours)
    rows: QuerySet[Any, Any] = (
        LedgerLine.objects.filter(book=book, entry__on__lte=until)
        .order_by()
        .values("account_id")
        .annotate(fen=Sum("amount_fen"))
    )
    return rows


LET_OFF_ROWS: Final = f"""
SELECT line.account_id, entry."on" AS on_day, line.amount_fen AS fen
  FROM ledger_ledgerline line JOIN ledger_ledgerentry entry ON entry.id = line.entry_id
 WHERE line.book = {int(Book.WAIVED)} AND entry.posted_at <= %(known_at)s
"""  # noqa: S608 (a number of ours)
"""SQL: what was let off, by account and day, as known at an instant; part of a larger query."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One entry of a readable statement.

    Attributes:
        on: Day on which it counts.
        kind: What happened.
        is_accrual: Whether it is what had grown until then.
        is_undoing: Whether it takes an earlier entry back.
        is_undone: Whether a later entry takes it back.
        event_key: The event.
        parts_fen: By how much each component changed.
        received_fen: Money that came in.
        owed_fen: All that is owed after it.
        posted_at: When it was written.
    """

    on: date
    kind: EventKind
    is_accrual: bool
    is_undoing: bool
    is_undone: bool
    event_key: str
    parts_fen: Parts
    received_fen: int
    owed_fen: int
    posted_at: datetime


def statement_of(account_id: int) -> list[StatementLine]:
    """Return every entry of an account in the order of writing, with the running sum."""
    kinds = dict(
        LedgerEvent.objects.filter(account_id=account_id).values_list("event_key", "kind")
    )
    entries = (
        LedgerEntry.objects.filter(account_id=account_id)
        .prefetch_related(Prefetch("lines", LedgerLine.objects.order_by("book")), "undone_by")
        .order_by("posted_at", "on", "id")
    )
    owed, found = 0, []
    for entry in entries:
        changes = dict.fromkeys(Book, 0) | {
            Book(line.book): line.amount_fen for line in entry.lines.all()
        }
        parts = tuple(changes[Book(component)] for component in Component)
        owed += sum(parts)
        found.append(
            StatementLine(
                entry.on,
                EventKind(kinds[entry.event_key]),
                entry.is_accrual,
                entry.undoes_id is not None,
                bool(entry.undone_by.all()),
                entry.event_key,
                parts,
                changes[Book.RECEIVED],
                owed,
                entry.posted_at,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that the books could not take.

    Attributes:
        account_id: The account.
        case_id: Its case.
        event_key: The sender's key.
        code: Stable code of the reason.
        message: The reason and what to do.
        since: Since when it waits.
    """

    account_id: int
    case_id: int
    event_key: str
    code: str
    message: str
    since: datetime


def why_waiting(account_id: int) -> dict[str, int]:
    """Return how many events of an account the books could not take, by the code of the reason."""
    rows = UnpostedEvent.objects.filter(account_id=account_id).order_by("code").values("code")
    return dict(rows.annotate(events=Count("id")).values_list("code", "events"))


def waiting_events(agency_id: int) -> list[Waiting]:
    """Return the events of an agency that wait, the oldest first."""
    rows = UnpostedEvent.objects.filter(agency_id=agency_id).order_by("since", "id")
    return [
        Waiting(*row)
        for row in rows.values_list(
            "account_id", "case_id", "event_key", "code", "message", "since"
        )
    ]
