"""What exactly do both sides agree on, as plain content that can be kept, hashed and read back?"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms, Instalment
from doorstep.affordability.sheet import Event, Evidence, Expense, Figure, Household, Income, Sheet


def terms_content(terms: ArrangementTerms) -> dict[str, Any]:
    """Return terms as plain content."""
    return {
        "kind": str(terms.kind),
        "instalments": [[each.due_on.isoformat(), each.amount_fen] for each in terms.instalments],
        "waived_fen": list(terms.waived_fen),
        "may_skip": terms.may_skip,
        "pauses_until": terms.pauses_until.isoformat() if terms.pauses_until else None,
        "currency": terms.currency,
    }


def terms_from(content: Mapping[str, Any]) -> ArrangementTerms:
    """Return the terms that ``terms_content`` was made from."""
    until = content["pauses_until"]
    return ArrangementTerms(
        ArrangementKind(content["kind"]),
        tuple(Instalment(date.fromisoformat(on), fen) for on, fen in content["instalments"]),
        tuple(content["waived_fen"]),
        content["may_skip"],
        date.fromisoformat(until) if until else None,
        content["currency"],
    )


def terms_seal(terms: ArrangementTerms) -> str:
    """Return the hash by which a form chooses terms among those that are offered."""
    return hashlib.sha256(as_text(terms_content(terms)).encode()).hexdigest()


def sheet_content(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as plain content, sums in fen with how they are known."""
    home = sheet.household
    return {
        "household": [home.adults, home.children, home.county, home.is_urban],
        "income": {str(kind): _figure(figure) for kind, figure in sheet.income.items()},
        "expenses": {str(kind): _figure(figure) for kind, figure in sheet.expenses.items()},
        "other_debts": _figure(sheet.other_debts),
        "events": sorted(str(event) for event in sheet.events),
        "income_day": sheet.income_day,
        "savings_fen": sheet.savings_fen,
    }


def sheet_from(content: Mapping[str, Any]) -> Sheet:
    """Return the sheet that ``sheet_content`` was made from."""
    return Sheet(
        Household(*content["household"]),
        {Income(kind): _figure_from(figure) for kind, figure in content["income"].items()},
        {Expense(kind): _figure_from(figure) for kind, figure in content["expenses"].items()},
        _figure_from(content["other_debts"]),
        frozenset(Event(event) for event in content["events"]),
        content["income_day"],
        content["savings_fen"],
    )


def as_text(content: Mapping[str, Any]) -> str:
    """Return content as one text: the same content gives the same text for ever."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _figure(figure: Figure) -> list[Any]:
    return [figure.monthly_fen, str(figure.evidence)]


def _figure_from(content: list[Any]) -> Figure:
    return Figure(content[0], Evidence(content[1]))
