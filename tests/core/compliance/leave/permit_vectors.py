"""Permits and what a verifier must say about them, for every verifier in any language.

Run as a program to write ``tests/vectors/permits.json`` anew; a test fails when it is not what
this file makes.
"""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from doorstep.compliance.leave.permit import Permit, SignedPermit, canonical, sign
from doorstep.compliance.leave.permit_verifier import Doing, check

FILE = Path(__file__).parents[3] / "vectors" / "permits.json"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(32))
OPENS = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
PERMIT = Permit(
    permit_id="0190c0de-0000-7000-8000-000000000001", person_id=7, channel="visit", point_id=3,
    purpose="collect", window_starts_at=OPENS, window_ends_at=OPENS + 2 * HOUR,
    rulebook_digest="ab" * 32, expires_at=OPENS + 3 * HOUR, nonce="once", agents=(4, 9),
    obligations=("leave_when_asked", "two_together"),
)  # fmt: skip
DOING = Doing(7, "visit", 3, "collect", frozenset({4, 9}))


def vectors() -> list[dict[str, Any]]:
    """Return every example in a fixed order."""
    good = sign(PERMIT, KEY)
    return [
        *_by_clock(good),
        *_by_contact(good),
        *_by_signature(good),
        *_by_content(),
    ]


def _by_clock(good: SignedPermit) -> list[dict[str, Any]]:
    return [
        _vector("a second before the window", good, now=OPENS - SECOND),
        _vector("the first second of the window", good, now=OPENS),
        _vector("the last second of the window", good, now=OPENS + 2 * HOUR),
        _vector("a second after the window", good, now=OPENS + 2 * HOUR + SECOND),
        _vector("at the instant of expiry", good, now=OPENS + 3 * HOUR),
    ]


def _by_contact(good: SignedPermit) -> list[dict[str, Any]]:
    return [
        _vector("another person", good, doing=replace(DOING, person_id=8)),
        _vector("another channel", good, doing=replace(DOING, channel="call")),
        _vector("another address", good, doing=replace(DOING, point_id=4)),
        _vector("another purpose", good, doing=replace(DOING, purpose="remind")),
        _vector("one of the pair alone", good, doing=replace(DOING, agents=frozenset({4}))),
        _vector("somebody else goes", good, doing=replace(DOING, agents=frozenset({4, 5}))),
        _vector("used before on this device", good, used=["once"]),
        _vector("another permit was used", good, used=["another"]),
    ]


def _by_signature(good: SignedPermit) -> list[dict[str, Any]]:
    other = canonical(replace(PERMIT, person_id=8))
    return [
        _vector("signed by a stranger", sign(PERMIT, STRANGER)),
        _vector("the body was exchanged", SignedPermit(other, good.signature)),
        _vector("a signature of nothing", SignedPermit(good.body, bytes(64))),
        _vector("a signature that is too short", SignedPermit(good.body, good.signature[:63])),
    ]


def _by_content() -> list[dict[str, Any]]:
    body = canonical(PERMIT)
    cases = {
        "no JSON": b"permit",
        "an empty object": b"{}",
        "a list": b"[1]",
        "an older format": body.replace(b"doorstep-permit-2", b"doorstep-permit-1"),
        "a blank that is not canonical": body.replace(b'"person_id":7', b'"person_id": 7'),
        "a number as text": body.replace(b'"person_id":7', b'"person_id":"7"'),
        "a person that is true": body.replace(b'"person_id":7', b'"person_id":true'),
        "agents as words": body.replace(b"[4,9]", b'["4","9"]'),
        "a field too many": body.replace(b'{"agents"', b'{"admin":1,"agents"'),
        "a field too few": body.replace(b'"nonce":"once",', b""),
    }
    return [_vector(name, SignedPermit(text, KEY.sign(text))) for name, text in cases.items()]


def _vector(
    name: str,
    signed: SignedPermit,
    *,
    now: datetime = OPENS,
    doing: Doing = DOING,
    used: list[str] | None = None,
) -> dict[str, Any]:
    refusal = check(signed, KEY.public_key(), now, doing, used or [])
    return {
        "name": name,
        "permit": signed.as_text(),
        "now": now.isoformat(),
        "doing": {
            "person_id": doing.person_id, "channel": doing.channel, "point_id": doing.point_id,
            "purpose": doing.purpose, "agents": sorted(doing.agents),
        },
        "used": used or [],
        "refusal": refusal.code if refusal else None,
    }  # fmt: skip


def as_text() -> str:
    """Return the file: the public key and the examples."""
    raw = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    content = {"public_key": base64.b64encode(raw).decode(), "vectors": vectors()}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(), encoding="utf-8")
