"""Is what was checked about a contact point written to that point and to no other?"""

import pytest
from tests.app.portfolio import NOON, account, borrower, mandate, phone_of, publish

from doorstep_desk.cases.actions.verify import CheckedPoint, verify_points
from doorstep_desk.cases.models import ContactPoint
from doorstep_desk.plumbing.refusal import Refused

NUMBER = "15400000001"


def checked(person: int = 1, value: str = NUMBER) -> CheckedPoint:
    return CheckedPoint(borrower(person).person_key, "mobile", value, 95, verified_at=NOON)


@pytest.fixture
def two_people(cast):
    placement = mandate(cast)
    publish(
        cast,
        [account(cast, placement, 1, "L1"), account(cast, placement, 2, "L2")],
        [phone_of(1, NUMBER), phone_of(2, NUMBER)],
    )
    return cast


def test_who_may_not_verify_changes_nothing(two_people):
    with pytest.raises(Refused, match="role"):
        verify_points(actor=two_people.agent, checked=[checked()], at=NOON)
    assert not ContactPoint.objects.exclude(last_verified_at=None).exists()


def test_only_the_named_persons_point_is_confirmed(two_people):
    assert verify_points(actor=two_people.lead, checked=[checked(person=2)], at=NOON) == 1
    states = {
        bytes(p.borrower.person_key): (p.last_verified_at, p.valid, p.confidence)
        for p in ContactPoint.objects.select_related("borrower")
    }
    assert states[borrower(2).person_key] == (NOON, True, 95)
    assert states[borrower(1).person_key] == (None, None, 70)


def test_a_value_that_is_not_on_file_confirms_nothing(two_people):
    assert verify_points(actor=two_people.lead, checked=[checked(value="154")], at=NOON) == 0


def test_the_other_agency_confirms_nothing_of_ours(two_people):
    assert verify_points(actor=two_people.rival, checked=[checked()], at=NOON) == 0
    assert not ContactPoint.objects.exclude(last_verified_at=None).exists()
