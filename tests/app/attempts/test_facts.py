"""Do limits count over all agencies, while rows do not leak across them?"""

from datetime import timedelta

import pytest
from tests.app.portfolio import MORNING, NOON, borrower, called_elsewhere, place

from doorstep_desk.attempts.facts import attempt_columns
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.plumbing.scope import acting_as


@pytest.fixture
def shared(cast):
    """Return the cast and our account of a person whom the other agency called at nine."""
    (ours,) = place(cast)
    called_elsewhere(cast, 0, 9)
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
