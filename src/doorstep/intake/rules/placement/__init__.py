"""Which rows of a placement may be taken?"""

from array import array
from datetime import date

import numpy as np
from numpy.typing import NDArray

from doorstep.intake.dictionary import PARTS
from doorstep.intake.headers import SheetPlan
from doorstep.intake.kept import Later, Spool
from doorstep.intake.rules.business_code import is_credit_code
from doorstep.intake.rules.draft import Draft, Policy, drafts_of
from doorstep.intake.rules.flags import flag_remarks
from doorstep.intake.rules.identity import check_identity
from doorstep.intake.rules.money import check_currency
from doorstep.intake.rules.noted import noted_of
from doorstep.intake.rules.placement.ageing import check_ageing
from doorstep.intake.rules.placement.amounts import check_amounts
from doorstep.intake.rules.placement.compared import (
    ACCOUNT_CONFLICT,
    DUPLICATE,
    IDENTITY_CONFLICT,
    REJECTING,
    SHARED,
    PassedRows,
)
from doorstep.intake.rules.placement.contact_points import check_addresses, check_phones
from doorstep.intake.rules.placement.person import check_name, check_person
from doorstep.intake.rules.placement.taken import Packed, TakenPlacements, packed
from doorstep.intake.rules.sheet import CheckedSheet

__all__ = ["TakenPlacements", "check_placements"]

_COMBINATIONS = 16
"""Of the four findings of a comparison."""


def check_placements(
    sheets: list[CheckedSheet], day_zero: date, as_of: date
) -> tuple[TakenPlacements, dict[str, int]]:
    """Check every row of all placement sheets one by one, then compare them with each other.

    Returns:
        The rows that are taken, and their sums by name.
    """
    passed, waiting = PassedRows(), Spool[Packed]()
    for at, sheet in enumerate(sheets):
        for draft in drafts_of(sheet, day_zero, _policy(sheet.plan)):
            if not draft.row.problem:
                _check_row(draft, as_of)
            sheet.log.add(noted_of(draft))
            if draft.is_accepted:
                passed.add(at, draft)
                waiting.append(packed(at, draft))
    found = passed.findings()
    for at, sheet in enumerate(sheets):
        _tell(sheet, passed, np.frombuffer(passed.sheets, np.int64) == at, found)
    parts = {part for sheet in sheets for part in sheet.plan.fields.intersection(PARTS)}
    plans = tuple(sheet.plan.without_rows() for sheet in sheets)
    return TakenPlacements(plans, waiting, found), passed.sums(found, parts)


def _tell(
    sheet: CheckedSheet, passed: PassedRows, is_here: NDArray[np.bool_], found: NDArray[np.uint8]
) -> None:
    """Add to a sheet's findings what comparing its rows with all others found."""
    rows = np.flatnonzero(is_here & (found > 0))
    numbers, codes = np.frombuffer(passed.numbers, np.int64)[rows], found[rows]
    sayings = tuple(_sayings(sheet.plan.key_field, bits) for bits in range(_COMBINATIONS))
    later = Later(array("q", numbers.tobytes()), array("b", codes.tobytes()), sayings)
    sheet.log.later = later
    sheet.log.accepted -= int(((codes & REJECTING) > 0).sum())


def _sayings(
    key_field: str, bits: int
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Return the reasons and the warnings that a combination of findings stands for."""
    reasons = (
        (DUPLICATE, "", "duplicate_row"),
        (ACCOUNT_CONFLICT, key_field, "account_conflict"),
        (IDENTITY_CONFLICT, "id_number", "identity_conflict"),
    )
    warnings = (("mobile", "phone_shared"),) if bits & SHARED else ()
    return tuple((column, rule) for bit, column, rule in reasons if bits & bit), warnings


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
