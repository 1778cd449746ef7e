"""Give a correction its effect, or none, by the word of a second person."""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

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
    was, now = _both(kept)
    _hold(actor, kept, _differing(now, was), at)


def retract(actor: Actor, kept: Correction, at: datetime) -> None:
    """Take back what a correction changed, by new rows; what was corrected again since stays.

    Raises:
        Refused: As for ``correct_visit``: a promise that payments have decided stays as it is.
    """
    was, now = _both(kept)
    current = _current(kept)
    still = {
        name: value
        for name, value in _differing(was, now).items()
        if _unit(current, name) == _unit(now, name)
    }
    if still:
        _hold(actor, kept, still, at, is_taken_back=True)


def settle_correction(actor: Actor, review: VisitReview, outcome: str, at: datetime) -> None:
    """Do what a second person decided about a correction; of another review this is nothing.

    On appeal the last word counts: what had effect by the first decision and is declined by the
    second is taken back, and what has effect already gets it no second time.

    Raises:
        Refused: It is confirmed and can have no effect, or not yet; or it is declined and cannot
            be taken back any more.
    """
    if review.kind != "correction":
        return
    kept = Correction.objects.select_for_update().get(event_id=review.event_id)
    held, holds = kept.state == "applied", outcome == "confirmed"
    if holds and kept.code in NEVER:
        raise correction_without_effect()
    if holds and not held:
        rectify(actor, kept, at)
    if held and not holds:
        retract(actor, kept, at)
    kept.state = "applied" if holds else "declined"
    kept.decided_by, kept.decided_at = actor.name, at
    kept.save(update_fields=["state", "decided_by", "decided_at"])


def _hold(
    actor: Actor, kept: Correction, wanted: dict[str, Any], at: datetime,
    *, is_taken_back: bool = False,
) -> None:  # fmt: skip
    """Let the visit tell what is wanted, and the borrower's copy with it."""
    current = _current(kept)
    held = replace(current, **wanted)
    rectified = Rectified(held.outcome, held.note, held.promise_fen, held.promise_due_on)
    correct_visit(actor=actor, record_id=_visit(kept), rectified=rectified, at=at)
    correct_copy(actor, kept, (current, held), at, is_taken_back=is_taken_back)


def _both(kept: Correction) -> tuple[Told, Told]:
    was, now = told_from(kept.was), told_from(kept.now)
    if was is None or now is None:
        raise correction_without_effect()
    return was, now


def _visit(kept: Correction) -> uuid.UUID:
    if kept.visit_key is None:
        raise correction_without_effect()
    return kept.visit_key


def _current(kept: Correction) -> Told:
    stands = standing_of(_visit(kept))
    if stands is None:
        raise visit_not_recorded()
    return Told(stands.disposition, stands.note, *stands.promised)


def _differing(wanted: Told, from_: Told) -> dict[str, Any]:
    """Return the fields of what is wanted that differ; sum and day of a promise go together."""
    return {
        name: getattr(wanted, name) for name in FIELDS if _unit(wanted, name) != _unit(from_, name)
    }


def _unit(told: Told, name: str) -> Any:
    """Return a field of what is told; sum and day of a promise are one."""
    if name.startswith("promise"):
        return (told.promise_fen, told.promise_due_on)
    return getattr(told, name)
