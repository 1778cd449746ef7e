"""Give a lender's system a key, another one beside it, or take a key away."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.payments.errors import lender_unknown, sender_key_unknown
from doorstep_desk.payments.models import SenderKey
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_transaction

OVERLAP: Final = timedelta(days=7)
"""For how long the earlier key is still taken after another was made."""


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that was just made.

    Attributes:
        key_id: Its name.
        secret: What the lender signs with; it is shown this once and kept sealed.
    """

    key_id: str
    secret: str


@transaction.atomic
def make_sender_key(*, actor: Actor, lender_id: int, at: datetime) -> MadeKey:
    """Make a key for a lender's system; the one in use is still taken for a week.

    Raises:
        Refused: The actor may not, or no such lender places accounts with this agency.
    """
    actor.require("sender.manage")
    if lender_id not in {each.id for each in lenders_of(actor.agency_id)}:
        raise lender_unknown()
    lock_for_transaction("sender keys", actor.agency_id, lender_id)
    SenderKey.objects.filter(
        agency_id=actor.agency_id, lender_id=lender_id, revoked_at=None, ends_at=None
    ).update(ends_at=at + OVERLAP)
    made = MadeKey(f"dk_{secrets.token_hex(8)}", secrets.token_urlsafe(32))
    SenderKey.objects.create(
        id=made.key_id, agency_id=actor.agency_id, lender_id=lender_id, secret=made.secret,
        made_at=at, made_by=actor.name,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="sender_key.made", subject=f"organisation:{lender_id}",
        key=made.key_id,
    )  # fmt: skip
    return made


@transaction.atomic
def revoke_sender_key(*, actor: Actor, key_id: str, at: datetime) -> None:
    """Take a key away at once; one that was taken away stays as it is.

    Raises:
        Refused: The actor may not, or there is no such key in this organisation.
    """
    actor.require("sender.manage")
    rows = SenderKey.objects.select_for_update().defer("secret")
    row = rows.filter(agency_id=actor.agency_id, pk=key_id).first()
    if row is None:
        raise sender_key_unknown()
    if row.revoked_at is not None:
        return
    row.revoked_at, row.revoked_by = at, actor.name
    row.save(update_fields=["revoked_at", "revoked_by"])
    record(
        at=at, actor=actor, verb="sender_key.revoked",
        subject=f"organisation:{row.lender_id}", key=key_id,
    )  # fmt: skip
