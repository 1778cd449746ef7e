from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.compliance.leave.permit import Permit, SignedPermit, canonical, read, sign
from doorstep.compliance.leave.permit_verifier import (
    EXPIRED,
    FORGED,
    TOO_EARLY,
    TOO_LATE,
    UNREADABLE,
    check,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OPENS = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
PERMIT = Permit(
    permit_id="permit-1",
    person_id=7,
    channel="visit",
    point_id=3,
    purpose="collect",
    window_starts_at=OPENS,
    window_ends_at=OPENS + timedelta(hours=2),
    rulebook_digest="ab" * 32,
    expires_at=OPENS + timedelta(hours=3),
    nonce="once",
    agents=(4, 9),
    obligations=("leave_when_asked", "two_together"),
)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "refusal"),
    [
        (OPENS - SECOND, TOO_EARLY),
        (OPENS, None),  # the window includes its start
        (OPENS + timedelta(hours=2), None),  # and its end
        (OPENS + timedelta(hours=2) + SECOND, TOO_LATE),
        (OPENS + timedelta(hours=3), EXPIRED),  # at the very instant of expiry
    ],
)
def test_a_permit_is_leave_inside_its_window_only(now, refusal):
    assert check(sign(PERMIT, KEY), KEY.public_key(), now) == refusal


def test_a_permit_of_another_key_is_no_permit():
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    assert check(sign(PERMIT, other), KEY.public_key(), OPENS) == FORGED


@settings(deadline=None, derandomize=True)
@given(position=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_no_bit_of_a_permit_can_be_changed(position, bit):
    signed = sign(PERMIT, KEY)
    body = bytearray(signed.body)
    body[position % len(body)] ^= 1 << bit
    assert check(SignedPermit(bytes(body), signed.signature), KEY.public_key(), OPENS) == FORGED


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"not json",
        b"[1]",
        b'{"format":"doorstep-permit-2"}',
        canonical(PERMIT).replace(b'"person_id":7', b'"person_id":true'),
        canonical(PERMIT).replace(b'"person_id":7', b'"person_id": 7'),  # not canonical
        canonical(PERMIT).replace(b"[4,9]", b'["4",9]'),
        canonical(PERMIT).replace(b"[4,9]", b"4"),
    ],
)
def test_something_else_that_was_signed_is_no_permit(body):
    signed = SignedPermit(body, KEY.sign(body))
    assert check(signed, KEY.public_key(), OPENS) == UNREADABLE


@pytest.mark.parametrize(
    "changes",
    [
        {"person_id": 8},
        {"channel": "call"},
        {"point_id": 4},
        {"purpose": "remind"},
        {"window_ends_at": OPENS + timedelta(hours=1)},
        {"rulebook_digest": "cd" * 32},
        {"nonce": "twice"},
        {"agents": (4,)},
        {"obligations": ()},
    ],
)
def test_the_signature_covers_every_field(changes):
    assert canonical(replace(PERMIT, **changes)) != canonical(PERMIT)


def test_a_permit_survives_its_journey():
    text = sign(PERMIT, KEY).as_text()
    arrived = SignedPermit.from_text(text)
    assert read(arrived) == PERMIT
    assert check(arrived, KEY.public_key(), OPENS) is None
    with pytest.raises(ValueError, match="two parts"):
        SignedPermit.from_text("only-one")


@pytest.mark.parametrize(
    "changes",
    [
        {"window_ends_at": OPENS - SECOND},
        {"expires_at": OPENS.replace(tzinfo=None)},
        {"nonce": ""},
    ],
)
def test_a_permit_that_makes_no_sense_is_never_made(changes):
    with pytest.raises(ValueError):
        replace(PERMIT, **changes)
