"""Which contact point is worth verifying first?

What a verification would unlock is the worth of the visit that only the address keeps out,
above the worth of what was chosen instead. Points that keep nothing out unlock nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case as Choose
from django.db.models import F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.fields import BigIntegerField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Greatest

from doorstep_desk.cases.verification import OPEN_STATES, STATES, points_to_verify
from doorstep_desk.decisions.lists import newest_assessment
from doorstep_desk.decisions.models import Decision
from doorstep_desk.ledger.queries import settled_cases
from doorstep_desk.plumbing.actor import Actor

ADDRESS_RULE: Final = "HP-ADDR"


@dataclass(frozen=True, slots=True)
class PointWish:
    """What somebody looks for among the contact points.

    Attributes:
        state: Word of ``STATES``; empty for all that still need something.
        kind: Kind of contact point; empty for all.
        case_id: Only the borrower of this case, verified points included.
    """

    state: str = ""
    kind: str = ""
    case_id: int | None = None


def worklist(actor: Actor, wish: PointWish, on: date) -> QuerySet[Any, Any]:
    """Return the contact points that fit, each with ``state``, ``case_id`` and ``unlocks_fen``.

    Whoever owes nothing any more is left out, unless one of their cases is asked about.
    """
    rows: QuerySet[Any, Any]
    if wish.case_id is not None:
        rows = points_to_verify(actor, on).filter(borrower__cases=wish.case_id)
    else:
        rows = points_to_verify(actor, on, settled_cases(actor.agency_id))
        if wish.state not in STATES:
            rows = rows.filter(state__in=OPEN_STATES)
    if wish.state in STATES:
        rows = rows.filter(state=wish.state)
    if wish.kind:
        rows = rows.filter(kind=wish.kind)
    newest = newest_assessment(actor.agency_id)
    waiting = _waiting(0 if newest is None else newest.pk)
    found: QuerySet[Any, Any] = rows.annotate(
        unlocks_fen=Choose(
            When(kind="address", then=Coalesce(Subquery(waiting.values("gain")[:1]), 0)),
            default=Value(0),
            output_field=BigIntegerField(),
        ),
        instead=Subquery(waiting.values("treatment")[:1]),
    )
    return found


def _waiting(assessment_id: int) -> QuerySet[Any, Any]:
    """Return the cases of a borrower whose visit is kept out by the address, the best first."""
    visit = Cast(
        KeyTextTransform("value_fen", KeyTextTransform("visit", "candidates")), BigIntegerField()
    )
    return (
        Decision.objects.filter(
            assessment_id=assessment_id, case__borrower_id=OuterRef("borrower_id"),
            reason=ADDRESS_RULE,
        )
        .annotate(gain=Greatest(visit - F("value_fen"), Value(0), output_field=BigIntegerField()))
        .order_by("-gain", "case_id")
    )  # fmt: skip
