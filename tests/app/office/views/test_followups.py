"""What is still to be done, and who sees it?"""

from datetime import timedelta

import pytest
from tests.app.doors import signed_in, stranger, text_of
from tests.app.portfolio import DAY, NOON, place

from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.followups.actions import NewFollowUp, open_followups
from doorstep_desk.plumbing import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


@pytest.fixture
def three(cast):
    """One late for a lead, one due today for an agent, one for tomorrow."""
    cases = [account.case_id for account in place(cast, 3)]
    wanted = [
        NewFollowUp(cases[0], "ask_why", DAY - timedelta(days=1), "lead", "a",
                    {"state": "broken", "paid_fen": 0}),
        NewFollowUp(cases[1], "thank", DAY, "agent", "b"),
        NewFollowUp(cases[2], "review", DAY + timedelta(days=1), "lead", "c"),
    ]  # fmt: skip
    open_followups(actor=day_runner(cast.agency_id), wanted=wanted, at=NOON)


def page_of(client, **asked):
    return client.get("/follow-ups", asked).context["page"]


def test_a_stranger_is_sent_to_the_sign_in_page(cast):
    assert stranger().get("/follow-ups").status_code == 302


@pytest.mark.parametrize("username", ["agent", "admin"])
def test_who_does_not_follow_up_does_not_see_the_list(cast, username):
    assert signed_in(username).get("/follow-ups").status_code == 403


def test_another_agency_sees_none_of_it(three):
    assert page_of(signed_in("rival")).paging.count == 0


def test_the_earliest_day_stands_first_and_lateness_is_counted(three):
    page = page_of(signed_in("lead"))
    assert [row.kind for row in page.rows] == ["ask_why", "thank", "review"]
    assert (page.late_count, page.today_count) == (1, 1)
    assert [row.is_late for row in page.rows] == [True, False, False]


def test_the_list_can_be_narrowed(three):
    client = signed_in("lead")
    assert [row.kind for row in page_of(client, owner="agent").rows] == ["thank"]
    assert [row.kind for row in page_of(client, kind="review").rows] == ["review"]
    assert page_of(client, state="done").paging.count == 0


def test_details_are_said_in_words(three):
    assert "Not kept" in text_of(signed_in("lead").get("/follow-ups"))


def test_who_only_reads_is_offered_no_form(three):
    assert not page_of(signed_in("analyst")).may_finish
