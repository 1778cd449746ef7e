"""Which pauses and requests to stop does a report count?"""

from typing import Any

from django.db.models import QuerySet

from doorstep_desk.cases.counted import cases_of_borrowers
from doorstep_desk.complaints.models import Pause, StopRequest
from doorstep_desk.plumbing.span import Span


def pauses_in(span: Span) -> QuerySet[Any]:
    """Return the pauses that began in a span."""
    return Pause.objects.filter(
        starts_at__lte=span.known_at, **span.during("starts_at"), **span.whose()
    )


def stopped_cases_in(span: Span) -> QuerySet[Any]:
    """Return the cases of borrowers who asked in a span not to be contacted."""
    rows = StopRequest.objects.filter(received_at__lte=span.known_at, **span.during("received_at"))
    if span.agency_id is not None:
        rows = rows.filter(agency_id=span.agency_id)
    return cases_of_borrowers(span, rows.values("borrower_id"))
