"""How does the office ask leave to call, and what does it see?"""

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with, nothing_written, pair_out, signed_in, text_of


@pytest.fixture
def case_id(demo) -> int:
    return case_with(demo.agency_id, DAY, treatment="call")


def asked(client, case_id):
    return client.post(f"/cases/{case_id}/leave", follow=True)


@pytest.mark.parametrize("username", ["analyst", "compliance", "admin"])
def test_who_makes_no_calls_is_given_no_leave(demo, case_id, username):
    with nothing_written(f"case:{case_id}"):
        assert asked(signed_in(username), case_id).status_code == 403


def test_an_agent_asks_no_leave_for_a_case_of_another_pair(demo):
    out = pair_out()
    foreign = out.stops[0].case_id
    with nothing_written(f"case:{foreign}"):
        assert "There is no" in text_of(asked(signed_in(out.elsewhere), foreign))


def test_before_eight_the_answer_names_the_rule_and_no_leave_is_given(demo, case_id):
    """The clock of the demonstration stands early in the morning."""
    client = signed_in("lead")
    assert "Ask leave to call" in text_of(client.get(f"/cases/{case_id}"))
    with nothing_written(f"case:{case_id}"):
        page = text_of(asked(client, case_id))
    assert "Do not call now" in page
    assert "-TIME-0" in page
    assert "You have leave to call" not in page
