"""What can this household pay, and which arrangements could be offered?

It needs no store and no account: a sheet in, the answer out.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from doorstep.affordability.budget import Budget, budget_of
from doorstep.affordability.explain import in_words
from doorstep.affordability.hardship import Sign, signs_of_hardship
from doorstep.affordability.minimum import protected_minimum
from doorstep.affordability.propose import Asked, Proposal, propose
from doorstep.affordability.read_sheet import ReadSheet, SheetFaultError, read_sheet
from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import Json
from doorstep.cli.output import print_json, print_line
from doorstep.terms.money import Money
from doorstep.terms.refusal import Refusal

BROKEN = 2
"""Exit status for a sheet that cannot be read."""
HELD = 3
"""Exit status where the protected minimum is not known, so that nothing is proposed."""


def afford(
    sheet: Annotated[Path, typer.Argument(metavar="SHEET.json", help="Income and expenditure.")],
    json: Json = False,
) -> None:
    """Add up a household's month and list the arrangements that could be offered.

    Example: doorstep afford sheet.json --json
    """
    read = _read(sheet)
    household = read.sheet.household
    minimum = protected_minimum(household.county, is_urban=household.is_urban, on=read.as_of)
    if isinstance(minimum, Refusal):
        raise CommandFailed(f"{minimum.code}: {minimum.message}", HELD)
    budget = budget_of(read.sheet, minimum)
    signs = signs_of_hardship(read.sheet, budget)
    offers = propose(Asked(read.debt, read.sheet, budget, signs, read.as_of, read.authority))
    if json:
        print_json(_as_json(budget, signs, offers))
    else:
        for line in _lines(budget, signs, offers):
            print_line(line)


def _read(path: Path) -> ReadSheet:
    try:
        return read_sheet(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        raise CommandFailed(f"{path.name}: cannot be read: {fault}", BROKEN) from fault
    except SheetFaultError as fault:
        raise CommandFailed(f"{path.name}: {fault}", BROKEN) from fault


def _as_json(budget: Budget, signs: tuple[Sign, ...], offers: list[Proposal]) -> dict[str, Any]:
    return {
        "income_fen": budget.income_fen,
        "expenses_fen": budget.expenses_fen,
        "protected_fen": budget.protected_fen,
        "other_debts_fen": budget.other_debts_fen,
        "surplus_fen": budget.surplus_fen,
        "stressed_fen": budget.stressed_fen,
        "minimum": {
            "per_person_fen": budget.minimum.per_person_fen,
            "standard_fen": budget.minimum.standard.monthly_fen,
            "since": str(budget.minimum.standard.begins_on),
            "source": budget.minimum.standard.source,
        },
        "hardship": [str(sign) for sign in signs],
        "proposals": [_offer_as_json(offer) for offer in offers],
    }


def _offer_as_json(offer: Proposal) -> dict[str, Any]:
    terms, words = offer.terms, in_words(offer)
    return {
        "kind": str(terms.kind),
        "instalments": [[str(each.due_on), each.amount_fen] for each in terms.instalments],
        "waived_fen": list(terms.waived_fen),
        "may_skip": terms.may_skip,
        "pauses_until": str(terms.pauses_until) if terms.pauses_until else None,
        "monthly_fen": offer.monthly_fen,
        "takes_percent": offer.takes_percent,
        "left_fen": offer.left_fen,
        "zh": words.zh,
        "en": words.en,
    }


def _lines(budget: Budget, signs: tuple[Sign, ...], offers: list[Proposal]) -> list[str]:
    minimum = budget.minimum
    lines = [
        f"Income            {Money(budget.income_fen)}",
        f"Kept for living   {Money(budget.protected_fen)}"
        f"  (at least {Money(minimum.per_person_fen)} a person: {minimum.standard.source})",
        f"Other debts       {Money(budget.other_debts_fen)}",
        f"Left              {Money(budget.surplus_fen)}",
        f"With 20 % less    {Money(budget.stressed_fen)}",
    ]
    if signs:
        lines.append(f"Signs of hardship {', '.join(signs)}")
    if not offers:
        lines.append("No arrangement fits within the limits; ask the lender.")
    return [*lines, *(f"{offer.terms.kind}: {in_words(offer).en}" for offer in offers)]
