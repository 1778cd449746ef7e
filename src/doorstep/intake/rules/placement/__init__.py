"""Which rows of a placement may be taken?"""

from datetime import date

from doorstep.intake.dictionary import PARTS
from doorstep.intake.headers import SheetPlan
from doorstep.intake.rows import PlacementRow
from doorstep.intake.rules.business_code import is_credit_code
from doorstep.intake.rules.draft import Draft, Policy, drafts_of_all
from doorstep.intake.rules.flags import flag_remarks
from doorstep.intake.rules.identity import check_identity
from doorstep.intake.rules.money import check_currency
from doorstep.intake.rules.placement.ageing import check_ageing
from doorstep.intake.rules.placement.amounts import check_amounts
from doorstep.intake.rules.placement.compared import PassedRows, findings_of
from doorstep.intake.rules.placement.contact_points import check_addresses, check_phones
from doorstep.intake.rules.placement.person import check_name, check_person
from doorstep.intake.rules.placement.typed import placement_row
from doorstep.intake.rules.sheet import CheckedSheet
from doorstep.intake.rules.taken import Passing, Taken

__all__ = ["check_placements"]


def check_placements(
    sheets: list[CheckedSheet], day_zero: date, as_of: date
) -> tuple[Taken[PlacementRow], dict[str, int]]:
    """Check every row of all placement sheets one by one, then compare them with each other.

    Returns:
        The rows that are taken, and their sums by name.
    """
    passing, compared = Passing(sheets), PassedRows()
    for at, draft in drafts_of_all(sheets, day_zero, _policy):
        if not draft.row.problem:
            _check_row(draft, as_of)
        if passing.take(at, draft):
            compared.add(draft)
    found = compared.findings()
    parts = {part for sheet in sheets for part in sheet.plan.fields.intersection(PARTS)}
    return passing.taken(placement_row, found, findings_of), compared.sums(found, parts)


def _needed(plan: SheetPlan) -> set[str]:
    return {"borrower_name", "id_number", plan.key_field, plan.owed_field, "placement_date"}


def _policy(plan: SheetPlan) -> Policy:
    return Policy(frozenset(_needed(plan).union(PARTS)))


def _check_row(draft: Draft, as_of: date) -> None:
    """Check one row by itself."""
    plan = draft.plan
    if "placement_date" not in plan.fields and plan.date_above:
        draft.values["placement_date"] = plan.date_above
    draft.require(*sorted(_needed(plan)))
    check_name(draft)
    check_identity(draft, as_of)
    check_currency(draft)
    check_amounts(draft)
    check_ageing(draft)
    check_person(draft)
    check_phones(draft)
    check_addresses(draft)
    _check_business(draft)
    flag_remarks(draft, ("remark",))


def _check_business(draft: Draft) -> None:
    code = draft.text("uscc")
    if code and not is_credit_code(code):
        draft.warn("uscc", "uscc_invalid")
