"""Call for a person when two people outside may need one."""

import uuid
from datetime import datetime

from django.db import connection, transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.fieldwork.errors import alert_handled, alert_unknown
from doorstep_desk.fieldwork.models import SafetyAlert
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id


def raise_alert(*, actor: Actor, kind: str, visit_key: uuid.UUID | None, at: datetime) -> None:
    """Raise an alert, once of a kind per visit; the phone that caused it is told nothing."""
    alert = SafetyAlert(
        id=new_id(), agency_id=actor.agency_id, staff_id=actor.own_staff_id, visit_key=visit_key,
        kind=kind, raised_at=at,
    )  # fmt: skip
    SafetyAlert.objects.bulk_create([alert], ignore_conflicts=True)
    record(at=at, actor=actor, verb="safety.raised", subject=f"alert:{alert.pk}", kind=kind)


def escalate_overdue(*, actor: Actor, at: datetime) -> int:
    """Raise an alert for every visit of the agency that nobody has checked out of in time.

    Whoever is overdue is silent, so every other phone that is heard of looks after them. An agent
    learns nothing by it: a function of the owner writes the rows.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT doorstep_escalate(%s, %s)", [actor.agency_id, at])
        count = int(cursor.fetchone()[0])
    if count:
        record(
            at=at, actor=actor, verb="safety.overdue", subject=f"organisation:{actor.agency_id}",
            alerts=count,
        )  # fmt: skip
    return count


@transaction.atomic
def handle_alert(*, actor: Actor, alert_id: uuid.UUID, note: str, at: datetime) -> None:
    """Write down that somebody looked after an alert, and what they did.

    Raises:
        Refused: The actor may not, there is no such alert for them, or it was handled.
    """
    actor.require("safety.handle")
    row = SafetyAlert.objects.select_for_update().filter(pk=alert_id).first()
    if row is None:
        raise alert_unknown()
    if row.handled_at is not None:
        raise alert_handled(row.handled_by)
    row.handled_at, row.handled_by, row.handled_note = at, actor.name, note.strip()[:500]
    row.save(update_fields=["handled_at", "handled_by", "handled_note"])
    record(at=at, actor=actor, verb="safety.handled", subject=f"alert:{alert_id}", kind=row.kind)
