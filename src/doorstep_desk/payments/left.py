"""What is left to pay on accounts: what was placed, less what was paid and what was let off?

One formula for pages, lists and the world's borrowers; the core's ``ledger.balance`` says the same
of columns. Payments dated before a day count. What is let off is decided as a day begins, so it
counts on that day already.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from doorstep_desk.cases.lists import accounts_among, accounts_of_cases, worked_accounts
from doorstep_desk.ledger.queries import let_off_on
from doorstep_desk.payments.models import Payment


def left_by_account(account_ids: Iterable[int], before: date) -> dict[int, int]:
    """Return the fen left on each account at the start of a day, in one query."""
    rows = accounts_among(account_ids).annotate(left=_left(before))
    return dict(rows.values_list("pk", "left"))


@dataclass(frozen=True, slots=True)
class PaidOff:
    """An account on which nothing is left.

    Attributes:
        account_id: The account.
        case_id: Its case.
    """

    account_id: int
    case_id: int


def paid_off_since(agency_id: int, since: datetime, before: date) -> list[PaidOff]:
    """Return the accounts on which money came in since an instant and nothing is left, by case.

    Args:
        agency_id: Whose.
        since: Payments written down since then are looked at.
        before: Payments dated before this day count.
    """
    touched = Payment.objects.filter(
        agency_id=agency_id, recorded_at__gte=since, amount_fen__gt=0
    ).values_list("account_id", flat=True)
    rows = accounts_among(set(touched)).filter(recalled_on=None).annotate(left=_left(before))
    return [
        PaidOff(*row)
        for row in rows.filter(left=0).order_by("case_id", "pk").values_list("pk", "case_id")
    ]


def cases_owing(case_ids: Iterable[int], before: date) -> set[int]:
    """Return which of some cases still owe at the start of a day, in one query."""
    rows = accounts_of_cases(case_ids).filter(recalled_on=None).annotate(left=_left(before))
    return set(rows.filter(left__gt=0).values_list("case_id", flat=True))


def left_on_case(before: date) -> Subquery:
    """Return the fen left on the worked accounts of a case, as part of a query over cases."""
    rows = worked_accounts(OuterRef("pk")).values("case_id")
    return Subquery(rows.annotate(total=Sum(_left(before))).values("total"))


def _left(before: date) -> Greatest:
    """Return what is left of a row of accounts; never below zero."""
    received = (
        Payment.objects.filter(
            account_id=OuterRef("pk"),
            received_on__lt=before,
            received_on__gte=OuterRef("placed_on"),
        )
        .order_by()
        .values("account_id")
        .annotate(fen=Sum("amount_fen"))
        .values("fen")
    )
    let_off = let_off_on(OuterRef("pk"), before)
    return Greatest(F("owed_fen") - _fen(received) - _fen(let_off), 0)


def _fen(rows: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(rows), 0, output_field=BigIntegerField())
