"""How often and when was somebody reached lately, for lists?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from doorstep_desk.attempts.models import REACHED, Attempt
from doorstep_desk.plumbing.tables.plans import planned_anew


def _reached(since: datetime) -> QuerySet[Attempt]:
    # Corrections are few: they are read once, instead of looked for behind every attempt.
    corrected = Attempt.objects.exclude(corrects=None).values("corrects_id")
    return Attempt.objects.filter(
        at__gte=since, disposition__in=REACHED, direction="outbound"
    ).exclude(pk__in=corrected)


def reached_counts(borrower_ids: Iterable[int], since: datetime) -> dict[int, int]:
    """Return how often each borrower was reached since an instant, in one query."""
    rows = _reached(since).filter(borrower_id__in=list(borrower_ids)).values("borrower_id")
    return {row["borrower_id"]: row["n"] for row in rows.annotate(n=Count("id")).order_by()}


@planned_anew()
def reached_in_all(borrower_ids: QuerySet[Any, Any], since: datetime) -> int:
    """Return how many attempts reached somebody among many borrowers since an instant.

    Args:
        borrower_ids: A query of borrowers, so that a selection of any size stays one query.
        since: The instant.
    """
    return _reached(since).filter(borrower_id__in=borrower_ids).count()


def reached_as_sql(since: datetime) -> tuple[str, tuple[Any, ...]]:
    """Return a question with its values: a ``borrower_id`` for each attempt that reached one.

    To be part of a larger question, so that a selection is not worked out twice.
    """
    question: tuple[str, tuple[Any, ...]] = (
        _reached(since).order_by().values("borrower_id").query.sql_with_params()
    )
    return question


def last_attempts(borrower_ids: Iterable[int]) -> dict[int, datetime]:
    """Return when each borrower was tried last, in one query."""
    rows = Attempt.objects.filter(borrower_id__in=list(borrower_ids)).values("borrower_id")
    return {row["borrower_id"]: row["last"] for row in rows.annotate(last=Max("at")).order_by()}


@dataclass(frozen=True, slots=True)
class LastContact:
    """When and how somebody was tried last."""

    at: datetime
    channel: str


def last_contacts(borrower_ids: Iterable[int]) -> dict[int, LastContact]:
    """Return when and by which channel each borrower was tried last, in one query."""
    rows = Attempt.objects.filter(borrower_id__in=list(borrower_ids), direction="outbound")
    newest = rows.order_by("borrower_id", "-at", "-id").distinct("borrower_id")
    return {
        borrower: LastContact(at, channel)
        for borrower, at, channel in newest.values_list("borrower_id", "at", "channel")
    }
