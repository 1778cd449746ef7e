"""How is a link made that only we can make, for one purpose and until one instant?

A token holds an identifier and the second at which it ends, under a seal of sixteen bytes whose
key hangs on the store and on the purpose: a link made for one thing opens nothing else, and a day
added to its end breaks it. It says nothing about anybody; what it opens stands in a table.
"""

import base64
import binascii
import hmac
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from doorstep_desk.plumbing.keys import current_keys

_SEAL: Final = 16
_ID: Final = 16
_END: Final = 4


@dataclass(frozen=True, slots=True)
class LinkRead:
    """What a good token holds.

    Attributes:
        link_id: The identifier.
        ends_at: Until when it opens anything.
    """

    link_id: uuid.UUID
    ends_at: datetime


def link_token(purpose: str, link_id: uuid.UUID, ends_at: datetime) -> str:
    """Return the token of a link, fit for an address."""
    body = link_id.bytes + int(ends_at.timestamp()).to_bytes(_END, "big")
    return base64.urlsafe_b64encode(body + _seal(purpose, body)).decode().rstrip("=")


def read_link(purpose: str, token: str) -> LinkRead | None:
    """Return what a token holds, or None if we did not make it for this purpose.

    Whether it has ended is for the caller to see: who comes late is told so.
    """
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    body, seal = raw[: _ID + _END], raw[_ID + _END :]
    if len(raw) != _ID + _END + _SEAL or not hmac.compare_digest(seal, _seal(purpose, body)):
        return None
    ends = int.from_bytes(body[_ID:], "big")
    return LinkRead(uuid.UUID(bytes=body[:_ID]), datetime.fromtimestamp(ends, UTC))


def _seal(purpose: str, body: bytes) -> bytes:
    key = hmac.digest(current_keys().permit_signing, f"link/{purpose}".encode(), "sha256")
    return hmac.digest(key, body, "sha256")[:_SEAL]
