"""What does somebody who asks who is at the door get to see?"""

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import pair_out, stranger, text_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.queries import case_of
from doorstep_desk.plumbing import clock
from doorstep_desk.visits.actions.check_visitor import MOST_CHECKS
from doorstep_desk.visits.models import VisitorCheck
from doorstep_desk.visits.visitors import pairs_out, shown_code

NOON = beijing_instant(DAY, 12)


@pytest.fixture
def noon(demo):
    with clock.fixed(NOON):
        yield demo


def digits() -> str:
    shown = shown_code(min(pairs_out(NOON)), NOON)
    assert shown is not None
    return shown.digits


def test_what_is_no_number_comes_back_with_a_word_and_what_was_typed(noon):
    answer = stranger().post("/portal/visitor", {"number": "12 ab"})
    assert answer.status_code == 400
    assert "eight digits" in text_of(answer)
    assert "12 ab" in text_of(answer)


def test_too_many_tries_have_to_wait(noon):
    asker = stranger()
    for _ in range(MOST_CHECKS):
        asker.post("/portal/visitor", {"number": "00000000"})
    answer = asker.post("/portal/visitor", {"number": digits()})
    assert answer.status_code == 429
    assert "need not open the door" in text_of(answer)


def test_a_report_cannot_be_made_by_reading(noon):
    assert stranger().get("/portal/visitor/report").status_code == 405


def test_anyone_may_open_the_page_and_it_is_not_kept(noon):
    answer = stranger().get("/portal/visitor")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_genuine_says_three_things_and_names_nobody(noon):
    answer = stranger().post("/portal/visitor", {"number": digits()})
    page = text_of(answer)
    assert "Genuine: they are sent and have an appointment today" in page
    assert "mandate is valid today" in page
    lead = noon.actor("lead")
    for stop in pair_out().stops:
        borrower = case_of(lead, stop.case_id).borrower
        assert borrower.name not in page
    for word in ("debt", "loan", "owed", "overdue", "¥", "延边示例", "欠"):
        assert word not in page, word


def test_a_number_of_nobody_says_so_and_what_to_do(noon):
    answer = stranger().post("/portal/visitor", {"number": "00000000"})
    assert "belongs to nobody of ours" in text_of(answer)
    assert "call 110" in text_of(answer)
    assert VisitorCheck.objects.get().answer == "unknown"


def test_a_report_is_taken_with_its_words(noon):
    answer = stranger().post("/portal/visitor/report", {"number": digits(), "note": "one man"})
    assert "we look into it now" in text_of(answer)
    assert VisitorCheck.objects.get().note == "one man"
