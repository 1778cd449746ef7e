"""Photographs and recordings come in pieces, and the phone asks how far they are."""

import re
import uuid
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from doorstep_desk.evidence.actions.take import NOT_WHOLE, Chunk, take_chunk
from doorstep_desk.evidence.errors import hash_differs
from doorstep_desk.evidence.queries import blob_status, manifest_of
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Malformed

MOST_BYTES: Final = 1_048_576
_RANGE: Final = re.compile(r"bytes (\d{1,12})-(\d{1,12})/(\d{1,12})")
_DIFFERS: Final = 422


@never_cache
@require_http_methods(["GET", "HEAD", "PUT"])
def blob(request: HttpRequest, sha256: str) -> HttpResponse:
    """Take some bytes in their place, or say how many there are."""
    actor = actor_of(request)
    if request.method != "PUT":
        return JsonResponse(blob_status(actor, sha256))
    have = take_chunk(actor=actor, sha256=sha256, chunk=chunk_of(request), at=clock.now())
    if have == NOT_WHOLE:  # not as a refusal: that the draft is gone must stay written down
        return JsonResponse(hash_differs().in_both_languages(), status=_DIFFERS)
    return JsonResponse({"have": have})


@never_cache
@require_safe
def manifest(request: HttpRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Say which evidence of a visit was announced, and what of it is whole."""
    return JsonResponse(manifest_of(actor_of(request), visit_id))


def chunk_of(request: HttpRequest) -> Chunk:
    """Return the bytes of a request in their place.

    Raises:
        Malformed: The header is none, or does not fit the bytes.
    """
    stated = _RANGE.fullmatch(request.headers.get("Content-Range", ""))
    if stated is None:
        raise Malformed(["Content-Range reads: bytes first-last/total"])
    first, last, total = map(int, stated.groups())
    size = last - first + 1
    if not (0 < size <= MOST_BYTES and last < total):
        raise Malformed([f"a piece has 1 to {MOST_BYTES} bytes and lies inside the total"])
    if len(request.body) != size:
        raise Malformed([f"Content-Range says {size} bytes, and {len(request.body)} came"])
    return Chunk(first, total, request.body)
