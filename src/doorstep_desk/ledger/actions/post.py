"""Write what happened to accounts into the books.

The books are what ``doorstep.ledger.fold`` makes of all events of an account. Posting adds events,
folds again and writes the difference: an entry that no longer follows is undone by one that points
at it, a new one is added. So it does not matter in which order events arrive, and the same event
twice changes nothing. The balance row of each account is locked first, in one order; a deferred
constraint lets nothing be committed that does not balance.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from doorstep.ledger.account import AccountTerms
from doorstep.ledger.accrual import DatedCap
from doorstep.ledger.components import NOTHING
from doorstep.ledger.events import AccountEvent, Entry, EventKind, Line
from doorstep.ledger.fold import Folded, fold
from doorstep.terms.local_time import day_number, day_of
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.queries import PlacedAccount, placed_accounts
from doorstep_desk.ledger.facts import LiveEntry, events_of, live_entries, terms_of
from doorstep_desk.ledger.models import LedgerBalance, UnpostedEvent
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import among, copy_rows, update_rows
from doorstep_desk.plumbing.identifiers import new_id

PLACED: Final = "placed"
"""Key of the event by which an account was taken over."""

_EVENT_COLUMNS = (
    "agency_id", "case_id", "account_id", "event_key", "kind", "on", "amount_fen", "parts_fen",
    "reverses", "recorded_at", "recorded_by",
)  # fmt: skip
_ENTRY_COLUMNS = (
    "id", "agency_id", "case_id", "account_id", "event_key", "is_accrual", "on", "posted_at",
    "undoes_id",
)  # fmt: skip
_LINE_COLUMNS = ("agency_id", "case_id", "account_id", "entry_id", "book", "amount_fen")
_UNPOSTED_COLUMNS = (
    "agency_id", "case_id", "account_id", "event_key", "code", "message", "since",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Posted:
    """What a posting changed.

    Attributes:
        entries: New entries, those that undo others included.
        waiting: Events of these accounts that the books cannot take, with their codes.
    """

    entries: int
    waiting: Mapping[str, str]


@transaction.atomic
def post_events(
    *,
    actor: Actor,
    events: Mapping[int, Sequence[AccountEvent]],
    at: datetime,
    caps: Sequence[DatedCap] = (),
) -> Posted:
    """Post events of many accounts; a constant number of queries whatever their number.

    Args:
        actor: In whose name.
        events: New events by account; an account without new ones is folded again.
        at: When.
        caps: Caps on the yearly cost that hold for everybody.

    Raises:
        Refused: The actor may not.
    """
    actor.require("ledger.post")
    accounts = placed_accounts(actor, events)
    _lock(accounts)
    _keep(actor, accounts, events, at)
    change = _difference(accounts, events, caps)
    _write(accounts, change, at)
    if change.added or change.undone:
        record(
            at=at, actor=actor, verb="ledger.posted", subject=f"agency:{actor.agency_id}",
            accounts=len(change.folded), entries=len(change.added) + len(change.undone),
            waiting=len(change.waiting),
        )  # fmt: skip
    waiting = {key: code for _, key, code, _ in change.waiting}
    return Posted(len(change.added) + len(change.undone), waiting)


@dataclass(slots=True)
class _Change:
    folded: dict[int, Folded] = field(default_factory=dict)
    added: list[tuple[int, UUID, Entry]] = field(default_factory=list)
    undone: list[tuple[int, UUID, LiveEntry]] = field(default_factory=list)
    waiting: list[tuple[int, str, str, str]] = field(default_factory=list)


def _lock(accounts: Mapping[int, PlacedAccount]) -> None:
    copy_rows(
        "ledger_ledgerbalance",
        ("account_id", "agency_id", "case_id", "parts_fen", "overpaid_fen"),
        (
            (account.account_id, account.agency_id, account.case_id, list(NOTHING), 0)
            for account in accounts.values()
        ),
        skip_known=True,
    )
    locked = LedgerBalance.objects.select_for_update().filter(account_id__in=among(accounts))
    list(locked.order_by("account_id").values_list("account_id", flat=True))


def _keep(
    actor: Actor,
    accounts: Mapping[int, PlacedAccount],
    events: Mapping[int, Sequence[AccountEvent]],
    at: datetime,
) -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        for account in accounts.values():
            for event in (_taken_over(account), *events[account.account_id]):
                yield (
                    account.agency_id, account.case_id, account.account_id, event.event_id,
                    int(event.kind), day_of(event.day), event.amount_fen, list(event.parts_fen),
                    event.reverses, at, actor.name,
                )  # fmt: skip

    copy_rows("ledger_ledgerevent", _EVENT_COLUMNS, rows(), skip_known=True)


def _taken_over(account: PlacedAccount) -> AccountEvent:
    day = day_number(account.placed_on)
    return AccountEvent(PLACED, EventKind.TAKEN_OVER, day, parts_fen=account.parts_fen)


def _difference(
    accounts: Mapping[int, PlacedAccount],
    given: Mapping[int, Sequence[AccountEvent]],
    caps: Sequence[DatedCap],
) -> _Change:
    known, live, terms = events_of(accounts), live_entries(accounts), terms_of(accounts)
    change = _Change()
    for account in accounts:
        folded = fold(terms.get(account, AccountTerms()), known[account], caps)
        change.folded[account] = folded
        _compare(account, folded, live.get(account, []), change)
        change.waiting += [
            (account, event.event_id, refusal.code, refusal.message)
            for event, refusal in folded.unposted
        ]
        change.waiting += _conflicts(account, known[account], given[account])
    return change


def _conflicts(
    account: int, known: Sequence[AccountEvent], given: Sequence[AccountEvent]
) -> list[tuple[int, str, str, str]]:
    """Return events that came again under the same key with other content."""
    kept = {event.event_id: event for event in known}
    message = "This was sent before with other content; the first was kept. Ask the sender."
    return [
        (account, event.event_id, "event-differs", message)
        for event in given
        if kept[event.event_id] != event
    ]


def _compare(account: int, folded: Folded, live: Sequence[LiveEntry], change: _Change) -> None:
    wanted = {(entry.event_id, entry.is_accrual): entry for entry in folded.entries}
    for entry in live:
        follows = wanted.get((entry.event_key, entry.is_accrual))
        if follows is not None and _is_same(entry, follows):
            del wanted[entry.event_key, entry.is_accrual]
        else:
            change.undone.append((account, new_id(), entry))
    change.added += [(account, new_id(), entry) for entry in wanted.values()]


def _is_same(posted: LiveEntry, wanted: Entry) -> bool:
    return posted.lines == wanted.lines and day_number(posted.on) == wanted.day


def _write(accounts: Mapping[int, PlacedAccount], change: _Change, at: datetime) -> None:
    def entries() -> Iterator[tuple[object, ...]]:
        for account, entry_id, undone in change.undone:
            yield _entry(accounts[account], entry_id, undone.event_key, undone.is_accrual,
                         undone.on, at, undone.entry_id)  # fmt: skip
        for account, entry_id, added in change.added:
            yield _entry(accounts[account], entry_id, added.event_id, added.is_accrual,
                         day_of(added.day), at, None)  # fmt: skip

    def lines() -> Iterator[tuple[object, ...]]:
        for account, entry_id, undone in change.undone:
            yield from _lines(accounts[account], entry_id, undone.lines, -1)
        for account, entry_id, added in change.added:
            yield from _lines(accounts[account], entry_id, added.lines, 1)

    if change.added or change.undone:
        copy_rows("ledger_ledgerentry", _ENTRY_COLUMNS, entries())
        copy_rows("ledger_ledgerline", _LINE_COLUMNS, lines())
    _balance(change, at)
    UnpostedEvent.objects.filter(account_id__in=among(accounts)).delete()
    copy_rows(
        "ledger_unpostedevent", _UNPOSTED_COLUMNS,
        (
            (accounts[account].agency_id, accounts[account].case_id, account, key, code, said, at)
            for account, key, code, said in change.waiting
        ),
    )  # fmt: skip


def _entry(
    account: PlacedAccount, entry_id: UUID, key: str, is_accrual: bool, on: date, at: datetime,
    undoes: UUID | None,
) -> tuple[Any, ...]:  # fmt: skip
    return (
        entry_id, account.agency_id, account.case_id, account.account_id, key, is_accrual, on, at,
        undoes,
    )  # fmt: skip


def _lines(
    account: PlacedAccount, entry_id: UUID, lines: Sequence[Line], sign: int
) -> Iterator[tuple[object, ...]]:
    for line in lines:
        yield (
            account.agency_id, account.case_id, account.account_id, entry_id, int(line.book),
            sign * line.amount_fen,
        )  # fmt: skip


def _balance(change: _Change, at: datetime) -> None:
    update_rows(
        "ledger_ledgerbalance", "account_id",
        ("parts_fen", "overpaid_fen", "reached_on", "posted_at"),
        (
            (account, list(folded.owed_fen), folded.overpaid_fen, _reached(folded), at)
            for account, folded in change.folded.items()
        ),
    )  # fmt: skip


def _reached(folded: Folded) -> date | None:
    return day_of(max(entry.day for entry in folded.entries)) if folded.entries else None
