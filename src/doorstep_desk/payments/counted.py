"""Which movements of money does a report count?"""

from typing import Any

from django.db.models import QuerySet

from doorstep_desk.payments.models import Payment
from doorstep_desk.plumbing.span import Span


def money_in(span: Span) -> QuerySet[Any]:
    """Return what came in, and what was taken back, on days of a span."""
    return Payment.objects.filter(
        received_on__gte=span.first, received_on__lte=span.last, recorded_at__lte=span.known_at,
        **span.whose(),
    )  # fmt: skip
