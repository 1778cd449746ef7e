"""What is left of anybody's month, and which plans would leave enough to live on?

Whoever asks says nothing about themselves; what they typed is read, added up and forgotten. The
sums are those of the core, the same that a case gets, with nothing let off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from doorstep.affordability.arrangement import Authority, Debt
from doorstep.affordability.budget import Budget
from doorstep.affordability.explain import in_words
from doorstep.affordability.hardship import signs_of_hardship
from doorstep.affordability.minimum import shipped_standards
from doorstep.affordability.propose import Asked, propose
from doorstep.affordability.sheet import Event, Expense, Income, Sheet
from doorstep.ledger.components import NOTHING, parts_of
from doorstep.terms.codes import Product
from doorstep.terms.divisions.table import division
from doorstep_desk.arrangements.facts import budget_on
from doorstep_desk.arrangements.sheet_form import read_sheet_form, sum_unreadable
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_fen

PRODUCTS: Final = (Product.CONSUMER_LOAN, Product.CARD, Product.BUSINESS_LOAN)
"""The kinds that are offered; the law gives a card more months."""

_ADDED: Final = ("owed", "product")


@dataclass(frozen=True, slots=True)
class Plan:
    """One arrangement that would be possible.

    Attributes:
        kind: Its word.
        sentence: What it means.
    """

    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PlannerPage:
    """The sheet, and what follows from it.

    Attributes:
        values: What was typed.
        errors: What is wrong, by field.
        counties: Code and name of the counties whose minimum is known.
        income: Words of the kinds of income.
        expenses: Words of the kinds of expenses.
        events: Words of what may have changed.
        products: Words of the kinds of credit.
        budget: The month added up; None before.
        has_debt: A sum owed was named.
        plans: What would be possible, the gentlest first.
        refused: Code and sentence of what was refused.
    """

    values: Mapping[str, str]
    errors: Mapping[str, str]
    counties: tuple[tuple[str, str], ...]
    income: tuple[str, ...] = tuple(map(str, Income))
    expenses: tuple[str, ...] = tuple(map(str, Expense))
    events: tuple[str, ...] = tuple(map(str, Event))
    products: tuple[str, ...] = tuple(each.word for each in PRODUCTS)
    budget: Budget | None = None
    has_debt: bool = False
    plans: tuple[Plan, ...] = ()
    refused: tuple[str, str] = ("", "")


def empty_planner() -> PlannerPage:
    """Return the sheet before anything was typed."""
    return PlannerPage({"adults": "1", "area": "town"}, {}, _counties())


def planned(posted: Mapping[str, str], today: date) -> PlannerPage:
    """Return the month added up and the plans that would be possible; nothing is kept.

    Args:
        posted: What was typed, by field.
        today: The day in the zone of the cases.
    """
    read = read_sheet_form(posted)
    typed = {name: posted.get(name, "").strip()[:30] for name in _ADDED if posted.get(name)}
    values, errors = {**read.values, **typed}, dict(read.errors)
    owed_fen = _owed(typed.get("owed", ""), errors)
    if read.sheet is None or errors:
        return PlannerPage(values, errors, _counties())
    try:
        budget = budget_on(read.sheet, today)
    except Refused as refused:
        return PlannerPage(values, {}, _counties(), refused=(refused.code, refused.message))
    plans = _plans(read.sheet, budget, owed_fen, typed.get("product", ""), today)
    return PlannerPage(values, {}, _counties(), budget=budget, has_debt=owed_fen > 0, plans=plans)


def _plans(
    sheet: Sheet, budget: Budget, owed_fen: int, kind: str, today: date
) -> tuple[Plan, ...]:
    product = next((each for each in PRODUCTS if each.word == kind), PRODUCTS[0])
    asked = Asked(
        Debt(parts_of(principal=owed_fen), product), sheet, budget,
        signs_of_hardship(sheet, budget), today, Authority(NOTHING),
    )  # fmt: skip
    said = [(str(offer.terms.kind), in_words(offer)) for offer in propose(asked)]
    return tuple(Plan(kind, say(words.zh, words.en, words.ko)) for kind, words in said)


def _owed(text: str, errors: dict[str, str]) -> int:
    try:
        return typed_fen(text) if text else 0
    except ValueError:
        errors["owed"] = sum_unreadable()
        return 0


def _counties() -> tuple[tuple[str, str], ...]:
    codes = sorted({each.county for each in shipped_standards()})
    return tuple((code, division(code).name) for code in codes)
