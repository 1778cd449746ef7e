"""What can change about calendars: one person proposes a day, another approves it."""

import uuid
from datetime import date, datetime

from django.db import transaction

from doorstep.compliance.calendar import KINDS, WHOLE_YEAR
from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.calendars.errors import (
    day_decided,
    day_in_past,
    day_needs_source,
    day_of_no_kind,
    day_own,
    day_unknown,
)
from doorstep_desk.calendars.models import CalendarDay
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id


@transaction.atomic
def propose_day(
    *, actor: Actor, on: date, kind: str, source: str, at: datetime, country: str = "cn"
) -> CalendarDay:
    """Propose a day off, a working day or a whole year; nothing changes until it is approved.

    Args:
        actor: Who proposes.
        on: The day; of a whole year any day in it.
        kind: ``holiday``, ``workday`` or ``year``.
        source: The announcement that says so.
        at: Now.
        country: Whose calendar.

    Raises:
        Refused: The actor may not; the kind is none; the day is over; or no source is named.
    """
    actor.require("calendar.propose")
    if kind not in KINDS:
        raise day_of_no_kind(kind)
    if not source.strip():
        raise day_needs_source()
    today = local_day(at)
    if on.year < today.year if kind == WHOLE_YEAR else on < today:
        raise day_in_past()
    row = CalendarDay.objects.create(
        id=new_id(), agency_id=actor.agency_id, country=country, on=on, kind=kind,
        source=source.strip(), proposed_by=actor.name, proposed_at=at,
    )  # fmt: skip
    _record(actor, row, "calendar.proposed", at)
    return row


@transaction.atomic
def approve_day(*, actor: Actor, day_id: uuid.UUID, at: datetime) -> CalendarDay:
    """Approve a proposal of somebody else; from now on the day counts.

    Raises:
        Refused: The actor may not or proposed it; there is none; or it was decided already.
    """
    actor.require("calendar.approve")
    row = _open(actor, day_id)
    if row.proposed_by == actor.name:
        raise day_own()
    row.approved_by, row.approved_at = actor.name, at
    row.save(update_fields=["approved_by", "approved_at"])
    _record(actor, row, "calendar.approved", at)
    return row


@transaction.atomic
def withdraw_day(*, actor: Actor, day_id: uuid.UUID, at: datetime) -> CalendarDay:
    """Take back a proposal that nobody approved yet; an approved day is corrected by a new one.

    Raises:
        Refused: The actor may not; there is none; or it was decided already.
    """
    actor.require("calendar.propose")
    row = _open(actor, day_id)
    row.withdrawn_by, row.withdrawn_at = actor.name, at
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _record(actor, row, "calendar.withdrawn", at)
    return row


def _open(actor: Actor, day_id: uuid.UUID) -> CalendarDay:
    rows = CalendarDay.objects.select_for_update().filter(pk=day_id, agency_id=actor.agency_id)
    row = rows.first()
    if row is None:
        raise day_unknown()
    if row.approved_at is not None or row.withdrawn_at is not None:
        raise day_decided()
    return row


def _record(actor: Actor, row: CalendarDay, verb: str, at: datetime) -> None:
    record(
        at=at, actor=actor, verb=verb, subject=f"calendar:{row.pk}", country=row.country,
        on=row.on.isoformat(), kind=row.kind,
    )  # fmt: skip
