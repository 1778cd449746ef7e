"""Look at a visit again, fairly: the agents are heard, and nobody decides on their own work."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.fieldwork.actions.confirm import confirm_visit
from doorstep_desk.fieldwork.actions.rectify import settle_correction
from doorstep_desk.fieldwork.errors import (
    decided_by_same,
    outcome_unknown,
    review_over,
    review_unknown,
    words_missing,
)
from doorstep_desk.fieldwork.models import FieldEvent, ReviewStep, VisitReview
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.staff.queries import pair_of_agent

OUTCOMES: Final = ("confirmed", "not_counted", "false_alarm")
OPEN: Final = "open"
DECIDED: Final = "decided"
APPEALED: Final = "appealed"
FINAL: Final = "final"
WAITING: Final = (OPEN, APPEALED)
LONGEST: Final = 1000


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
        kind: ``late``, ``twice``, ``answers``, ``place``, ``clock`` or ``correction``.
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


@transaction.atomic
def reply_to_review(*, actor: Actor, review_id: uuid.UUID, words: str, at: datetime) -> None:
    """Add the word of somebody who was there, at any time before the last decision.

    Raises:
        Refused: The actor was not there, there is no such review, it is over, or nothing was said.
    """
    actor.require("review.reply")
    review = _held(review_id)
    _require_there(actor, review)
    if review.state == FINAL:
        raise review_over()
    _step(actor, review, "reply", "", words, at)


@transaction.atomic
def decide_review(
    *, actor: Actor, review_id: uuid.UUID, outcome: str, words: str, at: datetime
) -> None:
    """Decide a review, or the appeal against a decision: by somebody who was not there.

    ``confirmed`` lets the visit count, and writes it down where it could not be before;
    ``not_counted`` leaves it out; ``false_alarm`` says that there was nothing to ask about.

    Raises:
        Refused: The actor may not, was there, or made the decision that is appealed against; the
            outcome is on no list; no reason is given; or the visit cannot be written down.
    """
    actor.require("review.decide")
    review = _held(review_id)
    if outcome not in OUTCOMES:
        raise outcome_unknown()
    if actor.staff_id in review.agents or review.decided_by == actor.name:
        raise decided_by_same()
    if review.state not in WAITING:
        raise review_over()
    if outcome == "confirmed":
        confirm_visit(actor, review, at)
    settle_correction(actor, review, outcome, at)
    state = FINAL if review.state == APPEALED else DECIDED
    _step(actor, review, "decision", outcome, words, at)
    review.state, review.outcome, review.decided_by = state, outcome, actor.name
    review.save(update_fields=["state", "outcome", "decided_by"])


@transaction.atomic
def appeal_review(*, actor: Actor, review_id: uuid.UUID, words: str, at: datetime) -> None:
    """Ask that somebody else decides again; once, by one of those who were there.

    Raises:
        Refused: The actor was not there, there is no such review, nothing was decided yet, it was
            appealed before, or nothing was said.
    """
    actor.require("review.reply")
    review = _held(review_id)
    _require_there(actor, review)
    if review.state != DECIDED:
        raise review_over()
    _step(actor, review, "appeal", "", words, at)
    review.state = APPEALED
    review.save(update_fields=["state"])


def _held(review_id: uuid.UUID) -> VisitReview:
    row = VisitReview.objects.select_for_update().filter(pk=review_id).first()
    if row is None:
        raise review_unknown()
    return row


def _require_there(actor: Actor, review: VisitReview) -> None:
    if actor.staff_id not in review.agents:
        raise review_unknown()


def _step(
    actor: Actor, review: VisitReview, kind: str, outcome: str, words: str, at: datetime
) -> None:
    said = words.replace("\0", "").strip()
    if not said:
        raise words_missing()
    ReviewStep.objects.create(
        id=new_id(), agency_id=review.agency_id, review=review, kind=kind, outcome=outcome,
        words=said[:LONGEST], by=actor.name, at=at,
    )  # fmt: skip
    subject = "field" if review.case_key is None else f"case:{review.case_key}"
    record(
        at=at, actor=actor, verb="visit.answered", subject=subject, review=str(review.pk),
        step=kind, outcome=outcome,
    )  # fmt: skip
