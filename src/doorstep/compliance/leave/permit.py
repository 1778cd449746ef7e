"""What is leave for one contact, and how is it signed?

No permit, no contact. A permit names one person, channel, place, window and purpose, who goes,
what they must do, and the content of the rulebook that allowed it. It is signed, and can be
checked offline with a public key and a clock (``permit_verifier``); nothing on the phone knows any
law.
"""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORMAT: Final = "doorstep-permit-2"
_INSTANTS: Final = ("window_starts_at", "window_ends_at", "expires_at")
_TEXTS: Final = ("channel", "purpose", "rulebook_digest", "nonce", "permit_id")
_NUMBERS: Final = ("person_id", "point_id")
_LISTS: Final = ("agents", "obligations")

SHORT_LIFE: Final = timedelta(minutes=15)
"""How long leave for a call or a message lasts; a visit's lasts as long as its window."""


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
        agents: Staff who may make the contact, ascending; empty for a machine.
        obligations: Words of ``words.Obligation`` that go with the leave, in alphabetical order.
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
    agents: tuple[int, ...] = ()
    obligations: tuple[str, ...] = ()

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
    fields: dict[str, Any] = {"format": FORMAT}
    fields |= {name: getattr(permit, name) for name in (*_TEXTS, *_NUMBERS, *_LISTS)}
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
    if set(fields) != {*_TEXTS, *_NUMBERS, *_INSTANTS, *_LISTS}:
        raise ValueError("the body has other fields than a permit")
    permit = _permit(fields)
    if canonical(permit) != signed.body:
        raise ValueError("the body is not written canonically")
    return permit


def _permit(fields: dict[str, Any]) -> Permit:
    is_typed = all(isinstance(fields[name], str) for name in (*_TEXTS, *_INSTANTS))
    if not is_typed or not all(type(fields[name]) is int for name in _NUMBERS):
        raise ValueError("a field of the body has another type")
    if not _is_list(fields["agents"], int) or not _is_list(fields["obligations"], str):
        raise ValueError("agents are numbers and obligations are words")
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
        agents=tuple(fields["agents"]),
        obligations=tuple(fields["obligations"]),
    )


def _is_list(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(type(item) is kind for item in value)


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
