"""Is a case held for one writer, and an old view noticed?"""

import pytest
from tests.app.portfolio import assign, place

from doorstep_desk.audit.queries import newest_entry_of
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as


@pytest.mark.parametrize("who", ["stranger", "rival"])
def test_a_case_of_another_agency_does_not_exist(cast, who):
    (known,) = place(cast)
    actor = getattr(cast, who)
    with acting_as(actor), pytest.raises(Refused) as refusal:
        lock_case(actor, known.case_id)
    assert refusal.value.code == "case-unknown"
    assert str(known.case_id) in refusal.value.message


def test_a_case_that_nobody_assigned_does_not_exist_for_an_agent(cast):
    (known,) = place(cast)
    with acting_as(cast.agent), pytest.raises(Refused, match="no case"):
        lock_case(cast.agent, known.case_id)


def test_an_assigned_agent_may_hold_the_case(cast):
    (known,) = place(cast)
    assign(cast, (known.case_id, cast.agent.staff_id))
    with acting_as(cast.agent):
        assert lock_case(cast.agent, known.case_id).case_id == known.case_id


def test_an_old_view_is_refused_and_the_newest_is_not(cast):
    (known,) = place(cast)
    newest = newest_entry_of(f"case:{known.case_id}")
    with acting_as(cast.lead):
        assert lock_case(cast.lead, known.case_id, seen=newest).case_id == known.case_id
        with pytest.raises(Refused) as refusal:
            lock_case(cast.lead, known.case_id, seen="")
    assert refusal.value.code == "record-changed"
