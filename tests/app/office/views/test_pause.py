"""How is all contact on a case stopped?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with, nothing_written, pair_out, signed_in, text_of, verbs_of


@pytest.fixture
def case_id(demo) -> int:
    return case_with(demo.agency_id, DAY, treatment="visit")


def sent(client, case_id, **changed):
    wanted = {"reason": "dispute", "until_on": "2026-12-09", "note": ""} | changed
    return client.post(f"/cases/{case_id}/pause", wanted)


@pytest.mark.parametrize("username", ["analyst", "admin"])
def test_who_does_not_work_cases_pauses_nothing(demo, case_id, username):
    with nothing_written(f"case:{case_id}"):
        assert sent(signed_in(username), case_id).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"reason": ""}, "Choose why this case is paused"),  # no reason
        ({"reason": "boredom"}, "Choose why this case is paused"),  # none of the list
        ({"until_on": "some day"}, "Write a day, or leave"),  # no day
        ({"until_on": (DAY - timedelta(days=1)).isoformat()}, "later day"),  # over already
    ],
)
def test_what_is_wrong_stands_in_the_form_which_stays_open(demo, case_id, wrong, says):
    with nothing_written(f"case:{case_id}"):
        answer = sent(signed_in("lead"), case_id, **wrong)
    assert answer.status_code in (400, 409)
    assert says in text_of(answer)


def test_a_pause_takes_back_the_permit_and_shows_at_once(demo, case_id):
    client = signed_in("lead")
    assert sent(client, case_id)["Location"] == f"/cases/{case_id}"
    page = client.get(f"/cases/{case_id}").context["page"]
    assert page.pause.reason == "dispute"
    assert page.today.verdict == "pause"
    assert page.pausing is None
    assert not page.today.has_permit
    assert {"case.paused", "permit.cancelled"} <= set(verbs_of(f"case:{case_id}")[:3])


def test_an_agent_may_stop_contact_on_a_case_of_the_day(demo):
    out = pair_out()
    assert sent(signed_in(out.agent), out.stops[0].case_id).status_code == 302


def test_the_same_form_sent_twice_is_one_pause(demo, case_id):
    client = signed_in("lead")
    sent(client, case_id)
    with nothing_written(f"case:{case_id}"):
        assert sent(client, case_id).status_code == 302
