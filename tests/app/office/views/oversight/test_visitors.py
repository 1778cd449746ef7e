"""Who sees that somebody doubted who was at the door, and settles it?"""

from tests.app.demonstration import DAY
from tests.app.doors import signed_in, stranger, text_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.plumbing import clock
from doorstep_desk.visits.models import VisitorCheck

NOON = beijing_instant(DAY, 12)


def doubted():
    with clock.fixed(NOON):
        stranger().post("/portal/visitor", {"number": "00000000"})
    return VisitorCheck.objects.get().pk


def test_a_stranger_is_sent_to_the_sign_in_page(demo):
    assert stranger().get("/visitors").status_code == 302


def test_an_agent_may_not_read_the_alerts(demo):
    assert signed_in("agent1").get("/visitors").status_code == 403


def test_an_outcome_that_is_not_on_the_list_is_refused_in_words(demo):
    answer = signed_in("lead").post(f"/visitors/{doubted()}/settle", {"outcome": "no"})
    assert answer.status_code == 409
    assert "Choose what it turned out to be" in text_of(answer)


def test_the_board_puts_the_doubt_first_until_somebody_settled_it(demo):
    lead = signed_in("lead")
    assert "doubts who is at the door" not in text_of(lead.get("/"))
    check = doubted()
    first = lead.get("/").context["page"].attention[0]
    assert (first.kind, first.count, first.url) == ("visitors", 1, "/visitors")
    assert lead.post(f"/visitors/{check}/settle", {"outcome": "unclear"}).status_code == 302
    assert "doubts who is at the door" not in text_of(lead.get("/"))
    page = lead.get("/visitors").context["page"]
    assert [row.settled_as for row in page.settled] == ["unclear"]
    assert page.waiting == ()
