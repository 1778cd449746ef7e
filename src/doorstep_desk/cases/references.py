"""Which accounts does a lender mean by its own numbers?"""

from collections.abc import Iterable

from django.db.models import Q

from doorstep.ledger.incoming import OpenTo
from doorstep_desk.cases.models import Account


def accounts_by_reference(
    agency_id: int, references: Iterable[str], lender_id: int | None = None
) -> dict[str, list[OpenTo]]:
    """Return the accounts with each of some loan or contract numbers, in one query.

    A number that means one account as a loan and another as a contract has both.

    Args:
        agency_id: Whose portfolio.
        references: The numbers; one that nobody has is left out.
        lender_id: Only accounts of this lender; None for all.
    """
    wanted = sorted({each for each in references if each})
    fits = Q(key__in=wanted) | Q(loan_no__in=wanted) | Q(contract_no__in=wanted)
    rows = Account.objects.filter(fits, agency_id=agency_id).order_by("id")
    if lender_id is not None:
        rows = rows.filter(creditor_id=lender_id)
    found: dict[str, list[OpenTo]] = {}
    for pk, case, on, currency, *names in rows.values_list(
        "id", "case_id", "placed_on", "currency", "key", "loan_no", "contract_no"
    ):
        for name in {each for each in names if each}:
            found.setdefault(name, []).append(OpenTo(pk, case, on, currency))
    return found


def lenders_of_accounts(account_ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Return the lender of each account and how that lender calls it, in at most one query."""
    wanted = list(account_ids)
    if not wanted:
        return {}
    rows = Account.objects.filter(pk__in=wanted).values_list("id", "creditor_id", "key")
    return {pk: (lender, key) for pk, lender, key in rows}
