"""Who may read, propose, approve and take back a house policy through the browser?"""

import uuid
from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import signed_in, stranger, text_of

from doorstep_desk.policies.queries import policies_as_of, waiting_for_second

PROPOSAL = {
    "number": "HP-VISIT-CAP.per_month", "value": "1", "from_on": DAY.isoformat(),
    "reason": "one visit is enough",
}  # fmt: skip


def propose(user="lead", **changes):
    return signed_in(user).post("/law/policy/propose", {**PROPOSAL, **changes})


def waiting(demo):
    return waiting_for_second(demo.agency_id)


def today(demo):
    numbers = policies_as_of(demo.agency_id, DAY)
    return next(each for each in numbers if each.what.key == PROPOSAL["number"]).value


def act(user, word, row, **posted):
    return signed_in(user).post(f"/law/policy/{row.pk}/{word}", posted)


@pytest.mark.parametrize("address", ["", "/propose", f"/{uuid.UUID(int=7)}/approve"])
def test_a_stranger_reaches_nothing(demo, address):
    assert stranger().get(f"/law/policy{address}").status_code == 302


@pytest.mark.parametrize(("user", "status"), [("agent1", 403), ("admin", 403), ("analyst", 403)])
def test_only_lead_and_compliance_propose(demo, user, status):
    assert propose(user).status_code == status
    assert waiting(demo) == []


def test_an_agent_does_not_read_the_page_and_is_offered_no_tab(demo):
    client = signed_in("agent1")
    assert client.get("/law/policy").status_code == 403
    assert "/law/policy" not in text_of(client.get("/law"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "CN-TIME-01.quiet_from"}, "number"),  # law is no house number
        ({"value": "many"}, "value"),
        ({"value": "3"}, "value"),  # milder than what is shipped
        ({"number": "HP-VISIT-HOURS.ended_by", "value": "21:00"}, "value"),
        ({"number": "HP-VISIT-HOURS.ended_by", "value": "6"}, "value"),  # no clock time
        ({"from_on": (DAY - timedelta(days=1)).isoformat()}, "from_on"),
        ({"from_on": "soon"}, "from_on"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_stays_as_typed(demo, changes, field):
    answer = propose(**changes)
    assert answer.status_code == 400
    state = answer.context["page"].form.state
    assert state.errors[field]
    assert state.values[field] == changes.get(field, PROPOSAL[field]).strip()
    assert waiting(demo) == []


@pytest.mark.parametrize(("language", "words"), [("en", "would break HP-VISIT-CAP"),
                                                 ("zh", "会违反 HP-VISIT-CAP")])  # fmt: skip
def test_a_loosening_is_refused_with_the_rule_it_would_break(demo, language, words):
    client = signed_in("compliance", language)
    answer = client.post("/law/policy/propose", {**PROPOSAL, "value": "9"})
    assert words in text_of(answer)


def test_nobody_approves_their_own_proposal(demo):
    propose("compliance")
    (row,) = waiting(demo)
    answer = act("compliance", "approve", row, seal=row.payload_hash)
    assert answer.status_code == 409
    assert "Another person must decide" in text_of(answer)
    assert today(demo) == 2


def test_what_was_not_read_is_not_approved(demo):
    propose()
    (row,) = waiting(demo)
    assert act("compliance", "approve", row, seal="another").status_code == 409
    assert today(demo) == 2


def test_a_lead_does_not_approve(demo):
    propose("compliance")
    (row,) = waiting(demo)
    assert act("lead", "approve", row, seal=row.payload_hash).status_code == 403


def test_a_second_person_approves_and_the_number_holds(demo):
    assert propose().status_code == 302
    (row,) = waiting(demo)
    page = signed_in("compliance").get("/law/policy").context["page"]
    assert [each.may_approve for each in page.waiting] == [True]
    assert act("compliance", "approve", row, seal=row.payload_hash).status_code == 302
    assert today(demo) == 1
    history = signed_in("lead").get("/law/policy", {"number": PROPOSAL["number"]})
    (line,) = history.context["page"].history
    assert (line.proposed_by, line.approved_by, line.value) == ("lead", "compliance", "1")


def test_a_proposal_is_taken_back_at_once_and_an_approved_one_by_two(demo):
    propose()
    (row,) = waiting(demo)
    assert act("lead", "withdraw", row, because=" ").status_code == 409
    assert act("lead", "withdraw", row, because="typed wrongly").status_code == 302
    propose()
    (row,) = waiting(demo)
    act("compliance", "approve", row, seal=row.payload_hash)
    act("lead", "withdraw", row, because="no longer needed")
    assert today(demo) == 1
    assert act("lead", "withdraw", row, because="again").status_code == 409
    act("compliance", "withdraw", row, because="agreed")
    assert waiting(demo) == []
