"""What does an agent see after a record was taken?"""

import pytest
from tests.app.doors import pair_out, signed_in, text_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.plumbing import clock


@pytest.fixture(autouse=True)
def ten(demo):
    with clock.fixed(beijing_instant(demo.on, 10)):
        yield


@pytest.fixture
def address(demo):
    stop = signed_in(pair_out().agent).get("/field/").context["day"].stops[0]
    return f"/field/stops/{stop.stop_id}"


def record(client, address, **changed):
    client_id = client.get(f"{address}/record").context["page"].client_id
    usual = {"record_id": client_id, "met": "borrower", "disposition": "met_borrower"}
    client.post(f"{address}/record", usual | changed)
    return client.get(f"{address}/recorded")


def test_another_pair_does_not_see_it(demo, address):
    record(signed_in(pair_out().agent), address)
    assert signed_in(pair_out().elsewhere).get(f"{address}/recorded").status_code == 409


def test_without_a_record_the_stop_is_shown(demo, address):
    assert signed_in(pair_out().agent).get(f"{address}/recorded")["Location"] == address


def test_the_promise_and_the_next_stop_are_shown(demo, address):
    answer = record(
        signed_in(pair_out().agent), address, promise_amount="200", promise_due_on="2026-12-01"
    )
    page = answer.context["page"]
    assert page.promise_fen == 20_000
    assert page.next_stop.sequence == 2
    assert "¥200.00" in text_of(answer)


def test_who_was_asked_to_leave_is_told_that_nobody_goes_back(demo, address):
    answer = record(signed_in(pair_out().agent), address, asked_to_leave="yes")
    assert "Nobody goes back to this door today" in text_of(answer)
