"""What can be asked about money received?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Sum

from doorstep.terms.money import Money
from doorstep_desk.cases.queries import accounts_of, accounts_on_file
from doorstep_desk.payments.allocation import OpenAccount
from doorstep_desk.payments.left import left_by_account
from doorstep_desk.payments.models import Payment
from doorstep_desk.plumbing.tables.once import once_a_page


def payments_of_case(case_id: int) -> list[Payment]:
    """Return a case's payments and reversals, newest first."""
    return list(
        Payment.objects.filter(case_id=case_id)
        .select_related("account")
        .order_by("-received_on", "-id")
    )


@dataclass(frozen=True, slots=True)
class Received:
    """One payment on a case that nobody reversed.

    Attributes:
        case_id: The case.
        received_on: Value date.
        amount_fen: Above zero.
    """

    case_id: int
    received_on: date
    amount_fen: int


def received_since(agency_id: int, case_ids: Iterable[int], since: date) -> list[Received]:
    """Return what the named cases paid from a day on, by case and day; reversed ones are out."""
    rows = Payment.objects.filter(
        agency_id=agency_id, case_id__in=list(case_ids), received_on__gte=since,
        reverses=None, reversals=None,
    ).order_by("case_id", "received_on", "id")  # fmt: skip
    return [Received(*row) for row in rows.values_list("case_id", "received_on", "amount_fen")]


def taken_back_since(agency_id: int, since: datetime, until: datetime) -> dict[int, datetime]:
    """Return the cases on which a payment was taken back in a span, with the newest instant."""
    rows = Payment.objects.filter(
        agency_id=agency_id, amount_fen__lt=0, recorded_at__gt=since, recorded_at__lte=until
    ).order_by()
    return dict(rows.values_list("case_id").annotate(at=Max("recorded_at")))


def received_between(agency_id: int, first: date, last: date) -> int:
    """Return the fen received from ``first`` to ``last``, both included."""
    total = Payment.objects.filter(
        agency_id=agency_id, received_on__gte=first, received_on__lte=last
    ).aggregate(fen=Sum("amount_fen"))["fen"]
    return int(total or 0)


@once_a_page
def outstanding_of_case(case_id: int, before: date) -> Money:
    """Return what is owed on a case: payments dated before a day and what was let off are gone."""
    return outstanding_of(accounts_of(case_id), before)


def outstanding_of(on_case: Iterable[Any], before: date) -> Money:
    """Return what is owed on accounts already read, as ``outstanding_of_case`` does."""
    accounts = [account for account in on_case if account.recalled_on is None]
    left = left_by_account([account.pk for account in accounts], before)
    return Money(sum(left.values()), accounts[0].currency if accounts else "CNY")


def transactions_on_file(agency_id: int) -> list[tuple[int, str, date, int, str | None]]:
    """Return account, number, day, fen and the number it reverses of every transaction."""
    rows = Payment.objects.filter(agency_id=agency_id).order_by("id")
    return list(
        rows.values_list(
            "account_id", "transaction_id", "received_on", "amount_fen",
            "reverses__transaction_id",
        )
    )  # fmt: skip


def last_received_on(agency_id: int) -> date | None:
    """Return the newest value date of an agency's payments, or None."""
    last: date | None = Payment.objects.filter(agency_id=agency_id).aggregate(
        on=Max("received_on")
    )["on"]
    return last


def open_accounts_by_borrower(agency_id: int, on: date) -> dict[int, list[OpenAccount]]:
    """Return each borrower's accounts that still owe at the start of a day."""
    on_file = [
        account
        for account in accounts_on_file(agency_id)
        if account.recalled_on is None or account.recalled_on > on
    ]
    left = left_by_account([account.account_id for account in on_file], on)
    found: dict[int, list[OpenAccount]] = {}
    for account in on_file:
        if fen := left.get(account.account_id, 0):
            found.setdefault(account.borrower_id, []).append(
                OpenAccount(account.account_id, account.case_id, account.due_on, fen)
            )
    return found


def accounts_with_payments(agency_id: int) -> list[int]:
    """Return the accounts of an agency on which money came in."""
    rows = Payment.objects.filter(agency_id=agency_id).order_by("account_id")
    return list(rows.values_list("account_id", flat=True).distinct())


def cases_with_payments(case_ids: Iterable[int]) -> list[int]:
    """Return which of some cases have any payment or reversal."""
    rows = Payment.objects.filter(case_id__in=list(case_ids)).order_by("case_id")
    return list(rows.values_list("case_id", flat=True).distinct())
