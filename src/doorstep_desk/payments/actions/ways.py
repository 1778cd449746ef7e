"""A lender's own ways to pay: one person proposes, another approves, anybody of them withdraws."""

import uuid
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.payments.errors import (
    lender_unknown,
    pay_way_decided,
    pay_way_holder,
    pay_way_kind,
    pay_way_own,
    pay_way_place,
    pay_way_unknown,
)
from doorstep_desk.payments.models import PayWay
from doorstep_desk.payments.ways import KINDS
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id


@transaction.atomic
def propose_pay_way(
    *, actor: Actor, lender_id: int, kind: str, holder: str, place: str, at: datetime
) -> PayWay:
    """Propose a way to pay; nobody is shown it before somebody else has approved it.

    Args:
        actor: Who proposes.
        lender_id: Whom money goes to.
        kind: One of ``KINDS``.
        holder: Whose account it is, which has to be the lender's name.
        place: The link, or where in the app, or bank and account.
        at: When.

    Raises:
        Refused: The actor may not; the lender places nothing here; or the way is not the lender's
            own, none of the list, or leads nowhere.
    """
    actor.require("pay_way.propose")
    lender = next((each for each in lenders_of(actor.agency_id) if each.id == lender_id), None)
    if lender is None:
        raise lender_unknown()
    if kind not in KINDS:
        raise pay_way_kind()
    if holder.strip() not in (lender.name, lender.name_en):
        raise pay_way_holder(lender.name)
    if not place.strip() or (kind == "link" and not _is_safe(place.strip())):
        raise pay_way_place()
    row = PayWay.objects.create(
        id=new_id(), agency_id=actor.agency_id, lender_id=lender_id, kind=kind,
        holder=holder.strip(), place=place.strip(), proposed_by=actor.name, proposed_at=at,
    )  # fmt: skip
    _note(actor, row, "proposed", at)
    return row


@transaction.atomic
def approve_pay_way(*, actor: Actor, way_id: uuid.UUID, at: datetime) -> PayWay:
    """Approve what somebody else proposed; from now on it is shown.

    Raises:
        Refused: The actor may not or proposed it; there is no such way; or it is decided.
    """
    actor.require("pay_way.approve")
    row = _held(actor, way_id)
    if row.approved_at is not None:
        raise pay_way_decided()
    if row.proposed_by == actor.name:
        raise pay_way_own()
    row.approved_by, row.approved_at = actor.name, at
    row.save(update_fields=["approved_by", "approved_at"])
    _note(actor, row, "approved", at)
    return row


@transaction.atomic
def withdraw_pay_way(*, actor: Actor, way_id: uuid.UUID, at: datetime) -> PayWay:
    """Take a way back at once; showing less needs no second person.

    Raises:
        Refused: The actor may not, there is no such way, or it was taken back already.
    """
    actor.require("pay_way.propose")
    row = _held(actor, way_id)
    row.withdrawn_by, row.withdrawn_at = actor.name, at
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _note(actor, row, "withdrawn", at)
    return row


def _held(actor: Actor, way_id: uuid.UUID) -> PayWay:
    rows = PayWay.objects.select_for_update().filter(agency_id=actor.agency_id, pk=way_id)
    row = rows.first()
    if row is None:
        raise pay_way_unknown()
    if row.withdrawn_at is not None:
        raise pay_way_decided()
    return row


def _is_safe(link: str) -> bool:
    found = urlsplit(link)
    return found.scheme == "https" and bool(found.hostname) and "@" not in found.netloc


def _note(actor: Actor, row: PayWay, what: str, at: datetime) -> None:
    record(
        at=at, actor=actor, verb=f"pay_way.{what}", subject=f"organisation:{row.lender_id}",
        way=str(row.pk), kind=row.kind,
    )  # fmt: skip
