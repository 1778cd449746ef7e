"""Does every settled promise give one person one thing to do?"""

from datetime import timedelta

import pytest
from tests.app.portfolio import DAY, NOON, assign, place

from doorstep.terms.codes import PromiseState
from doorstep_desk.arrangements.actions import Settlement
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.followups.actions import finish_followup
from doorstep_desk.followups.jobs import follow_settlements
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.followups.queries import open_followups
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as


def followed(cast, *settled: Settlement) -> int:
    return follow_settlements(actor=day_runner(cast.agency_id), settled=settled, on=DAY, at=NOON)


def outcome(known, state: PromiseState = PromiseState.BROKEN) -> Settlement:
    return Settlement(new_id(), known.case_id, state, 0, DAY)


def finished(actor, followup_id, note: str = "已电话沟通") -> FollowUp:
    with acting_as(actor):
        return finish_followup(actor=actor, followup_id=followup_id, note=note, at=NOON)


@pytest.mark.parametrize(
    ("state", "kind", "owner", "days"),
    [
        (PromiseState.KEPT, "thank", "agent", 3),
        (PromiseState.PARTLY_KEPT, "agree_again", "lead", 2),
        (PromiseState.BROKEN, "ask_why", "lead", 2),
    ],
)
def test_each_outcome_has_an_owner_and_a_day(cast, state, kind, owner, days):
    (known,) = place(cast)
    assert followed(cast, outcome(known, state)) == 1
    (row,) = open_followups(cast.agency_id)
    assert (row.kind, row.owner_role) == (kind, owner)
    assert row.due_on == DAY + timedelta(days=days)


def test_the_same_settlement_twice_opens_one_and_one_batch_none_double(cast):
    (known,) = place(cast)
    one = outcome(known)
    assert followed(cast, one, one) == 1
    assert followed(cast, one) == 0
    assert FollowUp.objects.count() == 1


def test_a_finished_follow_up_does_not_open_again(cast):
    (known,) = place(cast)
    one = outcome(known)
    followed(cast, one)
    finished(cast.lead, FollowUp.objects.get().pk)
    assert followed(cast, one) == 0
    assert list(open_followups(cast.agency_id)) == []


@pytest.mark.parametrize("who", ["agent", "analyst", "compliance", "admin"])
def test_who_may_not_finish_finishes_nothing(cast, who):
    (known,) = place(cast)
    assign(cast, (known.case_id, cast.agent.staff_id))
    followed(cast, outcome(known))
    with pytest.raises(Refused, match="role"):
        finished(getattr(cast, who), FollowUp.objects.get().pk)


def test_what_another_agency_must_do_does_not_exist(cast):
    (known,) = place(cast)
    followed(cast, outcome(known))
    with pytest.raises(Refused) as refusal:
        finished(cast.rival, FollowUp.objects.get().pk)
    assert refusal.value.code == "followup-unknown"


def test_two_leads_cannot_both_finish_it(cast):
    (known,) = place(cast)
    followed(cast, outcome(known))
    row = finished(cast.lead, FollowUp.objects.get().pk, "先到")
    with pytest.raises(Refused) as refusal:
        finished(cast.lead, row.pk, "后到")
    assert refusal.value.code == "followup-done"
    assert FollowUp.objects.get().done_note == "先到"
