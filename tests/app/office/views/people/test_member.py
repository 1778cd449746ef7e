"""Are skills, certificates, days away and sick calls kept on the page of the person?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import pair_out, signed_in, text_of

from doorstep_desk.dayplans.queries import latest_run, placed_stops
from doorstep_desk.staff.models import Absence, Certificate, Staff


@pytest.fixture
def somebody(demo) -> int:
    return Staff.objects.get(username=pair_out().agent).pk


def page_of(somebody, username="lead"):
    return signed_in(username).get(f"/team/{somebody}").context["page"]


ACTS = {
    "change": {"name": "金", "languages": "zh"},
    "away": {"from_on": "2026-12-01", "kind": "leave"},
    "certificates": {"issued_on": "2026-11-01", "expires_on": "2027-11-01", "source": "exam"},
    "sick": {},
}


THIRTEEN = (
    "延吉市 图们市 敦化市 珲春市 龙井市 和龙市 汪清县 安图县 抚松县 靖宇县 临江市 桦甸市 蛟河市"
)


@pytest.mark.parametrize("act", ACTS)
def test_who_may_not_changes_nothing_about_anybody(demo, somebody, act):
    held = Certificate.objects.count()
    for username in ("agent1", "analyst"):
        assert signed_in(username).post(f"/team/{somebody}/{act}", ACTS[act]).status_code == 403
    assert not Absence.objects.exists()
    assert Certificate.objects.count() == held


def test_there_is_nobody_of_that_key(demo):
    assert "There is no member" in text_of(signed_in("lead").get("/team/999999"))


def test_what_somebody_brings_is_saved_and_shown(demo, somebody):
    sent = {"name": "金成浩", "languages": ["zh", "ko"], "skills": ["driving", "calming"],
            "territories": "延吉市、龙井市"}  # fmt: skip
    assert signed_in("lead").post(f"/team/{somebody}/change", sent).status_code == 302
    line = page_of(somebody).line
    assert line.skills == ("calming", "driving")
    assert set(line.territories) == {"延吉市", "龙井市"}


@pytest.mark.parametrize(
    ("act", "wrong", "says"),
    [
        ("change", {"name": "", "languages": "zh"}, "at most 60"),
        ("change", {"name": "金"}, "at least one language"),
        ("change", {"name": "金", "languages": "zh", "territories": "延吉市 仙境县"},
         "No county is called 仙境县"),
        ("change", {"name": "金", "languages": "zh", "territories": THIRTEEN}, "At most 12"),
        ("away", {"from_on": "soon", "kind": "leave"}, "Write a day"),
        ("away", {"from_on": "2026-12-02", "until_on": "2026-12-01", "kind": "leave"}, "before"),
        ("away", {"from_on": "2026-12-02", "kind": "holiday"}, "Choose why"),
        ("certificates", {"issued_on": "2027-01-01", "expires_on": "2028-01-01", "source": "x"},
         "once it was given"),
        ("certificates", {"issued_on": "2026-11-02", "expires_on": "2026-11-01", "source": "x"},
         "cannot end before"),
        ("certificates", {"issued_on": "2026-11-02", "expires_on": "2027-11-01"}, "Say who"),
        ("sick", {"sick_until": "2026-11-01"}, "within 90 days"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field(demo, somebody, act, wrong, says):
    held = Certificate.objects.count()
    answer = signed_in("lead").post(f"/team/{somebody}/{act}", wrong)
    assert answer.status_code == 400
    assert says in text_of(answer)
    assert not Absence.objects.exists()
    assert Certificate.objects.count() == held


def take_back_all(somebody: int) -> None:
    """Take back what the person earned by exams, so that one certificate alone counts."""
    for line in page_of(somebody).certificates:
        where = f"/team/{somebody}/certificates/{line.certificate_id}/revoke"
        assert signed_in("lead").post(where).status_code == 302


def test_days_away_are_noted_once_and_taken_back(demo, somebody):
    client, sent = signed_in("lead"), {"from_on": "2026-11-25", "kind": "leave"}
    assert client.post(f"/team/{somebody}/away", sent).status_code == 302
    assert page_of(somebody).line.away == "leave"
    again = client.post(f"/team/{somebody}/away", sent)
    assert (again.status_code, "noted already" in text_of(again)) == (409, True)
    (noted,) = page_of(somebody).away
    client.post(f"/team/{somebody}/away/{noted.absence_id}/withdraw")
    assert page_of(somebody).away == ()


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (31, "allow"),
        (30, "ask"),  # a month before its end it is pointed out
        (0, "ask"),  # on the last day it still counts
    ],
)
def test_a_certificate_says_how_long_it_is_good(demo, somebody, days, state):
    ends = (DAY + timedelta(days=days)).isoformat()
    take_back_all(somebody)
    sent = {"issued_on": "2026-11-01", "expires_on": ends, "source": "exam"}
    assert signed_in("compliance").post(f"/team/{somebody}/certificates", sent).status_code == 302
    (line,) = [each for each in page_of(somebody).certificates if each.state != "gone"]
    assert (line.state, page_of(somebody).line.certificate) == (state, state)


def test_a_certificate_that_is_taken_back_keeps_somebody_at_home(demo, somebody):
    client = signed_in("lead")
    client.post(f"/team/{somebody}/certificates", ACTS["certificates"])
    take_back_all(somebody)
    page = page_of(somebody)
    assert {each.state for each in page.certificates} == {"gone"}
    assert page.line.certificate == "refuse"
    names = [pair.names for pair in client.get("/team").context["page"].pairs]
    assert all(page.line.name not in each for each in names)


def test_a_sick_call_shows_every_visit_that_moved_and_is_taken_once(demo, somebody):
    client, out = signed_in("lead"), pair_out()
    answer = client.post(f"/team/{somebody}/sick")
    assert answer.status_code == 200
    moved = answer.context["done"].moved
    assert {stop.case_id for stop in out.stops} <= {each.case_id for each in moved}
    page = text_of(answer)
    assert all(each.number in page for each in moved)
    placed = placed_stops(latest_run(demo.agency_id, DAY))
    assert out.letter not in {each.letter for each in placed.values()}
    again = client.post(f"/team/{somebody}/sick")
    assert (again.status_code, page_of(somebody).may_call_in) == (409, False)
