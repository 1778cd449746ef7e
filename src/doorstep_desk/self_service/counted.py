"""Which answers about contacts does a report count?"""

from typing import Any

from django.db.models import QuerySet

from doorstep_desk.plumbing.span import Span
from doorstep_desk.self_service.models import Opinion
from doorstep_desk.self_service.opinions import ANSWERS


def opinions_in(span: Span) -> QuerySet[Any]:
    """Return the answers given in a span; who declined to be asked gave none."""
    return Opinion.objects.filter(
        answer__in=ANSWERS, given_at__lte=span.known_at, **span.during("given_at"),
        **span.whose(),
    )  # fmt: skip
