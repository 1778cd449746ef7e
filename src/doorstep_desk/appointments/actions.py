"""What can change about appointments; whose leave ends with it is not asked here.

``permits.actions.appointed`` uses these and takes back leave in the same transaction.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from doorstep.planning.slots import Slot
from doorstep_desk.appointments.appointed import (
    CANCELLED,
    FORMS,
    MOVED,
    OVER,
    UNKEPT,
    Appointment,
    instants,
    may_confirm,
)
from doorstep_desk.appointments.errors import heard_unknown, nothing_booked
from doorstep_desk.appointments.models import Appointment as Row
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.cases.actions.guard import HeldCase
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id


@transaction.atomic
def keep_appointment(
    *, actor: Actor, case: HeldCase, slot: Slot, form: str, at: datetime
) -> Appointment | None:
    """Keep an appointment in place of the one before; None where the same stands already.

    Where the actor may not confirm it to the borrower, the sender does a moment later.
    Whether the slot is lawful and free, the caller has asked.

    Raises:
        Refused: The actor may not, or nobody said how it was heard.
    """
    actor.require("visit.book")
    if form not in FORMS:
        raise heard_unknown()
    starts_at, ends_at = instants(slot)
    held = Row.objects.select_for_update().filter(borrower_id=case.borrower_id, ended_at=None)
    before = held.first()
    same = (case.case_id, starts_at, ends_at)
    if before and same == (before.case_id, before.starts_at, before.ends_at):
        return None
    is_past = before is not None and before.ends_at <= at
    if before is not None:
        _end(before, actor.name, OVER if is_past else MOVED, at)
    row = Row.objects.create(
        id=new_id(), agency_id=case.agency_id, case_id=case.case_id,
        borrower_id=case.borrower_id, starts_at=starts_at, ends_at=ends_at, form=form,
        booked_at=at, noted_by=actor.name,
        receipt_wanted_at=None if may_confirm(actor) else at,
    )  # fmt: skip
    _record_kept(actor, row, form, at, has_moved=before is not None and not is_past)
    return Appointment(row.pk, row.case_id, row.borrower_id, starts_at, ends_at)


@transaction.atomic
def end_appointment(
    *, actor: Actor, case: HeldCase, at: datetime, because: str = CANCELLED, form: str = ""
) -> Appointment:
    """End the appointment of a borrower that is ahead.

    Raises:
        Refused: The actor may not, or nothing is booked.
    """
    actor.require("visit.book")
    held = Row.objects.select_for_update().filter(
        borrower_id=case.borrower_id, case_id=case.case_id, ended_at=None, ends_at__gt=at
    )
    row = held.first()
    if row is None:
        raise nothing_booked()
    _end(row, actor.name, because, at)
    record(
        at=at, actor=actor, verb="appointment.cancelled", subject=f"case:{case.case_id}",
        appointment=str(row.pk), because=because, form=form,
    )  # fmt: skip
    return Appointment(row.pk, row.case_id, row.borrower_id, row.starts_at, row.ends_at)


@transaction.atomic
def end_unkept(*, actor: Actor, booked: Sequence[Appointment], at: datetime) -> None:
    """End the appointments that no pair can keep.

    Raises:
        Refused: The actor may not.
    """
    actor.require("plan.change")
    keys = [each.appointment_id for each in booked]
    Row.objects.filter(pk__in=keys, ended_at=None).update(
        ended_at=at, ended_by=actor.name, ended_because=UNKEPT
    )
    record_many(
        at=at, actor=actor, verb="appointment.cancelled",
        rows=[
            (f"case:{each.case_id}",
             {"appointment": str(each.appointment_id), "because": UNKEPT})
            for each in booked
        ],
    )  # fmt: skip


def take_receipts(*, at: datetime, most: int = 100) -> list[tuple[int, Appointment]]:
    """Return agency and booking of those that wait for a receipt, and hold them for the caller.

    What has ended or begun needs none any more.
    """
    rows = Row.objects.select_for_update(skip_locked=True).filter(
        ended_at=None, receipt_wanted_at__lte=at, starts_at__gt=at
    )
    return [
        (
            row.agency_id,
            Appointment(row.pk, row.case_id, row.borrower_id, row.starts_at, row.ends_at),
        )
        for row in rows.order_by("receipt_wanted_at", "id")[:most]
    ]


@transaction.atomic
def settle_receipts(
    *, actor: Actor, done: Sequence[Appointment], waiting: Sequence[Appointment],
    until: datetime, at: datetime,
) -> None:  # fmt: skip
    """Note which of the bookings that were taken wait no more, and let the others wait.

    Args:
        actor: Who confirms them.
        done: Confirmed now, or never to be: nothing can be sent.
        waiting: For these there is no leave yet.
        until: When these are looked at again.
        at: Now.

    Raises:
        Refused: The actor may not.
    """
    actor.require("notice.record")
    _held(waiting).update(receipt_wanted_at=until)
    _held(done).update(receipt_wanted_at=None)
    record_many(
        at=at, actor=actor, verb="appointment.receipted",
        rows=[
            (f"case:{each.case_id}", {"appointment": str(each.appointment_id)}) for each in done
        ],
    )  # fmt: skip


def _held(booked: Sequence[Appointment]) -> QuerySet[Row]:
    return Row.objects.filter(pk__in=[each.appointment_id for each in booked])


def _record_kept(actor: Actor, row: Row, form: str, at: datetime, *, has_moved: bool) -> None:
    details = {
        "form": form, "appointment": str(row.pk), "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
    }  # fmt: skip
    subject = f"case:{row.case_id}"
    if has_moved:
        record(at=at, actor=actor, verb="appointment.moved", subject=subject, **details)
    else:
        record(at=at, actor=actor, verb="appointment.booked", subject=subject, **details)


def _end(row: Row, by: str, because: str, at: datetime) -> None:
    row.ended_at, row.ended_by, row.ended_because = at, by, because
    row.save(update_fields=["ended_at", "ended_by", "ended_because"])
