"""Which cases does a report count?"""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from doorstep_desk.cases.models import Case
from doorstep_desk.plumbing.bulk import among
from doorstep_desk.plumbing.span import Span


def worked_in(span: Span) -> QuerySet[Any]:
    """Return the cases that were ours on any day of a span."""
    return _of(span).filter(Q(closed_on=None) | Q(closed_on__gte=span.first))


def cases_of_borrower(span: Span, borrower: OuterRef) -> QuerySet[Any]:
    """Return the cases of a borrower that were ours in a span, as part of a query."""
    return worked_in(span).filter(borrower_id=borrower)


def numbered(span: Span, case_ids: list[int]) -> QuerySet[Any]:
    """Return some cases, as far as they belong to a span's owner."""
    return _of(span).filter(pk__in=among(case_ids))


def _of(span: Span) -> QuerySet[Any]:
    return Case.objects.filter(opened_on__lte=span.last, **span.whose(""))
