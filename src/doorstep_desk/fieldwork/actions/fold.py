"""Let a record have its effect: a visit is recorded as the web form does it, law asked twice.

The effect stands in a savepoint of its own. What is refused goes to review, what breaks goes to
review too and into the log as a fault of ours; the record itself is kept in every case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import structlog
from django.db import DataError, IntegrityError, transaction

from doorstep.terms.codes import Channel
from doorstep.terms.local_time import local_day
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.complaints.actions import pause_case, record_stop_request
from doorstep_desk.complaints.queries import running_pauses
from doorstep_desk.dayplans.queries import own_stop
from doorstep_desk.evidence.actions.take import expect_part
from doorstep_desk.fieldwork.actions.copies import fill_copy, make_copy
from doorstep_desk.fieldwork.actions.correct import take_correction
from doorstep_desk.fieldwork.actions.out import follow_outing
from doorstep_desk.fieldwork.actions.review import open_review
from doorstep_desk.fieldwork.announced import part_of
from doorstep_desk.fieldwork.answers import happened_in, stated_beginning
from doorstep_desk.fieldwork.asked import asked_during, noted_of, was_heard_at_end, wish_in
from doorstep_desk.fieldwork.conduct import conduct_of
from doorstep_desk.fieldwork.models import FieldEvent, Judgement, PackGiven
from doorstep_desk.fieldwork.places import oddities
from doorstep_desk.fieldwork.reading import Event
from doorstep_desk.fieldwork.times import began_at
from doorstep_desk.fieldwork.trail import trail_of
from doorstep_desk.permits.queries import Leave, leave_at
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.visits.actions.record import Happened, record_visit

_LOG: Final = structlog.get_logger("doorstep")
_LATE: Final = frozenset({"case-unknown", "stop-unknown", "stop-over"})
_TWICE: Final = "visit-recorded"
_OFFICE: Final = "office"
"""Who sees all cases of the agency; a request to stop is done in its view."""
ASKED_TO_LEAVE: Final = "门口被要求离开，当天不再联系 · asked to leave at the door"

_WHAT_A_RECORD_CAN_BREAK: Final = (
    ArithmeticError, AssertionError, AttributeError, DataError, IntegrityError, LookupError,
    TypeError, ValueError,
)  # fmt: skip
"""Faults of ours that some record brings to light. A deadlock or a lost connection is none: then
the whole batch is tried again."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record that was just written down.

    Attributes:
        row: Its row.
        event: What the phone wrote.
        place: Its coordinates, which are kept apart.
    """

    row: FieldEvent
    event: Event
    place: Mapping[str, Any] | None


_Effect = Callable[[Actor, Stored, datetime], str | None]


def fold(actor: Actor, stored: Stored, at: datetime) -> str | None:
    """Let a record have its effect, and return what the phone is told beyond "received"."""
    return _safely(_follow, actor, stored, at)


def fold_stop(actor: Actor, stored: Stored, at: datetime) -> None:
    """Stop contact as was asked, unless the visit that was ended after it has done so.

    Asked at the end of a batch: stopping first would take back the leave under which that visit
    was made.
    """
    _safely(_stop, actor, stored, at)


def _safely(effect: _Effect, actor: Actor, stored: Stored, at: datetime) -> str | None:
    try:
        with transaction.atomic():
            return effect(actor, stored, at)
    except Refused as refused:
        return _to_review(actor, stored, refused.code, at)
    except _WHAT_A_RECORD_CAN_BREAK:
        _LOG.exception("a record had no effect", event=str(stored.row.pk), kind=stored.row.kind)
        return _to_review(actor, stored, "effect-failed", at)


def _follow(actor: Actor, stored: Stored, at: datetime) -> str | None:
    follow_outing(actor, stored.row, stored.event, stored.place, at)
    match stored.event.kind:
        case "visit.summary":
            with acting_as(_for_the_agency(actor, stored.row)):
                make_copy(actor, stored.row, stored.event, at)
            return None
        case "visit.left":
            said = _left(actor, stored, at)
            with acting_as(_for_the_agency(actor, stored.row)):
                fill_copy(actor, stored.row, stored.event, at)
            return said
        case "correction":
            return take_correction(actor, stored.row, stored.event, at)
        case "evidence.added":
            part = part_of(stored.event, stored.row.pk)
            return expect_part(actor=actor, part=part, at=at) or None
        case _:
            return None


def _stop(actor: Actor, stored: Stored, at: datetime) -> None:
    """Do what was asked at the door: for good, or for the rest of the day; permits go with it.

    A request is the person's. It is heard also when the case went to others meanwhile, as long as
    this phone was given its papers.
    """
    event, row = stored.event, stored.row
    if event.case_key is None:
        return
    with acting_as(_for_the_agency(actor, row)):
        case = lock_case(actor, event.case_key)
        if wish_in(event) == "leave":
            _stop_today(actor, case.case_id, row, at)
        elif not was_heard_at_end(row):
            record_stop_request(
                actor=actor, borrower_id=case.borrower_id, person_key=case.person_key,
                case_id=case.case_id, form="oral", at=at,
            )  # fmt: skip


def _for_the_agency(actor: Actor, row: FieldEvent) -> Actor:
    """Return who sees the case: the agency where the phone had its papers, else the agent."""
    had_it = PackGiven.objects.filter(device=row.device_id, cases__contains=[row.case_key])
    return replace(actor, role=_OFFICE) if had_it.exists() else actor


def _stop_today(actor: Actor, case_id: int, row: FieldEvent, at: datetime) -> None:
    """Pause the case until the day on which we were asked to leave is over, once."""
    on = local_day(row.happened_at)
    running = running_pauses(actor.agency_id, on).filter(case_id=case_id)
    if on < local_day(at) or running.exists():
        return
    pause_case(
        actor=actor, case_id=case_id, reason="other", note=ASKED_TO_LEAVE, until_on=on, at=at
    )


def _to_review(actor: Actor, stored: Stored, code: str, at: datetime) -> str:
    kind = "late" if code in _LATE else "twice" if code == _TWICE else "answers"
    open_review(actor=actor, event=stored.row, kind=kind, code=code, findings=[], at=at)
    return "to_review"


def _left(actor: Actor, stored: Stored, at: datetime) -> str | None:
    event, row = stored.event, stored.row
    began = began_at(stated_beginning(event), event.clocks, row.happened_at)
    happened, asked = happened_in(event, began.at), asked_during(row)
    happened = replace(
        happened, asked_to_leave=happened.asked_to_leave or asked.to_leave,
        asked_to_stop=(happened.asked_to_stop or asked.to_stop) and not asked.was_stopped,
    )  # fmt: skip
    leave = leave_at(happened.case_id, Channel.VISIT.word, happened.at)
    code = _recorded(actor, happened, at)
    came_to = "recorded" if code == "" else "review"
    _judge(actor, row, happened, leave, (came_to, code), at)
    if code:
        return _to_review(actor, stored, code, at)
    if odd := oddities(trail_of(happened.record_id)):
        open_review(actor=actor, event=row, kind="place", code="", findings=odd, at=at)
    return None


def _recorded(actor: Actor, happened: Happened, at: datetime) -> str:
    """Record the visit; return the code of a refusal, empty when it was recorded."""
    try:
        with transaction.atomic():
            if happened.stop_id is not None:
                stop = own_stop(actor, happened.stop_id, happened.case_id)
                happened = happened.at_stop(stop.pk, stop.point_id)
            record_visit(actor=actor, happened=happened, at=at)
    except Refused as refused:
        return refused.code
    return ""


def _judge(
    actor: Actor, row: FieldEvent, happened: Happened, leave: Leave, came_to: tuple[str, str],
    at: datetime,
) -> None:  # fmt: skip
    conduct = conduct_of(noted_of(row))
    Judgement.objects.create(
        id=new_id(), agency_id=actor.agency_id, event=row, case_key=happened.case_id,
        visit_key=happened.record_id, made_at=happened.at, had_leave=leave.had,
        denied_since=leave.taken_back_at, denied_because=leave.because, came_to=came_to[0],
        code=came_to[1], judged_at=at, is_private=conduct.is_private,
        is_clear=conduct.is_clear, is_calm=conduct.is_calm,
    )  # fmt: skip
