"""Look at evidence: a copy is made anew each time, and who looked is written down."""

import uuid
from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.evidence.files import Files
from doorstep_desk.evidence.models import Access
from doorstep_desk.evidence.queries import part_with_bytes
from doorstep_desk.evidence.viewing import viewing_copy
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.sealing import open_sealed


@transaction.atomic
def look_at_photo(*, actor: Actor, part_id: uuid.UUID, because: str, at: datetime) -> bytes:
    """Return a viewing copy of a photograph as JPEG: re-encoded, upright, without its metadata.

    The closed original is not touched.

    Raises:
        Refused: The actor may not, there is no such evidence for them, or it is no picture.
    """
    actor.require("evidence.read")
    part = part_with_bytes(actor, part_id)
    Access.objects.create(
        id=new_id(), agency_id=actor.agency_id, part=part, by=actor.name,
        because=because.strip()[:200], at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="evidence.viewed", subject=f"evidence:{part_id}", role=part.role
    )
    sealed = Files(actor.agency_id).read(part.sealed_sha256)
    return viewing_copy(open_sealed(part.key_id, part.sha256, sealed))
