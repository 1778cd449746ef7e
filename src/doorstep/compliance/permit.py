"""Does the person at the door, or the machine that sends, hold leave to do this now?

No permit, no contact. A permit names one person, channel, place, window and purpose, and the
content of the rulebook that allowed it. It is signed, and can be checked offline with a public key
and a clock; nothing on the phone knows any law.
"""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

FORMAT: Final = "doorstep-permit-1"
_INSTANTS: Final = ("window_starts_at", "window_ends_at", "expires_at")
_TEXTS: Final = ("channel", "purpose", "rulebook_digest", "nonce", "permit_id")
_NUMBERS: Final = ("person_id", "point_id")


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave for one contact.

    Attributes:
        permit_id: Identifier, unique.
        person_id: Who may be reached.
        channel: Word of ``codes.Channel``.
        point_id: The address or number, and no other.
        purpose: Word of ``codes.Purpose``.
        window_starts_at: The contact may begin from this instant, included.
        window_ends_at: The contact may begin until this instant, included.
        rulebook_digest: Content of the rulebook that allowed it.
        expires_at: Worth nothing from this instant on.
        nonce: Random text that makes it usable once.
    """

    permit_id: str
    person_id: int
    channel: str
    point_id: int
    purpose: str
    window_starts_at: datetime
    window_ends_at: datetime
    rulebook_digest: str
    expires_at: datetime
    nonce: str

    def __post_init__(self) -> None:
        """Refuse instants without a zone, and windows that run backwards.

        Raises:
            ValueError: The message names what does not fit.
        """
        for name in _INSTANTS:
            if getattr(self, name).tzinfo is None:
                raise ValueError(f"{name} needs a zone")
        if self.window_ends_at < self.window_starts_at:
            raise ValueError("the window ends before it starts")
        if not self.nonce:
            raise ValueError("a permit needs a nonce")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a permit is no leave.

    Attributes:
        code: Stable word for programs.
        message: One sentence: what is wrong and what to do.
    """

    code: str
    message: str


UNREADABLE: Final = Refusal(
    "permit-unreadable", "This is no permit. Ask the office for a new one."
)
FORGED: Final = Refusal(
    "permit-signature", "The signature does not fit. Do not use it; tell the office."
)
EXPIRED: Final = Refusal("permit-expired", "The permit has expired. Ask the office for a new one.")
TOO_EARLY: Final = Refusal("permit-early", "The window has not begun. Wait until it opens.")
TOO_LATE: Final = Refusal("permit-late", "The window is over. Ask the office for a new time.")


@dataclass(frozen=True, slots=True)
class SignedPermit:
    """A permit as it travels.

    Attributes:
        body: Canonical JSON of the permit; the signature is over exactly these bytes.
        signature: Ed25519, 64 bytes.
    """

    body: bytes
    signature: bytes

    def as_text(self) -> str:
        """Return it as one line that fits a QR code or a header."""
        return ".".join(
            base64.urlsafe_b64encode(part).decode("ascii").rstrip("=")
            for part in (self.body, self.signature)
        )

    @classmethod
    def from_text(cls, text: str) -> "SignedPermit":
        """Read what ``as_text`` wrote.

        Raises:
            ValueError: The text is no signed permit.
        """
        parts = text.split(".")
        if len(parts) != 2:
            raise ValueError("a signed permit has two parts")
        body, signature = (
            base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in parts
        )
        return cls(body, signature)


def canonical(permit: Permit) -> bytes:
    """Return the bytes that are signed: sorted keys, no spaces, instants in UTC to the second."""
    fields: dict[str, str | int] = {"format": FORMAT}
    fields |= {name: getattr(permit, name) for name in (*_TEXTS, *_NUMBERS)}
    fields |= {name: _written(getattr(permit, name)) for name in _INSTANTS}
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def sign(permit: Permit, key: Ed25519PrivateKey) -> SignedPermit:
    """Sign a permit."""
    body = canonical(permit)
    return SignedPermit(body, key.sign(body))


def read(signed: SignedPermit) -> Permit:
    """Return the permit inside, without looking at the signature.

    Raises:
        ValueError: The body is no canonical permit.
    """
    fields = json.loads(signed.body.decode("utf-8"))
    if not isinstance(fields, dict) or fields.pop("format", None) != FORMAT:
        raise ValueError(f"the body is not of the form {FORMAT}")
    if set(fields) != {*_TEXTS, *_NUMBERS, *_INSTANTS}:
        raise ValueError("the body has other fields than a permit")
    permit = _permit(fields)
    if canonical(permit) != signed.body:
        raise ValueError("the body is not written canonically")
    return permit


def _permit(fields: dict[str, Any]) -> Permit:
    is_typed = all(isinstance(fields[name], str) for name in (*_TEXTS, *_INSTANTS))
    if not is_typed or not all(type(fields[name]) is int for name in _NUMBERS):
        raise ValueError("a field of the body has another type")
    return Permit(
        permit_id=fields["permit_id"],
        person_id=fields["person_id"],
        channel=fields["channel"],
        point_id=fields["point_id"],
        purpose=fields["purpose"],
        window_starts_at=datetime.fromisoformat(fields["window_starts_at"]),
        window_ends_at=datetime.fromisoformat(fields["window_ends_at"]),
        rulebook_digest=fields["rulebook_digest"],
        expires_at=datetime.fromisoformat(fields["expires_at"]),
        nonce=fields["nonce"],
    )


def check(signed: SignedPermit, public_key: Ed25519PublicKey, now: datetime) -> Refusal | None:
    """Return why the contact may not begin now, or None when it may. Works offline.

    The signature is looked at before anything is read, so that nothing forged is ever parsed.
    """
    try:
        public_key.verify(signed.signature, signed.body)
    except InvalidSignature:
        return FORGED
    try:
        permit = read(signed)
    except ValueError:
        return UNREADABLE
    return _refusal_by_clock(permit, now)


def _refusal_by_clock(permit: Permit, now: datetime) -> Refusal | None:
    if now >= permit.expires_at:
        return EXPIRED
    if now < permit.window_starts_at:
        return TOO_EARLY
    if now > permit.window_ends_at:
        return TOO_LATE
    return None


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
