"""Does what the lender says of the borrower fit the identity number?"""

from typing import Final

from doorstep.intake.rules.draft import Draft
from doorstep.terms.identity import Gender, age_on, born_on, gender_of

_GENDERS: Final = {
    **dict.fromkeys(("男", "m", "male", "1"), Gender.MALE),
    **dict.fromkeys(("女", "f", "female", "2"), Gender.FEMALE),
}
_MASKS: Final = ("*", "＊")
_AGE_TOLERANCE: Final = 1


def check_name(draft: Draft) -> None:
    """Reject masked names and leftovers of a test."""
    name = draft.text("borrower_name") or ""
    if any(mask in name for mask in _MASKS):
        draft.reject("borrower_name", "name_masked")
    if "测试" in name or "test" in name.lower():
        draft.reject("borrower_name", "test_row")


def check_person(draft: Draft) -> None:
    """Warn about gender, birth date and age that differ from a verified number."""
    gender = gender_in(draft)
    if gender is None and draft.text("gender"):
        draft.warn("gender", "gender_unknown")
    number = draft.verified_identity
    born = born_on(number) if number else None
    if number is None or born is None:
        return
    if gender and gender is not gender_of(number):
        draft.warn("gender", "gender_contradicts_id")
    if (said := draft.day("birth_date")) and said != born:
        draft.warn("birth_date", "birth_date_contradicts_id")
    age, placed = draft.whole("age"), draft.day("placement_date")
    if age is not None and placed and abs(age - age_on(born, placed)) > _AGE_TOLERANCE:
        draft.warn("age", "age_contradicts_id")


def gender_in(draft: Draft) -> Gender | None:
    """Return the gender that the row's own cell says."""
    return _GENDERS.get((draft.text("gender") or "").lower())
