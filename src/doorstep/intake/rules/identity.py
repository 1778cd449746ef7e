"""Is the identity number a resident's, and is it right?"""

from datetime import date
from typing import Final

from doorstep.intake.dictionary import simplified
from doorstep.intake.rules.draft import Draft
from doorstep.terms.identity import (
    MAJORITY,
    IdentityProblem,
    age_on,
    born_on,
    is_old_form,
    problem_of,
    upgraded,
)

_RULES: Final = {
    IdentityProblem.FORMAT: "id_format",
    IdentityProblem.BIRTH_DATE: "id_birthdate",
    IdentityProblem.CHECKSUM: "id_checksum",
}


def is_resident_document(draft: Draft) -> bool:
    """Say whether the row means a resident identity card: no type given, or one so named."""
    kind = draft.text("id_type")
    return kind is None or "身份证" in simplified(kind)


def normalise_identity(draft: Draft) -> str | None:
    """Bring a resident's number to its 18 characters; the repairs are written down."""
    number = draft.text("id_number")
    if number is None or not is_resident_document(draft):
        return number
    if number.endswith("x"):
        number = f"{number[:-1]}X"
        _repair(draft, number, "id_x_uppercased")
    if is_old_form(number):
        number = upgraded(number)
        _repair(draft, number, "id15_upgraded")
    return number


def check_identity(draft: Draft, as_of: date) -> None:
    """Reject a number that is no resident's; warn where nothing can be tested."""
    number = normalise_identity(draft)
    if number is None:
        return
    if not is_resident_document(draft):
        draft.warn("id_number", "id_not_verifiable")
        return
    problem = problem_of(number, as_of)
    if problem:
        draft.reject("id_number", _RULES[problem])
        return
    draft.verified_identity = number
    placed, born = draft.day("placement_date"), born_on(number)
    if born and placed and age_on(born, placed) < MAJORITY:
        draft.reject("id_number", "borrower_minor")
    elif number.endswith("000"):
        draft.warn("id_number", "id_suspect_precision")


def _repair(draft: Draft, number: str, rule: str) -> None:
    draft.values["id_number"] = number
    repairs = draft.repairs.get("id_number", ())
    if repairs != ("merged_cell_filled",):
        draft.repairs["id_number"] = (*repairs, rule)
