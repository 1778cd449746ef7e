"""What can change about house policies: one person proposes, another approves or withdraws."""

import uuid
from datetime import date, datetime

from django.db import transaction

from doorstep.compliance.house.policy import refuse_policy
from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.policies.errors import (
    policy_changed,
    policy_decided,
    policy_in_past,
    policy_needs_reason,
    policy_not_stricter,
    policy_own,
    policy_unknown,
)
from doorstep_desk.policies.models import Policy
from doorstep_desk.policies.payload import payload_hash


@transaction.atomic
def propose_policy(
    *,
    actor: Actor,
    parameter_key: str,
    value: int,
    effective_from: date,
    reason: str,
    at: datetime,
) -> Policy:
    """Propose a stricter number; it changes nothing until another person approves it.

    Args:
        actor: Who proposes.
        parameter_key: Such as ``HP-VISIT-CAP.per_month``.
        value: The number; clock times as seconds of the day.
        effective_from: First day on which it shall hold.
        reason: Why.
        at: Now.

    Raises:
        Refused: The actor may not; the number may not be changed or would become milder, with
            the rule it would break; the day lies in the past; or nobody said why.
    """
    actor.require("policy.propose")
    if loosening := refuse_policy(parameter_key, value):
        raise policy_not_stricter(loosening)
    if not reason.strip():
        raise policy_needs_reason()
    if effective_from < local_day(at):
        raise policy_in_past()
    row = Policy(
        id=new_id(), agency_id=actor.agency_id, parameter_key=parameter_key, value=value,
        effective_from=effective_from, reason=reason.strip(), proposed_by=actor.name,
        proposed_at=at,
    )  # fmt: skip
    row.payload_hash = payload_hash(row)
    row.save(force_insert=True)
    record(
        at=at, actor=actor, verb="policy.proposed", subject=f"policy:{row.pk}",
        key=parameter_key, value=value, effective_from=effective_from.isoformat(),
        payload=row.payload_hash,
    )  # fmt: skip
    return row


@transaction.atomic
def approve_policy(
    *, actor: Actor, policy_id: uuid.UUID, payload_hash_seen: str, at: datetime
) -> Policy:
    """Approve a proposal of somebody else, exactly as it was read.

    Args:
        actor: Who approves; never the proposer.
        policy_id: Which proposal.
        payload_hash_seen: ``payload_hash`` of the page that was read.
        at: Now; a policy never begins before the day of its approval.

    Raises:
        Refused: The actor may not or proposed it; there is no such proposal; it was decided
            already; it is not what was read; or it would be too mild by now.
    """
    actor.require("policy.approve")
    row = _held(actor, policy_id)
    if row.approved_at is not None or row.withdrawn_at is not None:
        raise policy_decided()
    if row.proposed_by == actor.name:
        raise policy_own()
    if not row.payload_hash == payload_hash_seen == payload_hash(row):
        raise policy_changed()
    if loosening := refuse_policy(row.parameter_key, row.value):
        raise policy_not_stricter(loosening)
    row.approved_by, row.approved_at, row.approved_hash = actor.name, at, row.payload_hash
    row.save(update_fields=["approved_by", "approved_at", "approved_hash"])
    record(
        at=at, actor=actor, verb="policy.approved", subject=f"policy:{row.pk}",
        key=row.parameter_key, value=row.value, payload=row.payload_hash,
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_policy(*, actor: Actor, policy_id: uuid.UUID, because: str, at: datetime) -> Policy:
    """Take back a proposal at once, or an approved policy with the word of a second person.

    The first call on an approved policy asks for its withdrawal; a call by somebody else then
    withdraws it. It holds to the end of that day.

    Raises:
        Refused: The actor may not; there is no such policy; it was withdrawn already; nobody
            said why; or the same person asks twice.
    """
    actor.require("policy.propose")
    row = _held(actor, policy_id)
    if row.withdrawn_at is not None:
        raise policy_decided()
    if not because.strip():
        raise policy_needs_reason()
    if row.approved_at is not None and row.withdrawal_asked_at is None:
        return _ask_withdrawal(actor, row, because.strip(), at)
    if row.approved_at is not None and row.withdrawal_asked_by == actor.name:
        raise policy_own()
    row.withdrawn_by, row.withdrawn_at = actor.name, at
    row.withdrawal_because = row.withdrawal_because or because.strip()
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_because"])
    record(
        at=at, actor=actor, verb="policy.withdrawn", subject=f"policy:{row.pk}",
        key=row.parameter_key, value=row.value,
    )  # fmt: skip
    return row


def _ask_withdrawal(actor: Actor, row: Policy, because: str, at: datetime) -> Policy:
    row.withdrawal_asked_by, row.withdrawal_asked_at = actor.name, at
    row.withdrawal_because = because
    row.save(update_fields=["withdrawal_asked_by", "withdrawal_asked_at", "withdrawal_because"])
    record(
        at=at, actor=actor, verb="policy.withdrawal_asked", subject=f"policy:{row.pk}",
        key=row.parameter_key, value=row.value,
    )  # fmt: skip
    return row


def _held(actor: Actor, policy_id: uuid.UUID) -> Policy:
    rows = Policy.objects.select_for_update().filter(pk=policy_id, agency_id=actor.agency_id)
    row = rows.first()
    if row is None:
        raise policy_unknown()
    return row
