"""Take evidence piece by piece; it is whole only when every byte is here and the hash fits."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.evidence.errors import kind_unknown, out_of_place, too_large, total_differs
from doorstep_desk.evidence.files import Files
from doorstep_desk.evidence.kinds import (
    LARGEST,
    LARGEST_OF_ALL,
    SEAL_BYTES,
    is_taken,
    kept_until,
)
from doorstep_desk.evidence.models import Blob, Part
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.encryption import SealBrokenError
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.sealing import open_sealed

NOT_WHOLE: Final = -1
"""All bytes were there and were not those of their name; nothing was kept."""


@dataclass(frozen=True, slots=True)
class NewPart:
    """A piece of evidence as a phone announces it.

    Attributes:
        part_id: Name of the record that announces it.
        case_key: About which case, or None.
        visit_key: Of which visit, or None.
        role: ``photo``, ``audio`` or ``signature``.
        media: Its kind.
        sha256: Hash of the original.
        size: Bytes of the original.
        sealed_sha256: Hash of what is sent.
        sealed_size: Bytes of what is sent.
        key_id: The office's key to which it is closed.
    """

    part_id: uuid.UUID
    case_key: int | None
    visit_key: uuid.UUID | None
    role: str
    media: str
    sha256: str
    size: int
    sealed_sha256: str
    sealed_size: int
    key_id: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some bytes in their place: from ``first``, of ``total`` in all."""

    first: int
    total: int
    bytes: bytes


@transaction.atomic
def expect_part(*, actor: Actor, part: NewPart, at: datetime) -> str:
    """Write down that a piece of evidence belongs to a visit; return why it is not taken, or "".

    What is not taken is written down as well, so that the manifest says that it is missing.
    """
    actor.require("evidence.send")
    fault = _fault(part)
    row = Part.objects.create(
        id=part.part_id, agency_id=actor.agency_id, staff_id=actor.own_staff_id,
        case_key=part.case_key, visit_key=part.visit_key, role=part.role[:12],
        media=part.media[:40], sha256=part.sha256, size=part.size,
        sealed_sha256=part.sealed_sha256, sealed_size=part.sealed_size,
        key_id=part.key_id[:8], said_at=at, fault=fault,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="evidence.announced", subject=f"evidence:{row.pk}",
        role=row.role, fault=fault,
    )  # fmt: skip
    blob = Blob.objects.filter(agency_id=actor.agency_id, sha256=part.sealed_sha256).first()
    if blob is not None and blob.complete_at is not None and not fault:
        _open(blob, row, at)
    return fault


def _fault(part: NewPart) -> str:
    if not is_taken(part.role, part.media):
        return kind_unknown().code
    if part.size > LARGEST[part.role] or part.sealed_size > LARGEST[part.role] + SEAL_BYTES:
        return too_large(0).code
    return ""


@transaction.atomic
def take_chunk(*, actor: Actor, sha256: str, chunk: Chunk, at: datetime) -> int:
    """Take some bytes and return how many there are now, or ``NOT_WHOLE``.

    The same bytes again change nothing; bytes behind a gap are refused with where to go on.

    Raises:
        Refused: The actor may not, it is too large or of no kind that is taken, it does not go on
            where the office stands, or its total has changed.
    """
    actor.require("evidence.send")
    _refuse_unwanted(actor, sha256, chunk.total)
    row = _row(actor, sha256, chunk.total, at)
    if row.complete_at is not None:
        return row.total
    if row.total != chunk.total:
        raise total_differs(row.total)
    files = Files(actor.agency_id)
    have = min(row.have, files.present(sha256))
    if have < row.have and files.is_whole(sha256, row.total):
        return _completed(actor, row, at)
    fresh = chunk.bytes[max(have - chunk.first, 0) :] if chunk.first <= have else b""
    if chunk.first > have:
        raise out_of_place(have)
    if fresh:
        files.append(sha256, have, fresh)
    row.have = have + len(fresh)
    if row.have == row.total:
        if not files.finish(sha256):
            row.have = 0
            row.save(update_fields=["have"])
            return NOT_WHOLE
        return _completed(actor, row, at)
    row.save(update_fields=["have"])
    return row.have


def _refuse_unwanted(actor: Actor, sha256: str, total: int) -> None:
    if total > LARGEST_OF_ALL + SEAL_BYTES:
        raise too_large(LARGEST_OF_ALL)
    rows = Part.objects.filter(agency_id=actor.agency_id, sealed_sha256=sha256)
    for role, fault in rows.values_list("role", "fault"):
        if fault == kind_unknown().code:
            raise kind_unknown()
        if fault or total > LARGEST[role] + SEAL_BYTES:
            raise too_large(LARGEST.get(role, 0))


def _row(actor: Actor, sha256: str, total: int, at: datetime) -> Blob:
    """Return the row of some bytes, held until the transaction ends."""
    fresh = Blob(
        id=new_id(), agency_id=actor.agency_id, sha256=sha256, total=total, began_at=at
    )  # fmt: skip
    Blob.objects.bulk_create([fresh], ignore_conflicts=True)
    return Blob.objects.select_for_update().get(agency_id=actor.agency_id, sha256=sha256)


def _completed(actor: Actor, row: Blob, at: datetime) -> int:
    parts = list(Part.objects.filter(agency_id=row.agency_id, sealed_sha256=row.sha256))
    row.have, row.complete_at = row.total, at
    row.delete_on = max(
        (kept_until(part.role, local_day(at)) for part in parts),
        default=kept_until("audio", local_day(at)),
    )
    row.save(update_fields=["have", "complete_at", "delete_on"])
    for part in parts:
        _open(row, part, at)
    record(
        at=at, actor=actor, verb="evidence.completed", subject=f"evidence:{row.sha256[:16]}",
        bytes=row.total, parts=len(parts),
    )  # fmt: skip
    return row.total


def _open(blob: Blob, part: Part, at: datetime) -> None:
    """See whether what was closed to the office is what the phone announced."""
    try:
        sealed = Files(blob.agency_id).read(blob.sha256)
        plain = open_sealed(part.key_id, part.sha256, sealed)
    except SealBrokenError:
        part.fault = "does_not_open"
    else:
        is_same = len(plain) == part.size and hashlib.sha256(plain).hexdigest() == part.sha256
        part.opened_at, part.fault = (at, "") if is_same else (None, "not_as_announced")
    part.save(update_fields=["opened_at", "fault"])
    due = kept_until(part.role, local_day(at))
    if blob.delete_on is None or blob.delete_on < due:
        Blob.objects.filter(pk=blob.pk).update(delete_on=due)
