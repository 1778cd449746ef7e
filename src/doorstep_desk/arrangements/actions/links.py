"""What can change about the links that are handed to borrowers."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.arrangements.errors import (
    link_ended,
    link_needs_proof,
    too_many_tries,
)
from doorstep_desk.arrangements.links import ACTS, Behind, running_link, uses_since
from doorstep_desk.arrangements.models import LinkUse, PersonalLink
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.identity import end_of, knows_end
from doorstep_desk.cases.queries import case_of
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.encryption import blind_index
from doorstep_desk.plumbing.identifiers import new_id

LASTS: Final = timedelta(days=7)
"""House policy: a link opens for a week."""
MOST_TRIES: Final = 5
"""Wrong ones within an hour; ten thousand would be needed."""
_LIMITS: Final = {
    "unknown": (20, timedelta(minutes=10)),
    "wrong": (MOST_TRIES, timedelta(hours=1)),
    "asked": (60, timedelta(hours=1)),
}
"""How many are taken within which time: links of nobody's from one address, wrong digits of one
link, and sheets and words through one link."""


@transaction.atomic
def make_link(*, actor: Actor, case_id: int, at: datetime) -> PersonalLink:
    """Make a link for the borrower of a case; while one runs it is that one again.

    Raises:
        Refused: The actor may not, there is no such case, or nothing on file could tell the
            borrower from somebody else who opens it.
    """
    actor.require("link.make")
    case = case_of(actor, case_id)
    if not end_of(case.borrower.identity_number):
        raise link_needs_proof()
    if (known := running_link(case_id, at)) is not None:
        return known
    row = PersonalLink.objects.create(
        id=new_id(), agency_id=actor.agency_id, case_id=case_id, borrower_id=case.borrower_id,
        made_by=actor.name, made_at=at, ends_at=at.replace(microsecond=0) + LASTS,
    )  # fmt: skip
    record(at=at, actor=actor, verb="link.made", subject=f"case:{case_id}", link=str(row.pk))
    return row


@transaction.atomic
def revoke_link(*, actor: Actor, case_id: int, at: datetime) -> int:
    """Take back the links of a case; what was said through them stays.

    Raises:
        Refused: The actor may not, or no link runs.
    """
    actor.require("link.make")
    case_of(actor, case_id)
    rows = PersonalLink.objects.filter(case_id=case_id, revoked_at=None, ends_at__gt=at)
    count = rows.update(revoked_at=at, revoked_by=actor.name)
    if not count:
        raise link_ended()
    record(at=at, actor=actor, verb="link.revoked", subject=f"case:{case_id}", links=count)
    return count


@transaction.atomic
def refuse_stranger(*, actor: Actor, address: str, at: datetime) -> None:
    """Count a link that we never made, or that has ended.

    Raises:
        Refused: Too many came from this address.
    """
    asker = asker_of(address, at)
    _within("unknown", None, asker, at)
    _keep(actor, None, asker, "unknown", at)


@transaction.atomic
def prove_holder(*, actor: Actor, link: Behind, typed: str, address: str, at: datetime) -> bool:
    """Say whether the holder of a link knows what its borrower knows; a wrong try is counted.

    Raises:
        Refused: Too many wrong ones were tried on this link.
    """
    actor.require("link.use")
    asker = asker_of(address, at)
    _within("wrong", link, asker, at)
    is_right = knows_end(case_of(actor, link.case_id).borrower.identity_number, typed)
    _keep(actor, link, asker, "opened" if is_right else "wrong", at)
    return is_right


@transaction.atomic
def use_link(*, actor: Actor, link: Behind, what: str, address: str, at: datetime) -> uuid.UUID:
    """Write down that something came through a link, within what one person sends.

    Returns:
        The identifier that the receipt is read from.

    Raises:
        Refused: Too much came through it within the hour.
    """
    actor.require("link.use")
    asker = asker_of(address, at)
    _within("asked", link, asker, at)
    return _keep(actor, link, asker, what, at)


def asker_of(address: str, at: datetime) -> bytes:
    """Return a fingerprint of an address that lasts for a day."""
    return blind_index("personal-link", f"{local_day(at).isoformat()} {address}")


def _within(kind: str, link: Behind | None, asker: bytes, at: datetime) -> None:
    most, span = _LIMITS[kind]
    kinds = (*ACTS, kind) if kind == "asked" else (kind,)
    if uses_since(link.link_id if link else None, asker, kinds, at - span) >= most:
        raise too_many_tries(at + span)


def _keep(actor: Actor, link: Behind | None, asker: bytes, what: str, at: datetime) -> uuid.UUID:
    row = LinkUse(
        id=new_id(), agency_id=link.agency_id if link else None,
        case_id=link.case_id if link else None, link_id=link.link_id if link else None,
        asker=asker, what=what, at=at,
    )  # fmt: skip
    LinkUse.objects.bulk_create([row])
    subject = f"case:{link.case_id}" if link else f"link_use:{row.pk}"
    record(at=at, actor=actor, verb="link.used", subject=subject, what=what)
    return row.pk
