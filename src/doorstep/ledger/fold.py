"""Which entries follow from everything that happened to an account?

The books are a pure function of the set of events: they are put into one order first (day, kind,
identifier), so it does not matter in which order they arrived. A payment that was reversed is
left out together with its reversal, as if it had never been made. What cannot be posted is
returned with its reason; nothing is lost.

Growth is kept as an exact fraction from the first day on and rounded only in the running total,
so a statement more or less changes no sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from doorstep.ledger.account import AccountTerms
from doorstep.ledger.accrual import NO_CAP_PPM, DatedCap
from doorstep.ledger.allocation import allocate_one
from doorstep.ledger.components import Component, Parts
from doorstep.ledger.events import AccountEvent, Book, Entry, EventKind, entry_of
from doorstep.ledger.rounding import rounded
from doorstep.ledger.schedules.terms import LARGEST_FEN
from doorstep.terms.refusal import Refusal

_OWED = tuple(Book(part) for part in Component)
_GROWING = (Book.INTEREST, Book.PENALTY_INTEREST, Book.FEE)
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Folded:
    """The books of one account.

    Attributes:
        entries: In the order of the events.
        unposted: Events that could not be posted, with the reason.
        owed_fen: What is owed by component.
        overpaid_fen: Received beyond what was owed.
    """

    entries: tuple[Entry, ...]
    unposted: tuple[tuple[AccountEvent, Refusal], ...]
    owed_fen: Parts
    overpaid_fen: int


def fold(
    terms: AccountTerms, events: Iterable[AccountEvent], caps: Sequence[DatedCap] = ()
) -> Folded:
    """Return the entries that the events of one account make.

    Args:
        terms: Rates, order and schedule.
        events: In any order; the same identifier twice is one event.
        caps: Caps on the yearly cost that hold for everybody from a day on.
    """
    books = _Books(terms, sorted(caps, key=lambda cap: cap.from_day))
    ordered, unposted = _in_order(events)
    for event in ordered:
        refusal = books.post(event)
        if refusal is not None:
            unposted.append((event, refusal))
    return Folded(
        tuple(books.entries),
        tuple(unposted),
        tuple(books.sums[book] for book in _OWED),
        -books.sums[Book.OVERPAID],
    )


Unposted = list[tuple[AccountEvent, Refusal]]


def _in_order(events: Iterable[AccountEvent]) -> tuple[list[AccountEvent], Unposted]:
    """Return each event once, in order, without payments that were taken back."""
    known = {event.event_id: event for event in events}
    ordered = sorted(known.values(), key=lambda event: (event.day, event.kind, event.event_id))
    undone: set[str] = set()
    unposted: Unposted = []
    for event in ordered:
        if event.kind != EventKind.REVERSED:
            continue
        refusal = _refuse_reversal(event, known, undone)
        if refusal is not None:
            unposted.append((event, refusal))
        elif event.reverses is not None:
            undone.add(event.reverses)
    kept = [
        event
        for event in ordered
        if event.kind != EventKind.REVERSED and event.event_id not in undone
    ]
    return kept, unposted


def _refuse_reversal(
    event: AccountEvent, known: dict[str, AccountEvent], undone: set[str]
) -> Refusal | None:
    original = known.get(event.reverses or "")
    if original is None or original.kind != EventKind.PAID:
        return Refusal(
            "reversal-of-nothing", "The payment that this takes back is not known. Ask the lender."
        )
    if original.event_id in undone:
        return Refusal("reversed-twice", "This payment has been taken back already.")
    if event.amount_fen != original.amount_fen:
        return Refusal(
            "reversal-differs", "A payment is taken back whole; ask the lender for both sums."
        )
    if event.day < original.day:
        return Refusal("reversal-too-early", "A payment cannot be taken back before it was made.")
    return None


@dataclass(slots=True)
class _Books:
    terms: AccountTerms
    caps: list[DatedCap]
    sums: dict[Book, int] = field(default_factory=lambda: dict.fromkeys(Book, 0))
    entries: list[Entry] = field(default_factory=list)
    grown: dict[Book, int] = field(default_factory=lambda: dict.fromkeys(_GROWING, 0))
    charged: dict[Book, int] = field(default_factory=lambda: dict.fromkeys(_GROWING, 0))
    reached_day: int | None = None
    is_running: bool = True

    def post(self, event: AccountEvent) -> Refusal | None:
        """Write one event down, after what had grown until its day."""
        refusal = _refuse_sums(event)
        if refusal is not None:
            return refusal
        if (self.reached_day is None) != (event.kind == EventKind.TAKEN_OVER):
            return _out_of_place(event)
        if self.reached_day is not None:
            self._grow(event)
        self.reached_day = event.day
        match event.kind:
            case EventKind.CLOCK_STOPPED | EventKind.CLOCK_STARTED:
                self.is_running = event.kind == EventKind.CLOCK_STARTED
            case EventKind.STATEMENT:
                pass
            case _:
                return self._post_sums(event)
        return None

    def _post_sums(self, event: AccountEvent) -> Refusal | None:
        match event.kind:
            case EventKind.PAID:
                sums = self._payment(event.amount_fen)
            case EventKind.COST_CHARGED:
                sums = {Book.COST: event.amount_fen, Book.EARNED: -event.amount_fen}
            case EventKind.TAKEN_OVER:
                sums = _parts(event, Book.TAKEN_OVER, 1)
            case _:
                sums = _parts(event, Book.WAIVED, -1)
        if any(
            self.sums[book] + amount < 0 for book, amount in sums.items() if book <= Book.PRINCIPAL
        ):
            return Refusal("waived-too-much", "More is let off than is owed. Give a smaller sum.")
        self._write(event, sums, is_accrual=False)
        return None

    def _payment(self, amount_fen: int) -> dict[Book, int]:
        owed = [self.sums[book] for book in _OWED]
        settled, left = allocate_one(amount_fen, owed, self.terms.order)
        sums = {book: -part for book, part in zip(_OWED, settled, strict=True)}
        return sums | {Book.RECEIVED: amount_fen, Book.OVERPAID: -left}

    def _grow(self, event: AccountEvent) -> None:
        """Charge what has grown since the last event, this event's day included."""
        if self.is_running:
            for first, last, cap in self._stretches(event.day):
                self._add(first, last - first + 1, min(cap, self.terms.cap_ppm))
        denominator = self.terms.days_in_year * _MILLION
        sums: dict[Book, int] = {}
        for book in _GROWING:
            total = rounded(self.grown[book], denominator)
            sums[book] = total - self.charged[book]
            self.charged[book] = total
        sums[Book.EARNED] = -sum(sums.values())
        self._write(event, sums, is_accrual=True)

    def _add(self, first_day: int, days: int, cap: int) -> None:
        principal = self.sums[Book.PRINCIPAL]
        interest = min(self.terms.interest_ppm, cap)
        penalty = min(self.terms.penalty_ppm, cap - interest)
        fee = min(self.terms.fee_ppm, cap - interest - penalty)
        overdue = self.terms.fallen_due_fen(principal, first_day)
        self.grown[Book.INTEREST] += principal * interest * days
        self.grown[Book.PENALTY_INTEREST] += overdue * penalty * days
        self.grown[Book.FEE] += principal * fee * days

    def _stretches(self, day: int) -> list[tuple[int, int, int]]:
        """Return stretches from the day after the last event on in which no rate changes."""
        begins = (self.reached_day or 0) + 1
        turns = {cap.from_day for cap in self.caps} | {due + 1 for due in self.terms.due_days()}
        firsts = [begins, *sorted(turn for turn in turns if begins < turn <= day)]
        lasts = [*(first - 1 for first in firsts[1:]), day]
        return [
            (first, last, self._cap_on(first))
            for first, last in zip(firsts, lasts, strict=True)
            if first <= last
        ]

    def _cap_on(self, day: int) -> int:
        return next((cap.ppm for cap in reversed(self.caps) if cap.from_day <= day), NO_CAP_PPM)

    def _write(self, event: AccountEvent, sums: dict[Book, int], *, is_accrual: bool) -> None:
        entry = entry_of(event, sums, is_accrual=is_accrual)
        if entry is None:
            return
        self.entries.append(entry)
        for line in entry.lines:
            self.sums[line.book] += line.amount_fen


def _parts(event: AccountEvent, against: Book, sign: int) -> dict[Book, int]:
    sums = {book: sign * amount for book, amount in zip(_OWED, event.parts_fen, strict=True)}
    return sums | {against: -sum(sums.values())}


def _refuse_sums(event: AccountEvent) -> Refusal | None:
    if event.kind in (EventKind.PAID, EventKind.COST_CHARGED) and event.amount_fen <= 0:
        return Refusal("sum-not-positive", "Give a sum above nothing; a refund is a reversal.")
    if any(amount < 0 for amount in event.parts_fen):
        return Refusal("part-negative", "No part of a debt is below nothing. Ask the lender.")
    if max(event.amount_fen, *event.parts_fen) > LARGEST_FEN:
        return Refusal("sum-too-large", "No sum here is above 100 billion yuan. Check the figure.")
    return None


def _out_of_place(event: AccountEvent) -> Refusal:
    if event.kind == EventKind.TAKEN_OVER:
        return Refusal("taken-over-twice", "This account has been taken over already.")
    return Refusal("before-placement", "This is dated before the account was placed.")
