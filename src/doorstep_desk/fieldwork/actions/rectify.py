"""Give a correction its effect, or none, by the word of a second person."""

from dataclasses import replace
from datetime import datetime

from doorstep_desk.fieldwork.actions.copies import correct_copy
from doorstep_desk.fieldwork.corrections.said import FIELDS, Told, told_from
from doorstep_desk.fieldwork.corrections.weigh import NEVER
from doorstep_desk.fieldwork.errors import correction_without_effect
from doorstep_desk.fieldwork.models import Correction, VisitReview
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.visits.actions.correct import Rectified, correct_visit
from doorstep_desk.visits.errors import visit_not_recorded
from doorstep_desk.visits.standing import standing_of


def rectify(actor: Actor, kept: Correction, at: datetime) -> None:
    """Put the visit right as a correction says; what else changed since stays.

    Raises:
        Refused: As for ``correct_visit``, or the correction can have no effect.
    """
    was, now = told_from(kept.was), told_from(kept.now)
    if was is None or now is None or kept.visit_key is None:
        raise correction_without_effect()
    stands = standing_of(kept.visit_key)
    if stands is None:
        raise visit_not_recorded()
    current = Told(stands.disposition, stands.note, *stands.promised)
    differs = {
        name: getattr(now, name) for name in FIELDS if getattr(now, name) != getattr(was, name)
    }
    held = replace(current, **differs)
    rectified = Rectified(held.outcome, held.note, held.promise_fen, held.promise_due_on)
    correct_visit(actor=actor, record_id=kept.visit_key, rectified=rectified, at=at)
    correct_copy(actor, kept, current, held, at)


def settle_correction(actor: Actor, review: VisitReview, outcome: str, at: datetime) -> None:
    """Do what a second person decided about a correction; of another review this is nothing.

    Raises:
        Refused: It is confirmed and can have no effect, or not yet.
    """
    if review.kind != "correction":
        return
    kept = Correction.objects.select_for_update().get(event_id=review.event_id)
    if outcome == "confirmed":
        if kept.code in NEVER:
            raise correction_without_effect()
        rectify(actor, kept, at)
    kept.state = "applied" if outcome == "confirmed" else "declined"
    kept.decided_by, kept.decided_at = actor.name, at
    kept.save(update_fields=["state", "decided_by", "decided_at"])
