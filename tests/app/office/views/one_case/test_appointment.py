"""Do staff book what a borrower asked for, and does their case show it?"""

import re

import pytest
from tests.app.appointments.booking import bookable, standing
from tests.app.demonstration import DAWN
from tests.app.doors import nothing_written, signed_in, text_of

from doorstep_desk.appointments.models import Appointment


@pytest.fixture
def case_id(demo):
    return bookable(demo, DAWN)[0]


def keys_in(page):
    return re.findall(r'name="slot" value="([^"]+)"', page)


@pytest.mark.parametrize("who", ["analyst", "admin"])
def test_who_works_on_no_case_books_nothing(case_id, who):
    client = signed_in(who)
    for end in ("", "/book", "/cancel"):
        address = f"/cases/{case_id}/appointment{end}"
        answer = client.post(address, {"heard": "call"}) if end else client.get(address)
        assert answer.status_code == 403
    assert standing(case_id, DAWN) is None


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"heard": "call"}, "Choose one of the times"),
        ({"slot": "2026-11-28T09:00", "heard": "call"}, "not free any more"),
        ({"slot": "first", "heard": "rumour"}, "how you heard it"),
        ({"slot": "first"}, "how you heard it"),
    ],
)
def test_what_cannot_be_is_said_above_the_times(case_id, sent, words):
    lead, address = signed_in("lead"), f"/cases/{case_id}/appointment"
    if sent.get("slot") == "first":
        sent = {**sent, "slot": keys_in(text_of(lead.get(address)))[0]}
    with nothing_written(f"case:{case_id}"):
        answer = lead.post(f"{address}/book", sent)
    assert answer.status_code == 409
    assert words in text_of(answer)


def test_what_was_heard_is_booked_shown_on_the_case_and_cancelled(case_id):
    lead, address = signed_in("lead"), f"/cases/{case_id}/appointment"
    first = keys_in(text_of(lead.get(address)))[0]
    assert lead.post(f"{address}/book", {"slot": first, "heard": "call"})["Location"] == address
    shown = text_of(lead.get(address))
    assert "Heard in a call" in shown
    case = text_of(lead.get(f"/cases/{case_id}"))
    assert "Move or cancel it" in case
    lead.post(f"{address}/cancel", {"heard": "call"})
    assert standing(case_id, DAWN) is None
    assert "cancelled by the borrower" in text_of(lead.get(address))
    assert Appointment.objects.get(case_id=case_id).ended_by == "lead"
