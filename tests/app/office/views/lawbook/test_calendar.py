"""Who may read and change the calendar through the browser, and who is told that it is missing?"""

import uuid
from datetime import date, datetime

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import signed_in, stranger, text_of

from doorstep.terms.local_time import BEIJING
from doorstep_desk.calendars.queries import approved_days, waiting_days
from doorstep_desk.plumbing import clock

WISH = {"on": "2026-11-30", "kind": "holiday", "source": "State Council notice no. 9"}


def propose(user="lead", **changes):
    return signed_in(user).post("/law/calendar/propose", {**WISH, **changes})


def act(user, word, row):
    return signed_in(user).post(f"/law/calendar/{row.pk}/{word}", {"year": "2026"})


@pytest.mark.parametrize("address", ["", "/propose", f"/{uuid.UUID(int=7)}/approve"])
def test_a_stranger_reaches_nothing(demo, address):
    assert stranger().get(f"/law/calendar{address}").status_code == 302


@pytest.mark.parametrize("user", ["agent1", "analyst", "admin"])
def test_only_lead_and_compliance_are_offered_the_form_and_may_send_it(demo, user):
    assert signed_in(user).get("/law/calendar").context["page"].form is None
    assert propose(user).status_code == 403
    assert waiting_days(demo.agency_id) == []


@pytest.mark.parametrize(
    ("changes", "field", "status"),
    [
        ({"on": "soon"}, "on", 400),
        ({"kind": "festival"}, "kind", 400),
        ({"source": " "}, "source", 400),
        ({"on": "2026-11-01"}, "on", 409),  # over
    ],
)
def test_what_cannot_be_is_said_beside_its_field(demo, changes, field, status):
    answer = propose(**changes)
    assert answer.status_code == status
    assert answer.context["page"].errors[field]
    assert waiting_days(demo.agency_id) == []


def test_nobody_approves_their_own_day(demo):
    propose("compliance")
    (row,) = waiting_days(demo.agency_id)
    answer = act("compliance", "approve", row)
    assert answer.status_code == 409
    assert "Another person approves it" in text_of(answer)
    assert approved_days(demo.agency_id) == []


def test_a_day_that_two_people_agree_on_is_marked_in_the_year(demo):
    propose()
    (row,) = waiting_days(demo.agency_id)
    assert act("compliance", "approve", row).status_code == 302
    page = signed_in("agent1").get("/law/calendar", {"year": "2026"}).context["page"]
    cells = {
        cell.on: cell for month in page.months for week in month.weeks for cell in week if cell
    }
    assert len(cells) == 365
    added = cells[date(2026, 11, 30)]
    assert (added.kind, added.is_ours) == ("holiday", True)
    assert (cells[date(2026, 10, 1)].kind, cells[date(2026, 10, 10)].kind) == ("holiday", "makeup")
    assert cells[DAY].is_today


def test_a_day_can_be_taken_back_before_it_is_approved(demo):
    propose()
    (row,) = waiting_days(demo.agency_id)
    assert act("lead", "withdraw", row).status_code == 302
    assert act("lead", "withdraw", row).status_code == 409


def test_a_year_that_is_not_loaded_says_what_follows(demo):
    answer = signed_in("lead").get("/law/calendar", {"year": "2027"})
    page = answer.context["page"]
    assert not page.is_loaded
    assert "a person must look before anybody is contacted" in text_of(answer)
    kinds = {cell.kind for month in page.months for week in month.weeks for cell in week if cell}
    assert kinds == {"unknown"}


@pytest.mark.parametrize("year", ["", "year", "99999", "1900"])
def test_a_year_that_is_none_is_the_present_one(demo, year):
    page = signed_in("lead").get("/law/calendar", {"year": year}).context["page"]
    assert page.year == DAY.year


def test_from_december_the_page_says_that_next_year_is_missing(demo):
    assert signed_in("lead").get("/law/calendar").context["page"].missing_year is None
    with clock.fixed(datetime(2026, 12, 1, 9, tzinfo=BEIJING)):
        page = signed_in("lead").get("/law/calendar").context["page"]
    assert page.missing_year == 2027
