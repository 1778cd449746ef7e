"""What stands in a message about payments, with all its faults at once?"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from doorstep.ledger.incoming import SentPayment
from doorstep_desk.plumbing.refusal import Malformed

MOST_ITEMS: Final = 1000
_LARGEST: Final = 10**30
_TEXTS: Final = {"account": 120, "id": 120, "reverses": 120, "payer": 200, "paid_through": 60}
_NEEDED: Final = ("account", "id", "received_on", "amount_fen")
_KNOWN: Final = {*_TEXTS, *_NEEDED, "currency"}


def read_payments(body: bytes) -> list[SentPayment]:
    """Return what a message holds.

    Raises:
        Malformed: It cannot be read; every fault is named with its place.
    """
    try:
        message = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Malformed(["The body is no JSON in UTF-8."]) from None
    items = message.get("payments") if isinstance(message, dict) else None
    if not isinstance(items, list) or not 1 <= len(items) <= MOST_ITEMS:
        raise Malformed([f'The body is {{"payments": […]}} with 1 to {MOST_ITEMS} items.'])
    faults = [
        f"payments[{place}].{fault}" for place, item in enumerate(items) for fault in _faults(item)
    ]
    if faults:
        raise Malformed(faults[:100])
    return [_payment(item) for item in items]


def _faults(item: Any) -> Iterator[str]:
    if not isinstance(item, dict):
        yield "* is not an object"
        return
    for name in sorted(item.keys() - _KNOWN):
        yield f"{name[:40]} is not known"
    for name in _NEEDED:
        if item.get(name) is None:
            yield f"{name} is missing"
    for name, longest in _TEXTS.items():
        if item.get(name) is not None and not _is_text(item[name], longest):
            yield f"{name} is not a text of 1 to {longest} characters"
    yield from _faults_of_sum(item)


def _faults_of_sum(item: Mapping[str, Any]) -> Iterator[str]:
    fen = item.get("amount_fen")
    if fen is not None and (type(fen) is not int or abs(fen) > _LARGEST):
        yield "amount_fen is not a whole number of fen"
    currency = item.get("currency", "CNY")
    if not (isinstance(currency, str) and len(currency) == 3 and currency.isupper()):
        yield "currency is not three capital letters"
    on = item.get("received_on")
    if on is not None and not _is_day(on):
        yield "received_on is not a day such as 2026-11-25"


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= longest and value.isprintable()


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _payment(item: Mapping[str, Any]) -> SentPayment:
    return SentPayment(
        item["account"], item["id"], date.fromisoformat(item["received_on"]), item["amount_fen"],
        item.get("currency", "CNY"), item.get("reverses"), item.get("payer") or "",
        item.get("paid_through") or "",
    )  # fmt: skip
