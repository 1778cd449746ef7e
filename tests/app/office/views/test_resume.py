"""Who ends a pause?"""

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with, nothing_written, signed_in, text_of, verbs_of


@pytest.fixture
def case_id(demo) -> int:
    found = case_with(demo.agency_id, DAY, treatment="visit")
    signed_in("lead").post(f"/cases/{found}/pause", {"reason": "dispute"})
    return found


@pytest.mark.parametrize("username", ["agent1", "analyst", "admin"])
def test_who_may_pause_may_not_for_that_end_a_pause(demo, case_id, username):
    with nothing_written(f"case:{case_id}"):
        assert signed_in(username).post(f"/cases/{case_id}/resume").status_code == 403


def test_a_case_that_is_not_paused_cannot_be_resumed(demo):
    other = case_with(demo.agency_id, DAY, treatment="sms")
    answer = signed_in("lead").post(f"/cases/{other}/resume")
    assert answer.status_code == 409
    assert "not paused" in text_of(answer)


@pytest.mark.parametrize("username", ["lead", "compliance"])
def test_a_reviewer_ends_the_pause(demo, case_id, username):
    client = signed_in(username)
    assert client.post(f"/cases/{case_id}/resume").status_code == 302
    assert client.get(f"/cases/{case_id}").context["page"].pause is None
    assert verbs_of(f"case:{case_id}")[0] == "case.resumed"
