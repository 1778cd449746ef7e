"""One set of events, in every order in which it may arrive, in batches of every size."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from doorstep.ledger.account import AccountTerms
from doorstep.ledger.components import parts_of
from doorstep.ledger.events import AccountEvent, EventKind
from doorstep.ledger.fold import fold
from doorstep.ledger.incoming import Fate, OpenTo, SentPayment, Taken, match_payments
from doorstep.terms.local_time import day_number

PLACED, TODAY = date(2026, 9, 1), date(2026, 11, 25)
ACCOUNT = OpenTo(1, 1, PLACED, "CNY")
TERMS = AccountTerms(180_000, 60_000, 0, 240_000, 360)


def event_set(chance: np.random.Generator) -> list[SentPayment]:
    """Return payments, reversals of some of them, repeats, and what fits nothing."""
    days = (TODAY - PLACED).days + 1
    paid = [
        SentPayment(
            "L", f"T{n}", PLACED + timedelta(days=int(chance.integers(days))),
            int(chance.integers(1, 60_000)),
        )
        for n in range(int(chance.integers(2, 7)))
    ]  # fmt: skip
    back = [
        SentPayment("L", f"R{each.transaction_id}", TODAY, each.amount_fen,
                    reverses=each.transaction_id)
        for each in paid
        if chance.random() < 0.4
    ]  # fmt: skip
    odd = [
        SentPayment("nobody", "X1", TODAY, 5),
        SentPayment("L", "X2", PLACED - timedelta(days=1), 5),
    ]
    everything = [*paid, *back, *odd]
    return everything + [each for each in everything if chance.random() < 0.3]


def batches(
    items: Sequence[SentPayment], chance: np.random.Generator
) -> Iterator[list[SentPayment]]:
    """Yield the items in an order and in batches by chance."""
    order = [items[place] for place in chance.permutation(len(items))]
    cuts = sorted({0, len(order), *chance.integers(0, len(order), 3).tolist()})
    for first, last in pairwise(cuts):
        yield order[first:last]


def arrived(
    items: Sequence[SentPayment], chance: np.random.Generator, *, is_patient: bool = True
) -> tuple[object, ...]:
    """Return the books and what waits after items came in some order.

    Args:
        items: What comes.
        chance: In which order and in which batches.
        is_patient: Reversals that came first are looked at again; without it they are lost.
    """
    taken: dict[str, Taken] = {}
    waiting: dict[SentPayment, str] = {}
    for batch in batches(items, chance):
        earlier = [each for each, code in waiting.items() if code == "reversal-of-nothing"]
        looked_at = [*batch, *earlier] if is_patient else batch
        matches = match_payments(looked_at, {"L": [ACCOUNT]}, taken, TODAY)
        for item, match in zip(looked_at, matches, strict=True):
            if match.refusal is not None:
                waiting[item] = match.refusal.code
            else:
                waiting.pop(item, None)
            if match.fate == Fate.TAKE:
                taken[item.transaction_id] = Taken(
                    1, item.received_on, item.signed_fen, item.reverses
                )
    return (*_books(taken), tuple(sorted((i.transaction_id, c) for i, c in waiting.items())))


def _books(taken: dict[str, Taken]) -> tuple[object, ...]:
    opened = AccountEvent(
        "placed", EventKind.TAKEN_OVER, day_number(PLACED), parts_fen=parts_of(principal=100_000)
    )
    events = [
        AccountEvent(
            number, EventKind.PAID if each.signed_fen > 0 else EventKind.REVERSED,
            day_number(each.received_on), abs(each.signed_fen), reverses=each.reverses,
        )
        for number, each in taken.items()
    ]  # fmt: skip
    books = fold(TERMS, [opened, *events])
    return books.owed_fen, books.overpaid_fen, len(books.unposted)
