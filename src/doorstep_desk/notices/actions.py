"""What can change about announcements: they are queued, delivered, answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep_desk.attempts.actions import NewAttempt, record_attempts
from doorstep_desk.audit.actions import record_many
from doorstep_desk.notices.models import Notice
from doorstep_desk.permits.actions import WantedPermit, issue_permits, use_message_permits
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
    rulebook_digest: str,
    gateway: str,
    sends_at: datetime,
    at: datetime,
) -> int:
    """Queue announcements, each under a permit of its own; nothing is sent from here.

    Args:
        actor: Who announces.
        notices: What the law has allowed to be sent.
        rulebook_digest: Which law.
        gateway: Which gateway will deliver them.
        sends_at: When they leave.
        at: Now.

    Raises:
        Refused: The actor may not.
    """
    actor.require("notice.record")
    Notice.objects.bulk_create(
        [_row(actor, n, gateway, sends_at, at) for n in notices], batch_size=1000
    )
    issue_permits(
        actor=actor, rulebook_digest=rulebook_digest, at=at,
        wanted=[
            WantedPermit(
                case_id=n.case_id, person_id=n.borrower_id, point_id=n.point_id or 0,
                channel=Channel.SMS, purpose=Purpose.VISIT_NOTICE, starts_at=sends_at,
                ends_at=sends_at + _SLACK, expires_at=sends_at + _SLACK,
            )
            for n in notices
        ],
    )  # fmt: skip
    record_many(at=at, actor=actor, verb="notice.queued", rows=_subjects(notices))
    return len(notices)


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
        .filter(agency_id=actor.agency_id, gateway=gateway, sent_at=None, sends_at__lte=at)
        .select_related("case", "case__borrower")
    )
    permitted = use_message_permits(
        actor=actor, wanted={(n.case_id, n.sends_at) for n in waiting},
        purpose=Purpose.VISIT_NOTICE, at=at,
    )  # fmt: skip
    waiting = [n for n in waiting if (n.case_id, n.sends_at) in permitted]
    if not waiting:
        return 0
    for notice in waiting:
        notice.sent_at = notice.sends_at
    Notice.objects.bulk_update(waiting, ["sent_at"], batch_size=1000)
    record_attempts(
        actor=actor, at=at, origin="notice", subject=f"gateway:{gateway}",
        attempts=[
            NewAttempt(
                borrower_id=n.case.borrower_id, case_id=n.case_id,
                creditor_id=n.case.creditor_id, point_id=n.point_id,
                person_key=bytes(n.case.borrower.person_key), at=n.sends_at, channel=Channel.SMS,
                purpose=Purpose.VISIT_NOTICE, disposition=Disposition.DELIVERED,
                recorded_by=gateway,
            )
            for n in waiting
        ],
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="notice.delivered",
        rows=[(f"case:{n.case_id}", {"notice": str(n.pk), "gateway": gateway}) for n in waiting],
    )  # fmt: skip
    return len(waiting)


def _row(
    actor: Actor, notice: NewNotice, gateway: str, sends_at: datetime, at: datetime
) -> Notice:
    return Notice(
        id=new_id(), agency_id=actor.agency_id, case_id=notice.case_id,
        point_id=notice.point_id, gateway=gateway, body=notice.body, offers_decline=True,
        queued_at=at, sends_at=sends_at, sent_at=notice.sent_at,
        visits_from_on=notice.visits_from_on,
        visits_until_on=notice.visits_until_on, declined_at=notice.declined_at,
    )  # fmt: skip


def _subjects(notices: Sequence[NewNotice]) -> list[tuple[str, dict[str, str]]]:
    return [(f"case:{n.case_id}", {"visits_from": n.visits_from_on.isoformat()}) for n in notices]
