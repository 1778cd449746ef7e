"""What is left to pay on accounts: what was placed, less what was paid and what was let off?

One formula for pages, lists and the world's borrowers; the core's ``ledger.balance`` says the same
of columns. Payments dated before a day count. What is let off is decided as a day begins, so it
counts on that day already.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from doorstep_desk.cases.lists import accounts_among, worked_accounts
from doorstep_desk.ledger.queries import let_off_on
from doorstep_desk.payments.models import Payment


def left_by_account(account_ids: Iterable[int], before: date) -> dict[int, int]:
    """Return the fen left on each account at the start of a day, in one query."""
    rows = accounts_among(account_ids).annotate(left=_left(before))
    return dict(rows.values_list("pk", "left"))


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
            received_on__gte=F("account__placed_on"),
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
