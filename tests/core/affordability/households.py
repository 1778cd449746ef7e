"""Synthetic households, debts and minima for the tests of affordability."""

from datetime import date

from doorstep.affordability.arrangement import Authority, Debt
from doorstep.affordability.budget import budget_of
from doorstep.affordability.hardship import signs_of_hardship
from doorstep.affordability.minimum import MinimumStandard, ProtectedMinimum
from doorstep.affordability.propose import Asked
from doorstep.affordability.sheet import Expense, Figure, Household, Income, Sheet
from doorstep.ledger.components import parts_of
from doorstep.terms.codes import Product

TODAY = date(2026, 11, 25)
OWED = parts_of(principal=1_200_000)
STANDARD = MinimumStandard("222401", True, date(2026, 1, 1), None, 70_000, "made up", None)
MINIMUM = ProtectedMinimum(100_000, STANDARD)
"""A thousand yuan a person, for sums that can be done in the head."""


def sheet(wages=600_000, *, persons=(1, 0), debts=0, events=(), day=10, savings=0, **expenses):
    return Sheet(
        Household(*persons, "222401", is_urban=True),
        {Income.WAGES: Figure(wages)},
        {Expense(kind): Figure(fen) for kind, fen in expenses.items()},
        Figure(debts),
        frozenset(events),
        day,
        savings,
    )


def asked(owed=OWED, *, product=Product.CONSUMER_LOAN, **month):
    authority = Authority(month.pop("authority", parts_of(penalty_interest=100)))
    made = sheet(**month)
    budget = budget_of(made, MINIMUM)
    signs = signs_of_hardship(made, budget)
    return Asked(Debt(owed, product), made, budget, signs, TODAY, authority)
