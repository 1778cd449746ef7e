"""Look at evidence: a copy is made anew each time, and who looked is written down."""

import io
import uuid
from datetime import datetime
from typing import Final

from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from doorstep_desk.audit.actions import record
from doorstep_desk.evidence.errors import part_unreadable
from doorstep_desk.evidence.files import Files
from doorstep_desk.evidence.models import Access
from doorstep_desk.evidence.queries import part_with_bytes
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.sealing import open_sealed

LONGEST_SIDE: Final = 1600
MOST_PIXELS: Final = 50_000_000
_QUALITY: Final = 82
_FORMATS: Final = ("JPEG", "PNG", "WEBP")


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


def viewing_copy(original: bytes) -> bytes:
    """Return a picture as a smaller JPEG that holds pixels and nothing else.

    Raises:
        Refused: It is no picture of a kind that is taken, or has too many pixels.
    """
    try:
        with Image.open(io.BytesIO(original), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise part_unreadable()
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise part_unreadable() from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
