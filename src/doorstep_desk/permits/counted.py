"""How much leave does a report count?"""

from django.db.models import Count, Q

from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.span import Span


def permits_in(span: Span) -> dict[str, int]:
    """Return how many permits were issued in a span, and of them used or taken back."""
    rows = Permit.objects.filter(
        issued_at__lte=span.known_at, **span.during("issued_at"), **span.whose()
    )
    found: dict[str, int] = rows.aggregate(
        issued=Count("pk"),
        used=Count("pk", filter=Q(used_at__lte=span.known_at)),
        cancelled=Count("pk", filter=Q(cancelled_at__lte=span.known_at)),
    )
    return found
