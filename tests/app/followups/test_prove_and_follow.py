"""Does a proof that did not succeed leave somebody something to do?"""

from datetime import timedelta

import pytest
from tests.app.portfolio import DAY, NOON, place

from doorstep_desk.cases.actions.prove import NewProof
from doorstep_desk.cases.models import ContactPoint, ContactProof
from doorstep_desk.followups.actions import prove_and_follow
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.plumbing.refusal import Refused


def proof(case_id: int, result: str, way: str = "right_party_call") -> NewProof:
    return NewProof(case_id, ContactPoint.objects.get().pk, way, result, DAY)


def test_a_refused_proof_opens_nothing(cast):
    case = place(cast)[0].case_id
    with pytest.raises(Refused):
        prove_and_follow(actor=cast.lead, proof=proof(case, "refuted", "bought_data"), at=NOON)
    assert not FollowUp.objects.exists()
    assert not ContactProof.objects.exists()


@pytest.mark.parametrize(
    ("result", "kind", "days"),
    [("refuted", "ask_for_point", 1), ("unanswered", "try_other_way", 7)],
)
def test_what_did_not_succeed_is_somebodys_to_do(cast, result, kind, days):
    case = place(cast)[0].case_id
    prove_and_follow(actor=cast.lead, proof=proof(case, result), at=NOON)
    row = FollowUp.objects.get()
    assert (row.kind, row.case_id, row.due_on) == (kind, case, DAY + timedelta(days=days))


def test_a_confirmation_leaves_nothing_to_do(cast):
    prove_and_follow(actor=cast.lead, proof=proof(place(cast)[0].case_id, "confirmed"), at=NOON)
    assert not FollowUp.objects.exists()
