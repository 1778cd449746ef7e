"""Which pauses and requests to stop does a report count?"""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from doorstep_desk.cases.counted import cases_of_borrower
from doorstep_desk.complaints.models import Pause, StopRequest
from doorstep_desk.plumbing.span import Span


def pauses_in(span: Span) -> QuerySet[Any]:
    """Return the pauses that began in a span."""
    return Pause.objects.filter(
        starts_at__lte=span.known_at, **span.during("starts_at"), **span.whose()
    )


def stops_in(span: Span) -> QuerySet[Any]:
    """Return the requests of a span not to be contacted; ``of_case`` is a case of theirs."""
    rows = StopRequest.objects.filter(received_at__lte=span.known_at, **span.during("received_at"))
    if span.agency_id is not None:
        rows = rows.filter(agency_id=span.agency_id)
    theirs = cases_of_borrower(span, OuterRef("borrower_id")).order_by("pk").values("pk")[:1]
    found: QuerySet[Any] = rows.annotate(of_case=Subquery(theirs)).exclude(of_case=None)
    return found
