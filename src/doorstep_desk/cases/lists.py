"""How are cases searched, and what does a list show beside their names?"""

from collections.abc import Iterable
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from doorstep_desk.cases.models import Account, Borrower, Case, ContactPoint
from doorstep_desk.cases.queries import visible_cases
from doorstep_desk.organisations.queries import organisations_where
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import among
from doorstep_desk.plumbing.encryption import blind_index

_PHONES: Final = ("mobile", "landline")
_SECRET_LENGTH: Final = 7
"""A shorter text cannot be a whole phone or identity number."""


def searched(rows: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Narrow cases to those whose name, number, phone or identity number was typed.

    Phones and identity numbers are sealed: only a whole one is found, by its fingerprint.
    """
    wanted = text.strip()
    if not wanted:
        return rows
    # Digits and Chinese have no capitals: comparing them as they stand finds the same, sooner.
    has_capitals = wanted.upper() != wanted.lower()
    contains = "icontains" if has_capitals else "contains"
    fits = Q(**{f"borrower__name__{contains}": wanted}) | Q(**{f"number__{contains}": wanted})
    if len(wanted) >= _SECRET_LENGTH:
        points = ContactPoint.objects.filter(
            value_index__in=[
                blind_index(kind, each) for kind in _PHONES for each in _dialled(wanted)
            ]
        )
        people = Borrower.objects.filter(identity_index=blind_index("identity", wanted))
        fits |= Q(borrower_id__in=points.values("borrower_id"))
        fits |= Q(borrower_id__in=people.values("id"))
    return rows.filter(fits)


def _dialled(text: str) -> tuple[str, ...]:
    """Return a number as typed and in the forms in which numbers are kept."""
    digits = "".join(mark for mark in text if mark.isdigit())
    national = digits.removeprefix("86")
    return tuple(dict.fromkeys((text, digits, national, f"+86{national}")))


def accounts_among(account_ids: Iterable[int]) -> QuerySet[Account]:
    """Return some accounts, however many there are."""
    return Account.objects.filter(pk__in=among(account_ids))


def accounts_of_cases(case_ids: Iterable[int]) -> QuerySet[Account]:
    """Return the accounts of some cases, however many there are."""
    return Account.objects.filter(case_id__in=among(case_ids))


def cases_placed_with_nothing(agency_id: int) -> set[int]:
    """Return the cases of an agency with an account on which nothing was owed from the start."""
    rows = Account.objects.filter(agency_id=agency_id, owed_fen=0)
    return set(rows.values_list("case_id", flat=True))


def worked_accounts(case: int | OuterRef) -> QuerySet[Account]:
    """Return the accounts of a case that the lender has not called back."""
    return Account.objects.filter(case_id=case, recalled_on=None).order_by()


def cases_among(actor: Actor, case_ids: Iterable[int]) -> dict[int, Case]:
    """Return those of some cases that the actor may see, with borrower and creditor."""
    return {row.pk: row for row in visible_cases(actor).filter(pk__in=list(case_ids))}


def points_of_borrowers(borrower_ids: Iterable[int]) -> dict[int, list[ContactPoint]]:
    """Return the contact points of each of some borrowers, the surest first, in one query."""
    rows = ContactPoint.objects.filter(borrower_id__in=list(borrower_ids))
    found: dict[int, list[ContactPoint]] = {}
    for row in rows.order_by("-confidence", "id"):
        found.setdefault(row.borrower_id, []).append(row)
    return found


def currencies(case_ids: Iterable[int]) -> dict[int, str]:
    """Return the currency of each case, in one query."""
    rows = Account.objects.filter(case_id__in=list(case_ids))
    return dict(rows.values_list("case_id", "currency"))


def towns(borrower_ids: Iterable[int]) -> dict[int, str]:
    """Return the town of each borrower's surest address, in one query."""
    rows = ContactPoint.objects.filter(borrower_id__in=list(borrower_ids), kind="address")
    found: dict[int, str] = {}
    for borrower, county, city in rows.order_by("borrower_id", "-confidence", "id").values_list(
        "borrower_id", "county", "city"
    ):
        found.setdefault(borrower, county or city)
    return found


def creditors(agency_id: int) -> list[tuple[int, str, str]]:
    """Return key, Chinese and English name of the creditors of an agency's cases, by name."""
    owned = Case.objects.filter(agency_id=agency_id, creditor_id=OuterRef("pk"))
    return [(each.id, each.name, each.name_en) for each in organisations_where(Exists(owned))]


def counties_of_agency(agency_id: int) -> list[str]:
    """Return the counties in which an agency's borrowers have an address, by name."""
    rows = ContactPoint.objects.filter(agency_id=agency_id, kind="address").exclude(county="")
    return list(rows.values_list("county", flat=True).distinct().order_by("county"))
