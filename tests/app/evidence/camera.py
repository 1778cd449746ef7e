"""A picture as a phone takes, closes, announces and sends it."""

import base64
import hashlib
import io
from dataclasses import dataclass
from typing import Any

from PIL import Image
from tests.app.fieldwork.phone import API, Phone, closed


@dataclass(frozen=True)
class Shot:
    """One piece of evidence: open, closed, and what the phone says of it."""

    plain: bytes
    sealed: bytes
    body: dict[str, Any]

    @property
    def name(self) -> str:
        """Return the hash under which it is sent."""
        return self.body["sealed_sha256"]


def picture(width: int = 64, *, exif: bool = True) -> bytes:
    """Return a small JPEG that says where and with what it was taken."""
    image = Image.new("RGB", (width, width // 2), (90, 120, 40))
    tags = Image.Exif()
    if exif:
        tags[271] = "CANARY-CAMERA"
        tags[274] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=tags.tobytes())
    return out.getvalue()


def shot(phone: Phone, plain: bytes, role: str = "photo", media: str = "image/jpeg") -> Shot:
    """Close bytes to the office and describe them."""
    sha256 = hashlib.sha256(plain).hexdigest()
    sealed = closed(base64.b64decode(phone.told["sealing_key"]), sha256, plain)
    body = {
        "sha256": sha256, "size": len(plain), "key_id": phone.told["sealing_key_id"],
        "sealed_sha256": hashlib.sha256(sealed).hexdigest(), "sealed_size": len(sealed),
        "media": media, "role": role,
    }  # fmt: skip
    return Shot(plain, sealed, body)


def put(phone: Phone, name: str, chunk: bytes, first: int, total: int, last: int | None = None):
    """Send some bytes."""
    until = first + len(chunk) - 1 if last is None else last
    return phone.client.put(
        f"{API}blobs/{name}", chunk, "application/octet-stream",
        headers={"Content-Range": f"bytes {first}-{until}/{total}"},
    )  # fmt: skip


def put_all(phone: Phone, taken: Shot, size: int = 300) -> Any:
    """Send everything piece by piece, and return the last answer."""
    answer = None
    for first in range(0, len(taken.sealed), size):
        chunk = taken.sealed[first : first + size]
        answer = put(phone, taken.name, chunk, first, len(taken.sealed))
    return answer
