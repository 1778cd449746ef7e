"""How does a reader choose the debts that a page of money is about?"""

from collections.abc import Mapping

from doorstep.terms.codes import Product
from doorstep_desk.arrangements.lists import Debts
from doorstep_desk.cases.lists import creditors
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say

FIELDS = ("creditor", "product")
_PRODUCTS = tuple(each.word for each in Product)


def debts_of(asked: Mapping[str, str]) -> tuple[Debts, dict[str, str]]:
    """Return what an address chooses, and its fields as they are understood."""
    chosen: dict[str, str] = {}
    creditor = asked.get("creditor", "")
    if creditor.isascii() and creditor.isdecimal() and len(creditor) < 18:
        chosen["creditor"] = creditor
    if asked.get("product") in _PRODUCTS:
        chosen["product"] = asked["product"]
    creditor_id = int(chosen["creditor"]) if "creditor" in chosen else None
    return Debts(creditor_id, chosen.get("product", "")), chosen


def debt_pills(actor: Actor, chosen: Mapping[str, str]) -> tuple[Filter, ...]:
    """Return the pills of creditor and product."""
    owed_to = [(str(key), say(name, name_en)) for key, name, name_en in creditors(actor.agency_id)]
    products = [(word, said(word, "product")) for word in _PRODUCTS]
    return filter_pill("creditor", owed_to, chosen), filter_pill("product", products, chosen)
