"""Which promises does a report count?"""

from typing import Any, Final

from django.db.models import Q, QuerySet

from doorstep.terms.codes import PromiseState
from doorstep_desk.arrangements.queries import promises_standing
from doorstep_desk.plumbing.span import Span

KEPT: Final = Q(standing=PromiseState.KEPT.word)


def promises_decided_in(span: Span) -> QuerySet[Any]:
    """Return the promises whose day lay in a span and of which it is known what became."""
    rows = promises_standing(span.known_at).filter(
        due_on__gte=span.first, due_on__lte=span.last, made_at__lte=span.known_at, **span.whose()
    )
    return rows.exclude(standing__in=[PromiseState.OPEN.word, PromiseState.WITHDRAWN.word])
