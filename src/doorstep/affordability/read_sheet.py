"""What does a sheet in JSON say, and everything that is wrong with it?

Sums are in yuan with at most two decimals, as people write them; floats are refused where they
are not exact to the fen.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeVar

from doorstep.affordability.arrangement import Authority, Debt
from doorstep.affordability.sheet import Event, Evidence, Expense, Figure, Household, Income, Sheet
from doorstep.ledger.components import Component, parts_of
from doorstep.terms.codes import Product

Taken = TypeVar("Taken")
Kind = TypeVar("Kind", Income, Expense)

_TOP: Final = {
    "as_of", "household", "income", "expenses", "other_debts", "events", "income_day", "savings",
    "debt", "authority",
}  # fmt: skip
_REQUIRED: Final = ("as_of", "household", "income", "debt")
_PARTS: Final = tuple(component.word for component in Component)


class SheetFaultError(ValueError):
    """A sheet that cannot be read; every fault is named."""

    def __init__(self, faults: list[str]) -> None:
        """Keep the faults, one sentence each."""
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """Everything that a sheet's file says.

    Attributes:
        as_of: Day for which it holds.
        sheet: Income and expenditure.
        debt: What is owed.
        authority: What may be let off.
    """

    as_of: date
    sheet: Sheet
    debt: Debt
    authority: Authority


def read_sheet(text: str) -> ReadSheet:
    """Read one sheet.

    Raises:
        SheetFaultError: It is no JSON, a key is unknown or missing, or a value is not one; all
            faults at once.
    """
    content = _content(text)
    faults: list[str] = []
    take = _Taker(content, faults)
    as_of = take("as_of", _day, date.min)
    household = take("household", _household, None)
    income = take("income", _income, dict[Income, Figure]())
    expenses = take("expenses", _expenses, dict[Expense, Figure]())
    debts = take("other_debts", _figure, Figure(0))
    events = take("events", _events, frozenset[Event]())
    income_day = take("income_day", _whole, None)
    savings = take("savings", _fen, 0)
    debt = take("debt", _debt, None)
    authority = take("authority", _authority, Authority())
    if faults or household is None or debt is None:
        raise SheetFaultError(faults)
    try:
        sheet = Sheet(household, income, expenses, debts, events, income_day, savings)
    except ValueError as fault:
        raise SheetFaultError([str(fault)]) from fault
    return ReadSheet(as_of, sheet, debt, authority)


def _content(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text, parse_float=Decimal, object_pairs_hook=_no_doubles)
    except ValueError as fault:
        raise SheetFaultError([f"this is no JSON: {fault}"]) from fault
    if not isinstance(content, dict):
        raise SheetFaultError(["a sheet is one JSON object"])
    faults = [f"{key}: is missing" for key in _REQUIRED if key not in content]
    faults += [f"{key}: is unknown" for key in sorted(set(content) - _TOP)]
    if faults:
        raise SheetFaultError(faults)
    return content


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"{', '.join(doubled)} stands twice")
    return dict(pairs)


@dataclass(frozen=True, slots=True)
class _Taker:
    content: Mapping[str, Any]
    faults: list[str]

    def __call__(self, key: str, read: Callable[[Any], Taken], absent: Taken) -> Taken:
        if self.content.get(key) is None:
            return absent
        try:
            return read(self.content[key])
        except (ValueError, TypeError, KeyError, InvalidOperation) as fault:
            self.faults.append(f"{key}: {fault}")
            return absent


def _day(raw: Any) -> date:
    try:
        return date.fromisoformat(str(raw))
    except ValueError as fault:
        raise ValueError(f"{raw!r} is no day of the calendar; write YYYY-MM-DD") from fault


def _whole(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise ValueError(f"{raw!r} is no whole number")
    return raw


def _fen(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal | str):
        raise ValueError(f"{raw!r} is no sum in yuan")
    sum_fen = Decimal(raw) * 100
    if not sum_fen.is_finite() or sum_fen != sum_fen.to_integral_value():
        raise ValueError(f"{raw!r} has more than two decimals")
    if not 0 <= sum_fen <= 10**13:
        raise ValueError(f"{raw!r} is below nothing or above 100 billion yuan")
    return int(sum_fen)


def _figure(raw: Any) -> Figure:
    if not isinstance(raw, dict):
        return Figure(_fen(raw))
    _only(raw, {"monthly", "evidence"})
    return Figure(_fen(raw["monthly"]), Evidence(raw.get("evidence", Evidence.STATED)))


def _figures(raw: Any, kinds: type[Kind]) -> dict[Kind, Figure]:
    if not isinstance(raw, dict):
        raise ValueError("a mapping from kind to sum is needed")
    _only(raw, {str(kind) for kind in kinds})
    return {kinds(name): _figure(value) for name, value in raw.items()}


def _income(raw: Any) -> dict[Income, Figure]:
    return _figures(raw, Income)


def _expenses(raw: Any) -> dict[Expense, Figure]:
    return _figures(raw, Expense)


def _events(raw: Any) -> frozenset[Event]:
    if not isinstance(raw, list):
        raise ValueError("a list of words is needed")
    return frozenset(Event(each) for each in raw)


def _household(raw: Any) -> Household:
    _only(raw, {"adults", "children", "county", "is_urban"})
    if not isinstance(raw["is_urban"], bool):
        raise ValueError("is_urban is true or false")
    return Household(
        _whole(raw["adults"]), _whole(raw.get("children", 0)), str(raw["county"]), raw["is_urban"]
    )


def _debt(raw: Any) -> Debt:
    _only(raw, {*_PARTS, "product", "currency"})
    parts = parts_of(**{name: _fen(raw.get(name, 0)) for name in _PARTS})
    product = Product[str(raw.get("product", "consumer_loan")).upper()]
    return Debt(parts, product, str(raw.get("currency", "CNY")))


def _authority(raw: Any) -> Authority:
    _only(raw, set(_PARTS))
    percent = {name: _whole(raw.get(name, 0)) for name in _PARTS}
    if any(not 0 <= value <= 100 for value in percent.values()):
        raise ValueError("a share lies between 0 and 100 percent")
    return Authority(parts_of(**percent))


def _only(raw: Any, allowed: set[str]) -> None:
    if not isinstance(raw, dict):
        raise ValueError("a mapping is needed")
    if strange := sorted(set(raw) - allowed):
        raise ValueError(f"unknown key {', '.join(strange)}")
