"""How does the office write down a call or a visit?"""

import uuid
from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import (
    case_with,
    local,
    nothing_written,
    pair_out,
    signed_in,
    text_of,
    verbs_of,
)

from doorstep_desk.arrangements.queries import promises_of_case
from doorstep_desk.plumbing import clock

AT = "2026-11-25T05:40"


@pytest.fixture
def case_id(demo) -> int:
    return case_with(demo.agency_id, DAY, treatment="visit")


def form(case_id, **changed):
    usual = {
        "record_id": str(uuid.uuid4()), "channel": "call", "at": AT, "met": "borrower",
        "disposition": "right_party_contact",
    }  # fmt: skip
    return usual | changed


def sent(client, case_id, **changed):
    return client.post(f"/cases/{case_id}/record", form(case_id, **changed))


@pytest.mark.parametrize("username", ["analyst", "compliance", "admin"])
def test_who_does_not_work_cases_records_nothing(demo, case_id, username):
    with nothing_written(f"case:{case_id}"):
        assert sent(signed_in(username), case_id).status_code == 403


def test_an_agent_records_nothing_on_a_case_of_another_pair(demo):
    out = pair_out()
    foreign = out.stops[0].case_id
    with nothing_written(f"case:{foreign}"):
        assert "There is no" in text_of(sent(signed_in(out.elsewhere), foreign))


def test_all_problems_stand_beside_their_fields_at_once_and_typed_words_stay(demo, case_id):
    wrong = {
        "at": "some time", "met": "", "disposition": "", "note": "spoke about December",
        "promise_amount": "a lot", "promise_due_on": "soon",
    }  # fmt: skip
    with nothing_written(f"case:{case_id}"):
        answer = sent(signed_in("lead"), case_id, **wrong)
    assert answer.status_code == 400
    page = text_of(answer)
    for sentence in (
        "Say when it began", "Choose whom you reached", "Choose what happened",
        "Write the sum as 1200", "Write a day",
    ):  # fmt: skip
        assert sentence in page, sentence
    assert "spoke about December" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"promise_amount": "99999999", "promise_due_on": "2026-12-01"}, "at most the debt"),
        ({"promise_amount": "100", "promise_due_on": "2026-11-01"}, "later day"),
        ({"promise_amount": "100"}, "Say by which day"),
        ({"promise_amount": "0", "promise_due_on": "2026-12-01"}, "more than nothing"),
        ({"met": "nobody", "disposition": "busy", "promise_amount": "1",
          "promise_due_on": "2026-12-01"}, "Only the borrower can promise"),
        ({"met": "nobody"}, "does not fit"),
        ({"at": "2026-11-25T23:00"}, "after it happened"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence_and_nothing_is_kept(demo, case_id, wrong, says):
    with nothing_written(f"case:{case_id}"):
        answer = sent(signed_in("lead"), case_id, **wrong)
    assert answer.status_code in (400, 409)
    assert says in text_of(answer)
    assert promises_of_case(case_id) == [] or promises_of_case(case_id)[0].made_at < demo.at


def test_a_call_with_a_promise_writes_attempt_promise_and_audit(demo, case_id):
    client = signed_in("lead")
    answer = sent(client, case_id, promise_amount="100", promise_due_on="2026-12-01", note="fine")
    assert answer["Location"] == f"/cases/{case_id}"
    assert set(verbs_of(f"case:{case_id}")[:4]) >= {
        "attempt.recorded", "promise.recorded", "call.recorded",
    }  # fmt: skip
    page = client.get(f"/cases/{case_id}").context["page"]
    assert page.promises[0].amount_fen == 10_000
    assert page.history.lines[0].note == "fine"


def test_the_same_form_sent_twice_is_one_record(demo, case_id):
    client, wanted = signed_in("lead"), form(case_id)
    assert client.post(f"/cases/{case_id}/record", wanted).status_code == 302
    with nothing_written(f"case:{case_id}"):
        assert client.post(f"/cases/{case_id}/record", wanted).status_code == 302


def test_the_second_of_two_leads_is_told_that_the_case_changed(demo, case_id):
    first, second = signed_in("lead"), signed_in("lead")
    seen = second.get(f"/cases/{case_id}").context["page"].record.state.values["seen"]
    assert sent(first, case_id, seen=seen).status_code == 302
    with nothing_written(f"case:{case_id}"):
        answer = sent(second, case_id, seen=seen, note="my own words")
    assert answer.status_code == 409
    assert "Somebody else saved this record" in text_of(answer)
    assert "my own words" in text_of(answer)


def test_a_wish_for_no_more_contact_takes_back_the_permit(demo, case_id):
    client = signed_in("lead")
    assert client.get(f"/cases/{case_id}").context["page"].today.has_permit
    sent(client, case_id, asked_to_stop="yes")
    assert not client.get(f"/cases/{case_id}").context["page"].today.has_permit


def test_a_form_without_its_identifier_asks_to_open_the_page_again(demo, case_id):
    with clock.fixed(demo.at + timedelta(minutes=1)):
        answer = sent(signed_in("lead"), case_id, record_id="", at=local(demo.at))
    assert answer.status_code == 400
