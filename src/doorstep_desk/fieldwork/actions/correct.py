"""Take a correction of an agent: kept in every case, with effect where it can harm nobody."""

import json
from datetime import datetime

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.fieldwork.actions.rectify import rectify
from doorstep_desk.fieldwork.actions.review import open_review
from doorstep_desk.fieldwork.corrections.said import CorrectionSaid, correction_in, told_at_end
from doorstep_desk.fieldwork.corrections.weigh import AT_ONCE, NEVER, Circumstances, weigh
from doorstep_desk.fieldwork.models import Correction, FieldEvent, ReviewStep
from doorstep_desk.fieldwork.reading import Event, event_in
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.visits.standing import standing_of

RECEIVED = "correction_received"
"""All that a phone hears about a correction: whoever holds it learns neither what is looked at
by a second person nor, from that, what else was told of the visit."""


def take_correction(actor: Actor, row: FieldEvent, event: Event, at: datetime) -> str:
    """Keep a correction, and let it have its effect or ask a second person; return the answer."""
    kept = Correction(
        id=new_id(), agency_id=actor.agency_id, event=row, staff_id=row.staff_id,
        made_by=actor.name, case_key=row.case_key, visit_key=row.visit_key,
        made_at=row.happened_at, state="refused",
    )  # fmt: skip
    try:
        said = correction_in(event)
        kept.because = said.because
        _compare(kept, said, row)
    except Refused as refused:
        kept.code = refused.code
    if kept.code == AT_ONCE:
        kept.state = "applied"
        kept.code = _effect(actor, kept, at)
    if kept.code:
        kept.state = "refused" if kept.code in NEVER else "waiting"
    kept.save(force_insert=True)
    if kept.code:
        open_review(actor=actor, event=row, kind="correction", code=kept.code, findings=[], at=at)
    return RECEIVED


def _compare(kept: Correction, said: CorrectionSaid, row: FieldEvent) -> None:
    """Write down what was told and what is said instead, with the word for what follows."""
    end = FieldEvent.objects.filter(
        event_id=said.of, device_id=row.device_id, kind="visit.left", visit_key=row.visit_key
    ).first()
    if end is None or row.visit_key is None:
        kept.code = "correction-of-nothing"
        return
    kept.of, kept.case_key = end, end.case_key
    if end.staff_id != row.staff_id:
        kept.code = "correction-of-other"
        return
    stands = standing_of(row.visit_key)
    was = told_at_end(event_in(json.loads(end.content)), stands)
    now = said.applied_to(was)
    kept.was, kept.now = was.as_text(), now.as_text()
    kept.code = weigh(was, now, _circumstances(end, row), row.happened_at)
    if kept.code == AT_ONCE and stands is None:
        kept.code = "visit-not-recorded"


def _circumstances(end: FieldEvent, row: FieldEvent) -> Circumstances:
    decided = ReviewStep.objects.filter(
        review__visit_key=end.visit_key, kind="decision", at__lte=row.happened_at
    ).exclude(review__kind="correction")
    return Circumstances(
        local_day(end.happened_at), _held_wish(end), decided.exists(), "clock" in row.flags
    )


def _held_wish(end: FieldEvent) -> bool:
    """Say whether anything of the visit was a wish, a no, a call for help, or a child alone."""
    rows = FieldEvent.objects.filter(visit_key=end.visit_key, device_id=end.device_id)
    for kind, content in rows.values_list("kind", "content"):
        body = json.loads(content)["body"]
        answers = body.get("answers") if isinstance(body.get("answers"), dict) else {}
        asked = answers.get("asked_to_leave") is True or answers.get("asked_to_stop") is True
        if kind in ("stop.requested", "safety.duress") or asked:
            return True
        if body.get("consent") is False or body.get("who") == "minor_only":
            return True
    return False


def _effect(actor: Actor, kept: Correction, at: datetime) -> str:
    """Let a correction have its effect; return the word of a refusal, or nothing."""
    try:
        with transaction.atomic():
            rectify(actor, kept, at)
    except Refused as refused:
        return refused.code
    return AT_ONCE
