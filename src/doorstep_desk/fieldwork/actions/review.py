"""Look at a visit again, fairly: the agents are heard, and nobody decides on their own work."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from doorstep_desk.audit.actions import record
from doorstep_desk.fieldwork.models import FieldEvent, VisitReview
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.staff.queries import pair_of_agent


def open_review(
    *,
    actor: Actor,
    event: FieldEvent,
    kind: str,
    code: str,
    findings: Sequence[str],
    at: datetime,
) -> uuid.UUID:
    """Ask a person to look at a visit again; once of a kind for a record.

    The two who were there are named in it, so that they read it and may reply; whoever works the
    case now sees it as well, and both sides are told by their phones.

    Args:
        actor: Whose record it is.
        event: The record.
        kind: ``late``, ``twice``, ``answers``, ``place`` or ``clock``.
        code: The word of a refusal, or empty.
        findings: What looks odd, a word each.
        at: Now.
    """
    pair = pair_of_agent(event.staff_id)
    agents = {event.staff_id} if pair is None else {pair.first.id, pair.second.id}
    review = VisitReview(
        id=new_id(), agency_id=actor.agency_id, event=event,
        agents=sorted({*agents, event.staff_id}), visit_key=event.visit_key,
        case_key=event.case_key, kind=kind, code=code, findings=list(findings), opened_at=at,
    )  # fmt: skip
    VisitReview.objects.bulk_create([review], ignore_conflicts=True)
    subject = "field" if event.case_key is None else f"case:{event.case_key}"
    record(
        at=at, actor=actor, verb="visit.questioned", subject=subject, review=str(review.pk),
        kind=kind, code=code, agents=review.agents,
    )  # fmt: skip
    return review.pk
