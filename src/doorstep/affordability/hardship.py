"""Does this household's month show hardship, and by which signs?"""

from enum import StrEnum

from doorstep.affordability.budget import Budget
from doorstep.affordability.sheet import Event, Sheet

DEBT_SHARE_PERCENT = 50
"""House policy: more than half of the income going to lenders is a sign of hardship."""


class Sign(StrEnum):
    """One sign of hardship."""

    BELOW_MINIMUM = "below_minimum"
    SPENDS_MORE_THAN_COMES_IN = "spends_more_than_comes_in"
    DEBTS_TAKE_HALF = "debts_take_half"
    NO_INCOME = "no_income"
    LOST_WORK = "lost_work"
    ILLNESS = "illness"
    BEREAVEMENT = "bereavement"
    DISASTER = "disaster"
    BUSINESS_FAILED = "business_failed"


_EVENTS = {
    Event.LOST_WORK: Sign.LOST_WORK,
    Event.ILLNESS: Sign.ILLNESS,
    Event.BEREAVEMENT: Sign.BEREAVEMENT,
    Event.DISASTER: Sign.DISASTER,
    Event.BUSINESS_FAILED: Sign.BUSINESS_FAILED,
}


def signs_of_hardship(sheet: Sheet, budget: Budget) -> tuple[Sign, ...]:
    """Return the signs that the sheet shows, in the order of ``Sign``; none means none seen."""
    least = budget.minimum.per_person_fen * sheet.household.persons
    found = {
        Sign.NO_INCOME: budget.income_fen == 0,
        Sign.BELOW_MINIMUM: budget.income_fen < least,
        Sign.SPENDS_MORE_THAN_COMES_IN: budget.income_fen
        < budget.expenses_fen + budget.other_debts_fen,
        Sign.DEBTS_TAKE_HALF: budget.other_debts_fen * 100
        > budget.income_fen * DEBT_SHARE_PERCENT,
    } | {sign: event in sheet.events for event, sign in _EVENTS.items()}
    return tuple(sign for sign in Sign if found[sign])
