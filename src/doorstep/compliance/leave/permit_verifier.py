"""Does the person at the door, or the machine that sends, hold leave to do this now?

Works offline with a public key and a clock. The phone carries the same steps in the same order
(``web/src/shared/permit.ts``); both are tested against the same examples. It only reads a permit:
no rule of law is in it.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from doorstep.compliance.leave.permit import Permit, SignedPermit, read


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a permit is no leave.

    Attributes:
        code: Stable word for programs.
        message: One sentence: what is wrong and what to do.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Doing:
    """What is about to be done.

    Attributes:
        person_id: Who would be reached.
        channel: Word of ``codes.Channel``.
        point_id: The address or number.
        purpose: Word of ``codes.Purpose``.
        agents: Staff who do it; none for a machine.
    """

    person_id: int
    channel: str
    point_id: int
    purpose: str
    agents: frozenset[int] = frozenset()


UNREADABLE: Final = Refusal(
    "permit-unreadable", "This is no permit. Ask the office for a new one."
)
FORGED: Final = Refusal(
    "permit-signature", "The signature does not fit. Do not use it; tell the office."
)
OTHER: Final = Refusal(
    "permit-other", "This permit is for another contact. Open the stop that it belongs to."
)
USED: Final = Refusal("permit-used", "This permit was used already. Ask the office for a new one.")
EXPIRED: Final = Refusal("permit-expired", "The permit has expired. Ask the office for a new one.")
TOO_EARLY: Final = Refusal("permit-early", "The window has not begun. Wait until it opens.")
TOO_LATE: Final = Refusal("permit-late", "The window is over. Ask the office for a new time.")


def check(
    signed: SignedPermit,
    public_key: Ed25519PublicKey,
    now: datetime,
    doing: Doing | None = None,
    used: Container[str] = (),
) -> Refusal | None:
    """Return why the contact may not begin now, or None when it may.

    The signature is looked at before anything is read, so that nothing forged is ever parsed.

    Args:
        signed: The permit as it travels.
        public_key: Of the office.
        now: The clock.
        doing: What is about to be done; None only looks at signature and clock.
        used: Nonces that were used already, as far as this device knows.
    """
    try:
        public_key.verify(signed.signature, signed.body)
    except InvalidSignature:
        return FORGED
    try:
        permit = read(signed)
    except ValueError:
        return UNREADABLE
    if doing is not None and not _is_for(permit, doing):
        return OTHER
    if permit.nonce in used:
        return USED
    return _refusal_by_clock(permit, now)


def _is_for(permit: Permit, doing: Doing) -> bool:
    named = (permit.person_id, permit.channel, permit.point_id, permit.purpose)
    asked = (doing.person_id, doing.channel, doing.point_id, doing.purpose)
    return named == asked and doing.agents <= frozenset(permit.agents)


def _refusal_by_clock(permit: Permit, now: datetime) -> Refusal | None:
    if now >= permit.expires_at:
        return EXPIRED
    if now < permit.window_starts_at:
        return TOO_EARLY
    if now > permit.window_ends_at:
        return TOO_LATE
    return None
