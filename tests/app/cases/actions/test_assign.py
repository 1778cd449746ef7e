"""Does an agent see exactly the cases of the day, and lose them when the plan moves on?"""

from datetime import date

import pytest
from tests.app.portfolio import DAY, MORNING, assign, place

from doorstep_desk.cases.actions.assign import assign_for_day
from doorstep_desk.cases.models import Assignment, Case
from doorstep_desk.cases.queries import visible_cases
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as


def seen_by(actor) -> list[int]:
    with acting_as(actor):
        return sorted(visible_cases(actor).values_list("id", flat=True))


@pytest.mark.parametrize("who", ["agent", "analyst", "compliance", "admin"])
def test_who_may_not_assign_assigns_nothing(cast, who):
    (known,) = place(cast)
    actor = getattr(cast, who)
    with pytest.raises(Refused, match="role"):
        assign_for_day(
            actor=actor, pairs=[(known.case_id, cast.agent.staff_id)], on=DAY, at=MORNING
        )
    assert not Assignment.objects.exists()


def test_an_agent_without_an_assignment_sees_no_case(cast):
    place(cast, 3)
    assert seen_by(cast.agent) == []


def test_an_agent_sees_what_the_day_gave_and_the_partner_only_their_own(cast):
    first, second, _ = place(cast, 3)
    assign(cast, (first.case_id, cast.agent.staff_id), (second.case_id, cast.partner.staff_id))
    assert seen_by(cast.agent) == [first.case_id]
    assert seen_by(cast.partner) == [second.case_id]
    assert len(seen_by(cast.lead)) == 3


def test_a_new_plan_ends_the_old_assignment_at_once(cast):
    first, second = place(cast, 2)
    assign(cast, (first.case_id, cast.agent.staff_id))
    assign(cast, (second.case_id, cast.agent.staff_id))
    assert seen_by(cast.agent) == [second.case_id]
    assign(cast, on=date(2026, 11, 26))
    assert seen_by(cast.agent) == []


def test_the_same_assignment_twice_is_one(cast):
    (known,) = place(cast)
    assert assign(cast, (known.case_id, cast.agent.staff_id)) == 1
    assert assign(cast, (known.case_id, cast.agent.staff_id)) == 0
    assert seen_by(cast.agent) == [known.case_id]


def test_the_other_agency_sees_nothing_even_when_it_forgets_every_filter(cast):
    place(cast, 2)
    for actor in (cast.stranger, cast.rival):
        with acting_as(actor):
            assert Case.objects.count() == 0
