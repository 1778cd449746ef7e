"""Which payments came in since something was decided, and what is left to pay?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BigIntegerField, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from doorstep_desk.cases.lists import worked_accounts
from doorstep_desk.payments.models import Payment


@dataclass(frozen=True, slots=True)
class NewMoney:
    """One payment that was written down after an instant.

    Attributes:
        case_id: The case.
        amount_fen: Above zero.
        recorded_at: When it was written down.
    """

    case_id: int
    amount_fen: int
    recorded_at: datetime


def money_since(case_ids: Iterable[int], since: datetime) -> list[NewMoney]:
    """Return the payments on some cases written down after an instant, oldest first."""
    rows = Payment.objects.filter(
        case_id__in=list(case_ids), recorded_at__gt=since, amount_fen__gt=0, reversals=None
    ).order_by("recorded_at", "id")
    return [NewMoney(*row) for row in rows.values_list("case_id", "amount_fen", "recorded_at")]


def unpaid_fen(before: date) -> Subquery:
    """Return what is left of a case's accounts, payments dated before a day taken off.

    The same sum as ``outstanding_of_case``, as part of a query over cases.
    """
    received = (
        Payment.objects.filter(
            account_id=OuterRef("pk"),
            received_on__lt=before,
            received_on__gte=F("account__placed_on"),
        )
        .order_by()
        .values("account_id")
        .annotate(paid=Sum("amount_fen"))
        .values("paid")
    )
    left = F("owed_fen") - Coalesce(Subquery(received), 0, output_field=BigIntegerField())
    mine = worked_accounts(OuterRef("pk")).values("case_id")
    return Subquery(mine.annotate(total=Sum(Greatest(left, 0))).values("total"))
