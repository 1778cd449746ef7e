"""What does an agent know before the door?"""

import uuid
from datetime import timedelta

import pytest
from tests.app.doors import pair_out, signed_in, stranger, text_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.plumbing import clock


@pytest.fixture
def stop(demo):
    return signed_in(pair_out().agent).get("/field/").context["day"].stops[0]


def ten(demo):
    return clock.fixed(beijing_instant(demo.on, 10))


def page_of(client, stop):
    return client.get(f"/field/stops/{stop.stop_id}").context["page"]


def test_a_stranger_sees_no_door(demo, stop):
    assert stranger().get(f"/field/stops/{stop.stop_id}").status_code == 302


def test_a_stop_of_another_pair_does_not_exist(demo, stop):
    answer = signed_in(pair_out().elsewhere).get(f"/field/stops/{stop.stop_id}")
    assert answer.status_code == 409
    assert "not on your plan" in text_of(answer)


def test_a_stop_that_does_not_exist_is_refused(demo):
    assert signed_in(pair_out().agent).get(f"/field/stops/{uuid.UUID(int=1)}").status_code == 409


def test_before_its_window_a_visit_has_to_wait(demo, stop):
    page = page_of(signed_in(pair_out().agent), stop)
    assert (page.permit_state, page.may_start) == ("early", False)
    assert page.instead


def test_inside_its_window_the_permit_stands_and_the_words_are_there(demo, stop):
    with ten(demo):
        page = page_of(signed_in(pair_out().agent), stop)
    assert (page.permit_state, page.may_start) == ("issued", True)
    assert page.words[0][0] == stop.language
    assert {rule.verdict for rule in page.rules} == {"deny", "allow"}
    assert [rule.verdict for rule in page.rules] == sorted(
        (rule.verdict for rule in page.rules), reverse=True
    )


def test_after_its_window_nobody_goes(demo, stop):
    with clock.fixed(beijing_instant(demo.on, 10) + timedelta(hours=12)):
        page = page_of(signed_in(pair_out().agent), stop)
    assert (page.permit_state, page.may_start) == ("expired", False)


def test_a_pause_reaches_the_phone_at_once(demo, stop):
    case_id = pair_out().stops[0].case_id
    signed_in("lead").post(f"/cases/{case_id}/pause", {"reason": "dispute"})
    with ten(demo):
        page = page_of(signed_in(pair_out().agent), stop)
    assert (page.permit_state, page.may_start) == ("withdrawn", False)


def test_the_page_names_neither_family_name_nor_sum(demo, stop):
    name = pair_out().stops[0].borrower
    with ten(demo):
        page = text_of(signed_in(pair_out().agent).get(f"/field/stops/{stop.stop_id}"))
    assert name not in page
    assert "¥" not in page
