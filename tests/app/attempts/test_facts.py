"""Do limits count over all agencies, while rows do not leak across them?"""

from datetime import timedelta

import pytest
from tests.app.portfolio import MORNING, NOON, account, borrower, mandate, place

from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep_desk.attempts.actions import NewAttempt, record_attempts
from doorstep_desk.attempts.facts import attempt_columns
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.actions.publish import publish_accounts
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.plumbing.scope import acting_as


@pytest.fixture
def shared(cast):
    """Return the cast and our account of a person whom the other agency called at nine."""
    (ours,) = place(cast)
    other = mandate(cast, agency_id=cast.other_agency_id)
    runner = day_runner(cast.other_agency_id)
    publish_accounts(
        actor=runner, accounts=[account(cast, other, 0, "L8"), account(cast, other, 9, "L9")],
        points=[], flags=[], at=MORNING,
    )  # fmt: skip
    calls = [
        NewAttempt(
            borrower_id=known.borrower_id, case_id=known.case_id, creditor_id=None,
            point_id=None, person_key=borrower(person).person_key, at=MORNING,
            channel=Channel.CALL, purpose=Purpose.COLLECT, disposition=Disposition.NO_ANSWER,
        )
        for known, person in zip(accounts_on_file(cast.other_agency_id), (0, 9), strict=True)
    ]  # fmt: skip
    record_attempts(actor=runner, attempts=calls, at=MORNING, subject="test:1")
    return cast, ours


def seen_by_us(cast, ours, at=NOON):
    return attempt_columns(cast.agency_id, {borrower(0).person_key: ours.borrower_id}, at)


def test_what_another_agency_did_to_the_same_person_counts_without_its_case(shared):
    cast, ours = shared
    found = seen_by_us(cast, ours)
    assert found.person_id.tolist() == [ours.borrower_id]
    assert found.case_id.tolist() == [-1]
    assert found.point_id.tolist() == [-1]


def test_what_another_agency_did_to_somebody_else_is_not_there(shared):
    cast, _ = shared
    assert len(attempt_columns(cast.agency_id, {}, NOON).at) == 0


def test_nothing_later_than_the_asked_instant_counts(shared):
    cast, ours = shared
    assert len(seen_by_us(cast, ours, MORNING - timedelta(seconds=1)).at) == 0


def test_a_person_of_ours_never_reads_the_rows_of_the_other_agency(shared):
    cast, _ = shared
    with acting_as(cast.lead):
        assert not Attempt.objects.exclude(agency_id=cast.agency_id).exists()
