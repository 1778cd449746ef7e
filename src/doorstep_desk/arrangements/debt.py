"""What is owed on a case, part by part, as an arrangement would divide it?"""

from datetime import date

from doorstep.affordability.arrangement import Debt
from doorstep.compliance.readings.limitation import years_after
from doorstep.ledger.components import NOTHING, Parts
from doorstep.terms.codes import Product
from doorstep_desk.arrangements.errors import currencies_mixed, limitation_over
from doorstep_desk.cases.queries import accounts_of, placed_accounts
from doorstep_desk.ledger.queries import owed_by_account
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.policies.facts import rulebook_for_agency


def debt_of_case(actor: Actor, case_id: int) -> Debt:
    """Return the debt of a case: what the books say, or what was placed where there are none.

    Accounts that the lender took back are left out. One card account makes it a card debt, whose
    months the law limits.

    Raises:
        Refused: Its accounts are in several currencies.
    """
    accounts = [each for each in accounts_of(case_id) if each.recalled_on is None]
    if len(currencies := {each.currency for each in accounts} or {"CNY"}) > 1:
        raise currencies_mixed()
    parts = parts_by_account(actor, [each.pk for each in accounts])
    products = {Product[each.product.upper()] for each in accounts}
    product = Product.CARD if Product.CARD in products else min(products, default=Product.OTHER)
    total = tuple(map(sum, zip(*parts.values(), strict=True))) if parts else NOTHING
    return Debt(total, product, currencies.pop())


def refuse_expired(actor: Actor, case_id: int, today: date) -> None:
    """Refuse to agree on a debt that may be past its limitation: to agree would revive it.

    Raises:
        Refused: The oldest account of the case has been due for longer than the period.
    """
    days = [each.due_on for each in accounts_of(case_id) if each.recalled_on is None]
    due_on = min((day for day in days if day is not None), default=None)
    legs = rulebook_for_agency(actor.agency_id, today).entry("CN-PLAN-03").legs
    if due_on is not None and today > years_after(
        due_on, min(leg.values["years"] for leg in legs)
    ):
        raise limitation_over(due_on)


def parts_by_account(actor: Actor, account_ids: list[int]) -> dict[int, Parts]:
    """Return what is owed on each account by component, in the order of the accounts."""
    booked = owed_by_account(account_ids)
    placed = placed_accounts(actor, account_ids)
    return {
        account: booked[account].parts_fen if account in booked else placed[account].parts_fen
        for account in account_ids
    }
