"""What was typed about a household's month, with all problems at once?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from doorstep.affordability.sheet import Event, Expense, Figure, Household, Income, Sheet
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_fen

Kind = TypeVar("Kind", Income, Expense)

FIELDS: Final = (
    "adults", "children", "county", "area", "income_day", "savings", "other_debts", "monthly",
    "because", "arrangement_id", "choice", "replaces",
    *(f"income_{kind}" for kind in Income), *(f"expense_{kind}" for kind in Expense),
    *(f"event_{event}" for event in Event),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A household's month, as far as it could be read.

    Attributes:
        sheet: The month; None while something in it cannot be read.
        monthly_fen: The sum that somebody tries; None for none.
        values: What was typed.
        errors: What is wrong, by field.
    """

    sheet: Sheet | None
    monthly_fen: int | None
    values: Mapping[str, str]
    errors: Mapping[str, str]


def read_sheet_form(posted: Mapping[str, str]) -> SheetRead:
    """Read the form; every fault is said at once, beside its field."""
    typed = {name: posted.get(name, "").strip()[:500] for name in FIELDS if posted.get(name)}
    errors: dict[str, str] = {}
    home = _household(typed, errors)
    income = _figures(typed, errors, "income", Income)
    expenses = _figures(typed, errors, "expense", Expense)
    debts, savings = _fen(typed, errors, "other_debts"), _fen(typed, errors, "savings")
    income_day = _whole(typed, errors, "income_day", 1, 31) if "income_day" in typed else None
    monthly = _fen(typed, errors, "monthly") if "monthly" in typed else None
    events = frozenset(event for event in Event if typed.get(f"event_{event}"))
    if errors or home is None:
        return SheetRead(None, monthly, typed, errors)
    sheet = Sheet(home, income, expenses, Figure(debts), events, income_day, savings)
    return SheetRead(sheet, monthly, typed, errors)


def sum_unreadable() -> str:
    """Say that a sum cannot be read, and how one is written."""
    return say(
        "请填写金额，例如 1,200.50。", "Write a sum such as 1,200.50.",
        "금액을 1,200.50과 같이 적어 주십시오.",
    )  # fmt: skip


def typed_of_sheet(sheet: Sheet) -> dict[str, str]:
    """Return a month as it would be typed, so that it can be gone through again."""
    home = sheet.household
    typed = {
        "adults": str(home.adults), "children": str(home.children), "county": home.county,
        "area": "town" if home.is_urban else "countryside",
        "income_day": str(sheet.income_day or ""), "savings": _yuan(sheet.savings_fen),
        "other_debts": _yuan(sheet.other_debts.monthly_fen),
    }  # fmt: skip
    typed |= {f"income_{kind}": _yuan(each.monthly_fen) for kind, each in sheet.income.items()}
    typed |= {f"expense_{kind}": _yuan(each.monthly_fen) for kind, each in sheet.expenses.items()}
    return typed | {f"event_{event}": "yes" for event in sheet.events}


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}" if fen else ""


def _household(typed: Mapping[str, str], errors: dict[str, str]) -> Household | None:
    adults = _whole(typed, errors, "adults", 1, 30)
    children = _whole(typed, errors, "children", 0, 30) if "children" in typed else 0
    county = typed.get("county", "")
    if not (len(county) == 6 and county.isdecimal()):
        errors["county"] = say("请选择县市。", "Choose the county.", "현·시를 선택해 주십시오.")
    if typed.get("area") not in ("town", "countryside"):
        errors["area"] = say(
            "请选择城镇或农村。",
            "Choose town or countryside.",
            "도시와 농촌 중에서 선택해 주십시오.",
        )
    if errors:
        return None
    return Household(adults, children, county, is_urban=typed["area"] == "town")


def _figures(
    typed: Mapping[str, str], errors: dict[str, str], of: str, kinds: type[Kind]
) -> dict[Kind, Figure]:
    named = [(kind, f"{of}_{kind}") for kind in kinds]
    return {kind: Figure(_fen(typed, errors, name)) for kind, name in named if name in typed}


def _fen(typed: Mapping[str, str], errors: dict[str, str], name: str) -> int:
    if name not in typed:
        return 0
    try:
        return typed_fen(typed[name])
    except ValueError:
        errors[name] = sum_unreadable()
        return 0


def _whole(
    typed: Mapping[str, str], errors: dict[str, str], name: str, least: int, most: int
) -> int:
    text = typed.get(name, "")
    if text.isascii() and text.isdecimal() and len(text) < 4 and least <= int(text) <= most:
        return int(text)
    errors[name] = say(
        f"请填写 {least} 到 {most} 的整数。", f"Write a whole number from {least} to {most}.",
        f"{least}부터 {most}까지의 정수를 적어 주십시오.",
    )  # fmt: skip
    return least
