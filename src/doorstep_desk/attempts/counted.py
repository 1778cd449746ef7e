"""Which attempts, and which breaches, does a report count?"""

from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from doorstep.terms.codes import Channel, Disposition
from doorstep_desk.attempts.models import Attempt, Review
from doorstep_desk.plumbing.span import Span

VISITS: Final = Q(channel=Channel.VISIT.word)
CALLS: Final = Q(channel=Channel.CALL.word)
RIGHT_PARTY: Final = Q(
    disposition__in=[each.word for each in Disposition if each.reached_borrower]
)
THIRD_PARTY: Final = Q(
    disposition__in=[
        each.word
        for each in (
            Disposition.THIRD_PARTY_CONTACT, Disposition.MET_THIRD_PARTY, Disposition.WRONG_PERSON
        )
    ]
)  # fmt: skip
ASKED_TO_LEAVE: Final = Q(asked_to_leave=True)


def attempts_in(span: Span) -> QuerySet[Any]:
    """Return attempts of ours in a span, each as it was corrected by then."""
    corrected = Attempt.objects.filter(
        corrects=OuterRef("pk"), received_at__lte=span.known_at
    ).order_by()
    return Attempt.objects.filter(
        ~Exists(corrected), direction="outbound", received_at__lte=span.known_at,
        **span.during("at"), **span.whose(),
    ).exclude(disposition=Disposition.CANCELLED.word)  # fmt: skip


def breaches_in(span: Span) -> QuerySet[Any]:
    """Return the contacts that the law refuses, by the day on which that was found."""
    whose = span.whose("attempt__case")
    return Review.objects.filter(
        is_breach=True, reviewed_at__lte=span.known_at, **span.during("reviewed_at"), **whose
    )
