"""Write a visit down that a phone told of and that could not be recorded then."""

import json
from dataclasses import replace
from datetime import datetime

from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.complaints.queries import stops_of_borrower
from doorstep_desk.fieldwork.answers import happened_in, stated_beginning
from doorstep_desk.fieldwork.models import VisitReview
from doorstep_desk.fieldwork.reading import event_in
from doorstep_desk.fieldwork.times import began_at
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.visits.actions.record import Happened, record_visit
from doorstep_desk.visits.queries import is_recorded


def confirm_visit(actor: Actor, review: VisitReview, at: datetime) -> None:
    """Record the visit of a review in the office's name; one that is recorded stays as it is.

    The stop may have gone to others meanwhile, so the visit is written down without one. The law
    is asked afterwards, as about every contact that was made without leave.

    Raises:
        Refused: Its answers make no record, or the actor cannot see the case.
    """
    row = review.event
    if row.kind != "visit.left" or review.visit_key is None or is_recorded(review.visit_key):
        return
    event = event_in(json.loads(row.content))
    began = began_at(stated_beginning(event), event.clocks, row.happened_at)
    happened = replace(happened_in(event, began.at), stop_id=None)
    if happened.asked_to_stop and _was_stopped(actor, happened):
        happened = replace(happened, asked_to_stop=False)
    record_visit(actor=actor, happened=happened, at=at)


def _was_stopped(actor: Actor, happened: Happened) -> bool:
    """Say whether the wish of the visit was done when its phone told of it.

    One that was taken back since stays taken back: what is confirmed is the visit.
    """
    asked = stops_of_borrower(lock_case(actor, happened.case_id).borrower_id)
    return any(each.received_at >= happened.at for each in asked)
