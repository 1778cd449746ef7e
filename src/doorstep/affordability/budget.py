"""What is left for repaying, when living is protected and income may fall?"""

from dataclasses import dataclass
from typing import Final

from doorstep.affordability.minimum import ProtectedMinimum
from doorstep.affordability.sheet import Expense, Sheet

STRESSED_PERCENT: Final = 80
"""House policy: what is agreed has to be bearable with a fifth less income."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A household's month, added up.

    Attributes:
        income_fen: All that comes in.
        expenses_fen: All that was said to go out, business costs included.
        protected_fen: What is kept for living: the protected minimum of all persons, or what they
            spend if that is more.
        other_debts_fen: What other lenders get.
        surplus_fen: What is left; may be negative.
        stressed_fen: What would be left with a fifth less income; may be negative.
        minimum: Where the protected figure comes from.
    """

    income_fen: int
    expenses_fen: int
    protected_fen: int
    other_debts_fen: int
    surplus_fen: int
    stressed_fen: int
    minimum: ProtectedMinimum

    @property
    def most_fen(self) -> int:
        """Return the most that may be asked for each month; never below nothing."""
        return max(self.stressed_fen, 0)


def budget_of(sheet: Sheet, minimum: ProtectedMinimum) -> Budget:
    """Add up one month.

    Costs of the business come off its income and are no living; living is never taken to cost
    less than the protected minimum, whatever was said.

    Args:
        sheet: Income and expenditure.
        minimum: What is protected per person in that county.
    """
    income = sum(figure.monthly_fen for figure in sheet.income.values())
    expenses = sum(figure.monthly_fen for figure in sheet.expenses.values())
    costs = sheet.expenses.get(Expense.BUSINESS_COSTS)
    business = costs.monthly_fen if costs else 0
    protected = max(expenses - business, minimum.per_person_fen * sheet.household.persons)
    debts = sheet.other_debts.monthly_fen
    fixed = business + protected + debts
    return Budget(
        income_fen=income,
        expenses_fen=expenses,
        protected_fen=protected,
        other_debts_fen=debts,
        surplus_fen=income - fixed,
        stressed_fen=income * STRESSED_PERCENT // 100 - fixed,
        minimum=minimum,
    )
