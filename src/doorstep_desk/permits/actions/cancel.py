"""Take leave back: single permits when a plan changes, everything when a person must be left."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import QuerySet

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.cases.queries import people_of_cases
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_people

_STOP: Final = """
SELECT permits, notices, elsewhere FROM doorstep_stop_contact(%s, %s, %s, %s, %s, %s, %s)
"""
_TOLD: Final = ["permit.cancelled", "notice.cancelled"]
"""What the function writes into the log of each agency concerned."""

_END: Final = "SELECT doorstep_end_appointments(%s, %s, %s, %s, %s, %s, %s)"
_ENDED: Final = "appointment.cancelled"
"""The same for visits that the people booked, with every agency."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a stop took back.

    Attributes:
        permits: Permits, those of other agencies included.
        notices: Queued messages.
        elsewhere: How many of the permits were other agencies'.
        appointments: Visits that were booked.
    """

    permits: int
    notices: int
    elsewhere: int
    appointments: int


@transaction.atomic
def cancel_permits(
    *, actor: Actor, permit_ids: Collection[uuid.UUID], because: str, at: datetime
) -> int:
    """Take back these permits, as far as nobody used them, when a plan changes.

    Raises:
        Refused: The actor may not.
    """
    actor.require("plan.change")
    return take_back(actor, Permit.objects.filter(pk__in=list(permit_ids)), because, at)


@transaction.atomic
def cancel_leave_of_agent(
    *, actor: Actor, staff_id: int, on: date, because: str, at: datetime
) -> int:
    """Take back all leave of a day that somebody is named in, as far as nobody used it.

    Raises:
        Refused: The actor may not.
    """
    actor.require("plan.change")
    opens = beijing_instant(on, 0)
    mine = Permit.objects.filter(
        agency_id=actor.agency_id, agents__contains=[staff_id], ends_at__gt=opens,
        starts_at__lt=opens + timedelta(days=1),
    )  # fmt: skip
    return take_back(actor, mine, because, at)


def take_back(actor: Actor, wanted: QuerySet[Permit], because: str, at: datetime) -> int:
    """Take back what nobody used of some leave, for an action that has asked for its own right."""
    rows = list(wanted.select_for_update().filter(used_at=None, cancelled_at=None))
    for row in rows:
        row.cancelled_at, row.cancelled_because = at, because
    Permit.objects.bulk_update(rows, ["cancelled_at", "cancelled_because"], batch_size=2000)
    record_many(
        at=at, actor=actor, verb="permit.cancelled",
        rows=[(f"case:{row.case_id}", {"permit": str(row.pk)}) for row in rows],
    )  # fmt: skip
    return len(rows)


@transaction.atomic
def stop_contact(
    *,
    actor: Actor,
    case_ids: Collection[int],
    because: str,
    at: datetime,
    only_these_cases: bool = False,
) -> Stopped:
    """Take back all leave to contact the people of cases, and all that waits to be done.

    That is queued messages, and visits that they booked.

    It reaches all cases of these people, with every agency, also those that the actor cannot
    see: another agency finds the entry in its own log and learns nothing else.

    Args:
        actor: Who stops.
        case_ids: Cases of the people.
        because: Why, one word such as ``complaint``.
        at: Now.
        only_these_cases: Leave the people's other cases alone, as after a recall.

    Raises:
        Refused: The actor may not.
    """
    actor.require("contact.stop")
    people = people_of_cases(case_ids)
    keys = sorted({person.person_key for person in people.values()})
    lock_people(keys)
    cases = sorted(people) if only_these_cases else None
    with connection.cursor() as cursor:
        cursor.execute(_STOP, [keys, cases, actor.organisation_id, because, actor.name, at, _TOLD])
        permits, notices, elsewhere = cursor.fetchone()
        cursor.execute(_END, [keys, cases, actor.organisation_id, because, actor.name, at, _ENDED])
        (booked,) = cursor.fetchone()
    found = Stopped(permits, notices, elsewhere, booked)
    subject = f"case:{next(iter(people))}" if len(people) == 1 else "cases"
    record(
        at=at, actor=actor, verb="contact.stopped", subject=subject, because=because,
        permits=found.permits, notices=found.notices, people=len(keys), appointments=booked,
    )  # fmt: skip
    return found
