"""What evidence is there of a visit, and how much of it has arrived?"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from doorstep_desk.evidence.errors import blob_unknown, part_unknown
from doorstep_desk.evidence.files import Files
from doorstep_desk.evidence.models import Blob, Part
from doorstep_desk.plumbing.actor import Actor


@dataclass(frozen=True, slots=True)
class PartSeen:
    """One piece of evidence.

    Attributes:
        part_id: Identifier.
        visit_key: The visit it belongs to.
        role: ``photo``, ``audio`` or ``signature``.
        media: Its kind as the phone says.
        size: Bytes of the original.
        is_complete: All of it is here, opens, and is what was announced.
        fault: Why it never will be, or empty.
        said_at: When the phone told of it.
    """

    part_id: uuid.UUID
    visit_key: uuid.UUID | None
    role: str
    media: str
    size: int
    is_complete: bool
    fault: str
    said_at: datetime


def blob_status(actor: Actor, sha256: str) -> dict[str, Any]:
    """Return how much of some bytes has arrived.

    Raises:
        Refused: Nothing has.
    """
    row = Blob.objects.filter(agency_id=actor.agency_id, sha256=sha256).first()
    if row is None:
        raise blob_unknown()
    complete = row.complete_at is not None
    # A disk may have lost what the database remembers; then the phone goes on from there.
    have = row.total if complete else min(row.have, Files(actor.agency_id).present(sha256))
    said = {"have": have, "total": row.total, "complete": complete}
    return {**said, "receipt": sha256} if complete else said


def manifest_of(actor: Actor, visit_key: uuid.UUID) -> dict[str, Any]:
    """Return what was announced for a visit, and what of it is whole; two queries."""
    rows = Part.objects.filter(agency_id=actor.agency_id, visit_key=visit_key).order_by("id")
    parts = [
        {
            "sha256": row.sha256, "sealed_sha256": row.sealed_sha256, "role": row.role,
            "complete": row.opened_at is not None, "fault": row.fault,
        }
        for row in rows
    ]  # fmt: skip
    return {"parts": parts, "complete": all(part["complete"] for part in parts)}


def parts_of_visits(visits: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[PartSeen]]:
    """Return the evidence of many visits, in one query."""
    found: dict[uuid.UUID, list[PartSeen]] = {}
    for row in Part.objects.filter(visit_key__in=list(visits)).order_by("said_at", "id"):
        if row.visit_key is not None:
            found.setdefault(row.visit_key, []).append(_seen(row))
    return found


def parts_of_case(actor: Actor, case_id: int, most: int) -> list[PartSeen]:
    """Return the newest evidence of a case, in one query."""
    rows = Part.objects.filter(agency_id=actor.agency_id, case_key=case_id)
    return [_seen(row) for row in rows.order_by("-said_at", "-id")[:most]]


def part_with_bytes(actor: Actor, part_id: uuid.UUID) -> Part:
    """Return a piece of evidence that is whole and was not deleted.

    Raises:
        Refused: There is none such for this actor.
    """
    row = Part.objects.filter(pk=part_id, agency_id=actor.agency_id).first()
    if row is None or row.opened_at is None:
        raise part_unknown()
    kept = Blob.objects.filter(
        agency_id=actor.agency_id, sha256=row.sealed_sha256, deleted_at=None
    )
    if not kept.exists():
        raise part_unknown()
    return row


def _seen(row: Part) -> PartSeen:
    return PartSeen(
        row.pk, row.visit_key, row.role, row.media, row.size, row.opened_at is not None,
        row.fault, row.said_at,
    )  # fmt: skip
