"""How is a follow-up finished?"""

import uuid

import pytest
from tests.app.doors import nothing_written, signed_in, text_of, verbs_of
from tests.app.portfolio import DAY, NOON, place

from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.followups.actions import NewFollowUp, open_followups
from doorstep_desk.followups.queries import followups_of_case
from doorstep_desk.plumbing import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(cast):
    case_id = place(cast, 1)[0].case_id
    wanted = [NewFollowUp(case_id, "review", DAY, "lead", "a")]
    open_followups(actor=day_runner(cast.agency_id), wanted=wanted, at=NOON)
    with clock.fixed(NOON):
        yield followups_of_case(case_id)[0]


def sent(client, row, note="called, all well"):
    return client.post(f"/follow-ups/{row.pk}/done", {"note": note})


@pytest.mark.parametrize("username", ["agent", "analyst", "compliance", "admin", "stranger"])
def test_only_a_lead_finishes(waiting, username):
    with nothing_written(f"case:{waiting.case_id}"):
        assert sent(signed_in(username), waiting).status_code == 403


def test_a_follow_up_of_another_agency_does_not_exist(waiting):
    with nothing_written(f"case:{waiting.case_id}"):
        assert sent(signed_in("rival"), waiting).status_code == 409


def test_one_that_does_not_exist_is_refused(waiting):
    answer = signed_in("lead").post(f"/follow-ups/{uuid.UUID(int=1)}/done", {"note": "x"})
    assert answer.status_code == 409


def test_without_a_word_on_what_was_done_the_form_stays_open(waiting):
    answer = sent(signed_in("lead"), waiting, note=" ")
    assert answer.status_code == 400
    assert "Say what was done." in text_of(answer)


def test_done_is_done_once(waiting):
    client = signed_in("lead")
    assert sent(client, waiting).status_code == 302
    assert verbs_of(f"case:{waiting.case_id}")[0] == "followup.finished"
    with nothing_written(f"case:{waiting.case_id}"):
        assert sent(client, waiting).status_code == 409
    assert client.get("/follow-ups", {"state": "done"}).context["page"].rows[0].done_by == "lead"
