"""To which county and to which groups kept for audit does each case belong?

Groups serve to check chances and contacts for evenness; no model reads them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from doorstep.terms.identity import age_on, gender_of
from doorstep_desk.cases.models import Case, ContactPoint

UNKNOWN: Final = "unknown"
_IDENTITY_DIGITS: Final = 18
_AGES: Final = ((30, "below 30"), (45, "30 to 44"), (60, "45 to 59"), (200, "60 and over"))


def counties_of_cases(agency_id: int) -> dict[int, str]:
    """Return the county of each case: that of the borrower's surest address; two queries."""
    points = (
        ContactPoint.objects.filter(agency_id=agency_id, kind="address")
        .exclude(county="")
        .exclude(valid=False)
        .exclude(role="contact_person")
        .order_by("borrower_id", "confidence", "-id")
    )
    county = dict(points.values_list("borrower_id", "county"))
    cases = Case.objects.filter(agency_id=agency_id).values_list("id", "borrower_id")
    return {case: county[borrower] for case, borrower in cases if borrower in county}


def audit_groups(agency_id: int, on: date) -> dict[str, Mapping[int, str]]:
    """Return for each attribute kept for audit the group of each case, in one query."""
    language: dict[int, str] = {}
    age: dict[int, str] = {}
    gender: dict[int, str] = {}
    rows = Case.objects.filter(agency_id=agency_id).values_list(
        "id", "borrower__language", "borrower__birth_on", "borrower__identity_number"
    )
    for case, spoken, born, number in rows:
        language[case] = spoken or UNKNOWN
        age[case] = _age(born, on)
        gender[case] = _gender(number)
    return {"language": language, "age": age, "gender": gender}


def _age(born: date | None, on: date) -> str:
    if born is None:
        return UNKNOWN
    years = age_on(born, on)
    return next(name for below, name in _AGES if years < below)


def _gender(number: str | None) -> str:
    if number is None or len(number) != _IDENTITY_DIGITS or not number[16].isdigit():
        return UNKNOWN
    return gender_of(number).name.lower()
