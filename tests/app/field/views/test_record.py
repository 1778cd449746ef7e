"""How does an agent write down a visit, on any line and with any finger?"""

import uuid

import pytest
from tests.app.doors import nothing_written, pair_out, signed_in, text_of, verbs_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.plumbing import clock


@pytest.fixture(autouse=True)
def ten(demo):
    with clock.fixed(beijing_instant(demo.on, 10)):
        yield


@pytest.fixture
def case_id(demo):
    return pair_out().stops[0].case_id


@pytest.fixture
def address(demo):
    stop = signed_in(pair_out().agent).get("/field/").context["day"].stops[0]
    return f"/field/stops/{stop.stop_id}"


def filled(client, address, **changed):
    client_id = client.get(f"{address}/record").context["page"].client_id
    usual = {"record_id": client_id, "met": "borrower", "disposition": "met_borrower"}
    return usual | changed


def sent(client, address, **changed):
    return client.post(f"{address}/record", filled(client, address, **changed))


def test_another_pair_records_nothing_here(demo, address, case_id):
    wanted = filled(signed_in(pair_out().agent), address)
    with nothing_written(f"case:{case_id}"):
        answer = signed_in(pair_out().elsewhere).post(f"{address}/record", wanted)
    assert answer.status_code == 409


@pytest.mark.parametrize("username", ["analyst", "compliance"])
def test_who_does_not_visit_records_no_visit(demo, address, username):
    wanted = {"record_id": str(uuid.uuid4()), "met": "nobody", "disposition": "nobody_met"}
    assert signed_in(username).post(f"{address}/record", wanted).status_code == 403


def test_all_problems_come_back_at_once_and_typed_words_stay(demo, address, case_id):
    wrong = {"met": "", "disposition": "", "promise_amount": "much", "note": "a long talk"}
    with nothing_written(f"case:{case_id}"):
        answer = sent(signed_in(pair_out().agent), address, **wrong)
    assert answer.status_code == 400
    page = text_of(answer)
    for sentence in (
        "Choose whom you reached", "Choose what happened", "Write the sum as", "Say by which day",
    ):  # fmt: skip
        assert sentence in page, sentence
    assert "a long talk" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"promise_amount": "99999999", "promise_due_on": "2026-12-01"}, "at most the debt"),
        ({"promise_amount": "10", "promise_due_on": "2026-11-01"}, "later day"),
        ({"met": "nobody", "disposition": "met_borrower"}, "does not fit"),
        ({"met": "third_party", "disposition": "met_third_party", "promise_amount": "10",
          "promise_due_on": "2026-12-01"}, "Only the borrower"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_half_applied(
    demo, address, case_id, wrong, says
):
    with nothing_written(f"case:{case_id}"):
        answer = sent(signed_in(pair_out().agent), address, **wrong)
    assert says in text_of(answer)
    assert signed_in(pair_out().agent).get(address).context["page"].stop.state == "planned"


def test_a_visit_with_a_promise_finishes_stop_and_permit_together(demo, address, case_id):
    client = signed_in(pair_out().agent)
    promise = {"promise_amount": "200", "promise_due_on": "2026-12-01"}
    answer = sent(client, address, **promise)
    assert answer["Location"] == f"{address}/recorded"
    assert {
        "attempt.executed", "promise.recorded", "stop.finished", "visit.recorded",
    } <= set(verbs_of(f"case:{case_id}"))  # fmt: skip
    stop = pair_out().stops[0]
    assert (stop.state, stop.outcome, stop.permit.state) == ("done", "met_borrower", "used")


def test_the_same_form_sent_twice_is_one_visit(demo, address, case_id):
    client = signed_in(pair_out().agent)
    wanted = filled(client, address)
    assert client.post(f"{address}/record", wanted).status_code == 302
    with nothing_written(f"case:{case_id}"):
        assert client.post(f"{address}/record", wanted).status_code == 302


def test_a_partner_who_records_the_same_stop_is_told_that_it_is_over(demo, address, case_id):
    sent(signed_in(pair_out().agent), address)
    with nothing_written(f"case:{case_id}"):
        answer = sent(signed_in(pair_out().partner), address)
    assert answer.status_code == 409
    assert "already" in text_of(answer)


def test_leaving_when_asked_is_ticked_when_the_leave_button_led_here(demo, address):
    page = signed_in(pair_out().agent).get(f"{address}/record", {"left": "yes"}).context["page"]
    assert page.values["asked_to_leave"] == "yes"
