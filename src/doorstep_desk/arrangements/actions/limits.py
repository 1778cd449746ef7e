"""Authority to let something off: one person writes a lender's word down, another approves it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from doorstep.ledger.components import Component
from doorstep.terms.local_time import local_day
from doorstep_desk.arrangements.errors import (
    authority_decided,
    authority_own,
    authority_past,
    authority_percent,
    authority_role,
    authority_source,
    authority_unknown,
)
from doorstep_desk.arrangements.limits import ROLES
from doorstep_desk.arrangements.models import AuthorityLimit
from doorstep_desk.audit.actions import record
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.payments.errors import lender_unknown
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id


@dataclass(frozen=True, slots=True)
class NewLimit:
    """A lender's word about what may be let off.

    Attributes:
        lender_id: Whose.
        role: For whom: ``agent`` or ``lead``.
        percent: Share of each component, 0 to 100; what is not named is nothing.
        effective_from: First day.
        source: The letter or contract that says so.
    """

    lender_id: int
    role: str
    percent: Mapping[Component, int]
    effective_from: date
    source: str


@transaction.atomic
def propose_limit(*, actor: Actor, limit: NewLimit, at: datetime) -> AuthorityLimit:
    """Write a limit down; it changes nothing until somebody else has approved it.

    Raises:
        Refused: The actor may not; the lender or role is none; a share is not 0 to 100; the day
            is over; or nobody said where it stands.
    """
    actor.require("authority.propose")
    if limit.lender_id not in {each.id for each in lenders_of(actor.agency_id)}:
        raise lender_unknown()
    if limit.role not in ROLES:
        raise authority_role()
    if not all(0 <= share <= 100 for share in limit.percent.values()):
        raise authority_percent()
    if limit.effective_from < local_day(at):
        raise authority_past()
    if not limit.source.strip():
        raise authority_source()
    row = AuthorityLimit.objects.create(
        id=new_id(), agency_id=actor.agency_id, lender_id=limit.lender_id, role=limit.role,
        percent=[limit.percent.get(each, 0) for each in Component],
        effective_from=limit.effective_from, source=limit.source.strip(),
        proposed_by=actor.name, proposed_at=at,
    )  # fmt: skip
    _note(actor, row, "proposed", at)
    return row


@transaction.atomic
def approve_limit(*, actor: Actor, limit_id: uuid.UUID, at: datetime) -> AuthorityLimit:
    """Approve what somebody else wrote down; it never begins before the day of its approval.

    Raises:
        Refused: The actor may not or proposed it; there is no such limit; or it is decided.
    """
    actor.require("authority.approve")
    row = _held(actor, limit_id)
    if row.proposed_by == actor.name:
        raise authority_own()
    row.approved_by, row.approved_at = actor.name, at
    row.effective_from = max(row.effective_from, local_day(at))
    row.save(update_fields=["approved_by", "approved_at", "effective_from"])
    _note(actor, row, "approved", at)
    return row


@transaction.atomic
def withdraw_limit(*, actor: Actor, limit_id: uuid.UUID, at: datetime) -> AuthorityLimit:
    """Take a proposal back; what was approved is replaced by another limit, never taken back.

    Raises:
        Refused: The actor may not, there is no such limit, or it is decided.
    """
    actor.require("authority.propose")
    row = _held(actor, limit_id)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    _note(actor, row, "withdrawn", at)
    return row


def _held(actor: Actor, limit_id: uuid.UUID) -> AuthorityLimit:
    rows = AuthorityLimit.objects.select_for_update().filter(agency_id=actor.agency_id)
    row = rows.filter(pk=limit_id).first()
    if row is None:
        raise authority_unknown()
    if row.approved_at is not None or row.withdrawn_at is not None:
        raise authority_decided()
    return row


def _note(actor: Actor, row: AuthorityLimit, what: str, at: datetime) -> None:
    record(
        at=at, actor=actor, verb=f"authority.{what}", subject=f"organisation:{row.lender_id}",
        limit=str(row.pk), role=row.role, percent=row.percent,
        effective_from=row.effective_from.isoformat(),
    )  # fmt: skip
