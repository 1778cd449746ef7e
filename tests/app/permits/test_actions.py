"""Is a permit good once, in its window, and worth nothing when it was taken back?"""

import uuid
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.app.portfolio import NOON, assign, place, point_of

from doorstep.compliance import permit as core
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.permits.actions import (
    WantedPermit,
    cancel_permits,
    issue_permits,
    use_permit,
)
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.keys import current_keys
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

HOUR = timedelta(hours=1)


@pytest.fixture
def held(cast):
    """Return the cast, a case assigned to the agent, and a permit from noon to one."""
    (known,) = place(cast)
    assign(cast, (known.case_id, cast.agent.staff_id))
    (issued,) = issue_permits(
        actor=day_runner(cast.agency_id), rulebook_digest="d" * 64, at=NOON - HOUR,
        wanted=[wanted(known)],
    )  # fmt: skip
    return cast, known, issued.permit_id


def wanted(known) -> WantedPermit:
    return WantedPermit(
        case_id=known.case_id, person_id=known.borrower_id, point_id=point_of(known),
        channel=Channel.VISIT, purpose=Purpose.COLLECT, starts_at=NOON, ends_at=NOON + HOUR,
        expires_at=NOON + HOUR,
    )  # fmt: skip


def used(actor, permit_id: uuid.UUID, at=NOON) -> bool:
    with acting_as(actor):
        return use_permit(actor=actor, permit_id=permit_id, at=at)


@pytest.mark.parametrize("who", ["agent", "analyst", "compliance", "admin"])
def test_who_may_not_issue_issues_nothing(cast, who):
    (known,) = place(cast)
    with pytest.raises(Refused, match="role"):
        issue_permits(
            actor=getattr(cast, who), wanted=[wanted(known)], rulebook_digest="d", at=NOON
        )
    assert not Permit.objects.exists()


def test_the_signature_is_ours_and_names_person_channel_and_window(held):
    _, known, permit_id = held
    row = Permit.objects.get(pk=permit_id)
    signed = core.SignedPermit(bytes(row.body), bytes(row.signature))
    ours = Ed25519PrivateKey.from_private_bytes(current_keys().permit_signing).public_key()
    assert core.check(signed, ours, NOON) is None
    other = Ed25519PrivateKey.generate().public_key()
    assert core.check(signed, other, NOON) is not None
    text = bytes(row.body).decode()
    assert '"visit"' in text
    assert str(known.borrower_id) in text


def test_one_changed_byte_breaks_a_permit(held):
    _, _, permit_id = held
    row = Permit.objects.get(pk=permit_id)
    ours = Ed25519PrivateKey.from_private_bytes(current_keys().permit_signing).public_key()
    body = bytearray(row.body)
    body[len(body) // 2] ^= 1
    assert core.check(core.SignedPermit(bytes(body), bytes(row.signature)), ours, NOON) is not None


def test_a_permit_is_good_once(held):
    cast, _, permit_id = held
    assert used(cast.agent, permit_id)
    assert not used(cast.agent, permit_id)


def test_a_permit_that_was_taken_back_is_no_leave_and_stays_unused(held):
    cast, known, permit_id = held
    with acting_as(cast.agent):
        assert (
            cancel_permits(actor=cast.agent, case_ids=[known.case_id], because="paused", at=NOON)
            == 1
        )
    assert not used(cast.agent, permit_id)
    assert Permit.objects.get(pk=permit_id).used_at is None


def test_a_permit_is_taken_back_once_and_never_after_use(held):
    cast, known, permit_id = held
    used(cast.agent, permit_id)
    assert cancel_permits(actor=cast.lead, case_ids=[known.case_id], because="x", at=NOON) == 0


@pytest.mark.parametrize(
    ("minutes", "is_good"),
    [
        (-1, False),  # a minute before the window opens
        (0, True),  # the first minute
        (60, True),  # recorded as the window ends
        (180, True),  # recorded later, from a doorway without a network: kept as valid
    ],
)
def test_a_permit_does_not_open_early_but_may_be_written_down_late(held, minutes, is_good):
    cast, known, permit_id = held
    assert used(cast.agent, permit_id, NOON + timedelta(minutes=minutes)) is is_good
    newest = entries_for(f"case:{known.case_id}")[0]
    assert newest.verb == "permit.used"
    assert (newest.details["refusal"] == "permit-early") is (not is_good)


def test_an_analyst_uses_no_permit(held):
    cast, _, permit_id = held
    with pytest.raises(Refused, match="role"):
        used(cast.analyst, permit_id)


def test_another_agency_takes_back_nothing_of_ours(held):
    cast, known, permit_id = held
    with acting_as(cast.rival):
        assert (
            cancel_permits(actor=cast.rival, case_ids=[known.case_id], because="x", at=NOON) == 0
        )
    assert Permit.objects.get(pk=permit_id).cancelled_at is None
