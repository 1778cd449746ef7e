"""Is a permit good once, in its window, and worth nothing when it was taken back?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError
from tests.app.portfolio import DAY, NOON, assign, place, point_of

from doorstep.compliance.leave import permit as core
from doorstep.compliance.leave.permit_verifier import check
from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep_desk.attempts.actions import Execution, NewAttempt, execute_attempt
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.attempts.new_attempt import COLUMNS, row_of
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.permits.actions import (
    WantedPermit,
    cancel_permits,
    issue_permits,
    stop_contact,
)
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.identifiers import new_id
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
        actor=day_runner(cast.agency_id), rulebook=rulebook_on(DAY), at=NOON - HOUR,
        wanted=[wanted(known)],
    )  # fmt: skip
    return cast, known, issued.permit_id


def wanted(known) -> WantedPermit:
    return WantedPermit(
        case_id=known.case_id, person_id=known.borrower_id, point_id=point_of(known),
        channel=Channel.VISIT, purpose=Purpose.COLLECT, starts_at=NOON, ends_at=NOON + HOUR,
        expires_at=NOON + HOUR,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["agent", "analyst", "compliance", "admin"])
def test_who_may_not_issue_issues_nothing(cast, who):
    (known,) = place(cast)
    with pytest.raises(Refused, match="role"):
        issue_permits(
            actor=getattr(cast, who), wanted=[wanted(known)], rulebook=rulebook_on(DAY), at=NOON
        )
    assert not Permit.objects.exists()


def test_the_signature_is_ours_and_names_person_channel_and_window(held):
    _, known, permit_id = held
    row = Permit.objects.get(pk=permit_id)
    signed = core.SignedPermit(bytes(row.body), bytes(row.signature))
    ours = Ed25519PrivateKey.from_private_bytes(current_keys().permit_signing).public_key()
    assert check(signed, ours, NOON) is None
    other = Ed25519PrivateKey.generate().public_key()
    assert check(signed, other, NOON) is not None
    text = bytes(row.body).decode()
    assert '"visit"' in text
    assert str(known.borrower_id) in text


def test_one_changed_byte_breaks_a_permit(held):
    _, _, permit_id = held
    row = Permit.objects.get(pk=permit_id)
    ours = Ed25519PrivateKey.from_private_bytes(current_keys().permit_signing).public_key()
    body = bytearray(row.body)
    body[len(body) // 2] ^= 1
    assert check(core.SignedPermit(bytes(body), bytes(row.signature)), ours, NOON) is not None


def execution(cast, known, permit_id, at=NOON, **changed) -> Execution:
    attempt = NewAttempt(
        borrower_id=known.borrower_id, case_id=known.case_id, creditor_id=known.creditor_id,
        point_id=point_of(known), person_key=known.person_key, at=at, channel=Channel.VISIT,
        purpose=Purpose.COLLECT, disposition=Disposition.NOBODY_MET,
    )  # fmt: skip
    return Execution(permit_id, replace(attempt, **changed))


def used(actor, what: Execution, at=None) -> bool:
    with acting_as(actor):
        return execute_attempt(actor=actor, execution=what, at=at or what.attempt.at)


def test_a_permit_is_good_once(held):
    cast, known, permit_id = held
    assert used(cast.agent, execution(cast, known, permit_id))
    assert not used(cast.agent, execution(cast, known, permit_id))
    assert Attempt.objects.get().origin == "executed"
    assert Permit.objects.get(pk=permit_id).used_at == NOON


def test_a_permit_that_was_taken_back_is_no_leave_and_stays_unused(held):
    cast, known, permit_id = held
    with acting_as(cast.agent):
        stopped = stop_contact(
            actor=cast.agent, case_ids=[known.case_id], because="complaint", at=NOON
        )
    assert (stopped.permits, stopped.elsewhere) == (1, 0)
    assert not used(cast.agent, execution(cast, known, permit_id))
    assert Permit.objects.get(pk=permit_id).used_at is None


def test_a_permit_is_taken_back_once_and_never_after_use(held):
    cast, known, permit_id = held
    used(cast.agent, execution(cast, known, permit_id))
    assert cancel_permits(actor=cast.lead, permit_ids=[permit_id], because="x", at=NOON) == 0


@pytest.mark.parametrize(
    ("minutes", "is_good"),
    [
        (-1, False),  # a minute before the window opens
        (0, True),  # the first minute
        (59, True),  # the last
        (60, False),  # at the very instant of expiry
    ],
)
def test_a_permit_is_good_inside_its_window_only(held, minutes, is_good):
    cast, known, permit_id = held
    at = NOON + timedelta(minutes=minutes)
    assert used(cast.agent, execution(cast, known, permit_id, at)) is is_good
    # written down hours later, from a doorway without a network, it is judged by its own time
    assert Attempt.objects.count() == int(is_good)


@pytest.mark.parametrize(
    "changed",
    [{"person_key": b"another"}, {"channel": Channel.CALL}, {"at": NOON - HOUR}],
)
def test_a_permit_is_no_leave_for_anything_else(held, changed):
    cast, known, permit_id = held
    assert not used(cast.agent, execution(cast, known, permit_id, **changed), NOON)
    assert not Attempt.objects.exists()


def test_an_analyst_uses_no_permit(held):
    cast, known, permit_id = held
    with pytest.raises(Refused, match="role"):
        used(cast.analyst, execution(cast, known, permit_id))


def test_another_agency_takes_back_nothing_of_ours_by_its_number(held):
    cast, _, permit_id = held
    with acting_as(cast.rival):
        assert cancel_permits(
            actor=cast.rival, permit_ids=[permit_id], because="x", at=NOON
        ) == 0  # fmt: skip
    assert Permit.objects.get(pk=permit_id).cancelled_at is None


def raw_executed(actor, known, agency_id: int, permit_id, **changed) -> None:
    what = execution(None, known, permit_id, **changed)
    with acting_as(actor):
        copy_rows(
            "attempts_attempt", COLUMNS,
            [row_of(what.attempt, new_id(), agency_id, NOON, "executed", permit_id)],
        )  # fmt: skip


@pytest.mark.parametrize("role", ["web", "batch"])
@pytest.mark.parametrize(
    "changed", [{}, {"at": NOON - HOUR}, {"channel": Channel.CALL}, {"person_key": b"x" * 32}]
)
def test_the_database_refuses_an_executed_contact_without_a_good_permit(held, role, changed):
    cast, known, permit_id = held
    actor = cast.lead if role == "web" else day_runner(cast.agency_id)
    if not changed:  # used before
        raw_executed(actor, known, cast.agency_id, permit_id)
    with pytest.raises(DatabaseError, match="no contact without a permit"):
        raw_executed(actor, known, cast.agency_id, permit_id, **changed)
    with pytest.raises(DatabaseError, match=r"no contact without|violates check"):
        raw_executed(actor, known, cast.agency_id, None)
    with pytest.raises(DatabaseError, match=r"no contact without"):
        raw_executed(actor, known, cast.agency_id, new_id())
