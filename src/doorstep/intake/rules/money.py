"""Are amounts in renminbi, and does the sender's own total fit the rows?"""

from typing import Final

from doorstep.intake.cells.amount import read_amount
from doorstep.intake.headers import SheetPlan
from doorstep.intake.rules.draft import Draft

_RENMINBI: Final = frozenset({"CNY", "RMB", "人民币", "156"})


def check_currency(draft: Draft) -> None:
    """Reject a row whose currency is given and is not renminbi."""
    currency = draft.text("currency")
    if currency and currency.upper() not in _RENMINBI:
        draft.reject("currency", "currency_not_cny")


def differing_totals(plan: SheetPlan, drafts: list[Draft], field: str) -> list[int]:
    """Return the numbers of totals rows that do not equal the sum of the rows above.

    All counted rows whose amount can be read take part, rejected or not: the sender summed them
    too.

    Args:
        plan: The sheet.
        drafts: Its rows.
        field: The amount that is summed.
    """
    column = next((each for each in plan.columns if each.field == field), None)
    if column is None:
        return []
    differing = []
    for totals in plan.totals:
        said = read_amount(totals.values.get(column.at, ""), column.unit).value
        above = (draft for draft in drafts if draft.row.number < totals.number)
        if isinstance(said, int) and said != sum(draft.whole(field) or 0 for draft in above):
            differing.append(totals.number)
    return differing
