"""What can change about announcements: they are queued, delivered, answered."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.compliance.rulebook import Rulebook
from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep_desk.attempts.actions import Execution, NewAttempt, execute_attempts
from doorstep_desk.audit.actions import record_many
from doorstep_desk.notices.models import Notice
from doorstep_desk.permits.actions import IssuedPermit, WantedPermit, issue_permits
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id

_SLACK: Final = timedelta(hours=2)
"""A message may leave up to two hours after its time."""


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A visit to be announced.

    Attributes:
        case_id: About which case.
        borrower_id: Whose.
        point_id: Phone number it goes to.
        body: The words.
        visits_from_on: First day on which we may come.
        visits_until_on: Last day.
        sent_at: When it was delivered, or None while it waits.
        declined_at: When the borrower declined, or None.
    """

    case_id: int
    borrower_id: int
    point_id: int | None
    body: str
    visits_from_on: date
    visits_until_on: date
    sent_at: datetime | None = None
    declined_at: datetime | None = None


@transaction.atomic
def keep_notices(*, actor: Actor, notices: Sequence[NewNotice], gateway: str, at: datetime) -> int:
    """Keep announcements that were delivered elsewhere, such as those of an imported history.

    Raises:
        Refused: The actor may not.
    """
    actor.require("notice.record")
    Notice.objects.bulk_create(
        [_row(actor, n, gateway, n.sent_at or at, at) for n in notices], batch_size=1000
    )
    record_many(at=at, actor=actor, verb="notice.kept", rows=_subjects(notices))
    return len(notices)


@transaction.atomic
def queue_notices(
    *,
    actor: Actor,
    notices: Sequence[NewNotice],
    rulebook: Rulebook,
    gateway: str,
    sends_at: datetime,
    at: datetime,
) -> int:
    """Queue announcements, each under a permit of its own; nothing is sent from here.

    One for whose person a limit was reached meanwhile is not queued. Returns how many were.

    Args:
        actor: Who announces.
        notices: What the law has allowed to be sent.
        rulebook: Which law.
        gateway: Which gateway will deliver them.
        sends_at: When they leave.
        at: Now.

    Raises:
        Refused: The actor may not.
    """
    actor.require("notice.record")
    answers = issue_permits(
        actor=actor, rulebook=rulebook, at=at,
        wanted=[
            WantedPermit(
                case_id=n.case_id, person_id=n.borrower_id, point_id=n.point_id or 0,
                channel=Channel.SMS, purpose=Purpose.VISIT_NOTICE, starts_at=sends_at,
                ends_at=sends_at + _SLACK, expires_at=sends_at + _SLACK,
            )
            for n in notices
        ],
    )  # fmt: skip
    queued = [
        (notice, answer.permit_id)
        for notice, answer in zip(notices, answers, strict=True)
        if isinstance(answer, IssuedPermit)
    ]
    Notice.objects.bulk_create(
        [_row(actor, n, gateway, sends_at, at, permit) for n, permit in queued], batch_size=1000
    )
    record_many(at=at, actor=actor, verb="notice.queued", rows=_subjects([n for n, _ in queued]))
    return len(queued)


@transaction.atomic
def deliver_demo_notices(*, actor: Actor, gateway: str, at: datetime) -> int:
    """Deliver what waits for the demonstration's own gateway, which reaches nobody.

    Each delivery is an attempt in the ledger, as with a real gateway. What lost its permit before
    its time, because the case was paused for example, never leaves.

    Raises:
        Refused: The actor may not.
    """
    actor.require("notice.record")
    waiting = list(
        Notice.objects.select_for_update(of=("self",))
        .filter(
            agency_id=actor.agency_id,
            gateway=gateway,
            sent_at=None,
            cancelled_at=None,
            sends_at__lte=at,
        )
        .select_related("case", "case__borrower")
    )
    if not waiting:
        return 0
    permitted = execute_attempts(
        actor=actor,
        at=at,
        subject=f"gateway:{gateway}",
        executions=[_execution(n, n.permit_id, gateway) for n in waiting if n.permit_id],
    )
    waiting = [n for n in waiting if n.permit_id in permitted]
    for notice in waiting:
        notice.sent_at = notice.sends_at
    Notice.objects.bulk_update(waiting, ["sent_at"], batch_size=1000)
    record_many(
        at=at, actor=actor, verb="notice.delivered",
        rows=[(f"case:{n.case_id}", {"notice": str(n.pk), "gateway": gateway}) for n in waiting],
    )  # fmt: skip
    return len(waiting)


def _execution(notice: Notice, permit_id: uuid.UUID, gateway: str) -> Execution:
    case = notice.case
    return Execution(
        permit_id=permit_id,
        attempt=NewAttempt(
            borrower_id=case.borrower_id, case_id=case.pk, creditor_id=case.creditor_id,
            point_id=notice.point_id, person_key=bytes(case.borrower.person_key),
            at=notice.sends_at, channel=Channel.SMS, purpose=Purpose.VISIT_NOTICE,
            disposition=Disposition.DELIVERED, recorded_by=gateway,
        ),
    )  # fmt: skip


def _row(
    actor: Actor,
    notice: NewNotice,
    gateway: str,
    sends_at: datetime,
    at: datetime,
    permit_id: uuid.UUID | None = None,
) -> Notice:
    return Notice(
        id=new_id(), permit_id=permit_id, agency_id=actor.agency_id, case_id=notice.case_id,
        point_id=notice.point_id, gateway=gateway, body=notice.body, offers_decline=True,
        queued_at=at, sends_at=sends_at, sent_at=notice.sent_at,
        visits_from_on=notice.visits_from_on,
        visits_until_on=notice.visits_until_on, declined_at=notice.declined_at,
    )  # fmt: skip


def _subjects(notices: Sequence[NewNotice]) -> list[tuple[str, dict[str, str]]]:
    return [(f"case:{n.case_id}", {"visits_from": n.visits_from_on.isoformat()}) for n in notices]
