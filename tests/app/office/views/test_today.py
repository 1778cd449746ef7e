"""What does the board show of the day, and to whom?"""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from tests.app.conftest import member
from tests.app.doors import queries_of, signed_in, stranger, text_of

from doorstep_desk.organisations.actions import add_organisation
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM


def test_a_stranger_is_sent_to_the_sign_in_page(demo):
    assert stranger().get("/").status_code == 302


@pytest.mark.parametrize(
    ("username", "home"),
    [
        ("agent1", "/field/"),  # sees the own stops on the phone
        ("admin", "/cases"),  # plans nothing
    ],
)
def test_who_does_not_plan_is_led_to_the_own_first_page(demo, username, home):
    assert signed_in(username).get("/")["Location"] == home


def test_something_that_is_no_day_is_refused_in_words(demo):
    answer = signed_in("lead").get("/?date=tomorrow")
    assert answer.status_code == 400
    assert "This is not a day" in text_of(answer)


def test_another_agency_sees_nothing_of_the_day(demo):
    member("outsider", "lead", _other_agency())
    assert "There are no cases yet" in text_of(signed_in("outsider").get("/"))


def test_the_board_shows_every_pair_every_stop_and_why_the_others_stay_in_peace(demo):
    page = text_of(signed_in("lead").get("/"))
    plan, cases = demo.summary["plan"], demo.summary["cases"]
    assert f"{plan['visits']} stops: 0 recorded, {plan['visits']} to do." in page
    assert f"Not visited today: {cases - plan['visits']} cases" in page
    assert "Permit issued" in page
    assert "Odds of meeting" in page


def test_the_groups_of_cases_that_are_not_visited_add_up(demo):
    answer = signed_in("lead").get("/")
    board = answer.context["page"]
    assert sum(group.count for group in board.not_visited) == board.not_visited_count
    assert board.not_visited_count + board.stops_count == board.cases_count


def test_each_group_opens_exactly_its_cases(demo):
    client = signed_in("lead")
    groups = client.get("/").context["page"].not_visited
    assert groups
    for group in groups:
        found = client.get(f"/cases?{group.query}").context["page"]
        assert found.paging.count == group.count, group


def test_the_chosen_pair_is_listed(demo):
    client = signed_in("lead")
    letters = [pair.letter for pair in client.get("/").context["page"].pairs]
    pages = [client.get("/", {"pair": letter}).context["page"] for letter in letters]
    assert [page.selected.letter for page in pages] == letters
    assert len(letters) > 1


def test_a_stop_without_a_record_an_hour_after_its_end_wants_a_person(demo):
    client = signed_in("lead")
    assert "has no record yet" not in text_of(client.get("/"))
    with clock.fixed(demo.at + timedelta(hours=16)):
        assert "has no record yet" in text_of(client.get("/"))


def test_the_board_speaks_both_languages(demo):
    assert "今天不上门" in text_of(signed_in("lead", "zh").get("/"))
    assert "Not visited today" in text_of(signed_in("lead", "en").get("/"))


def test_the_board_asks_the_same_number_of_questions_for_one_pair_and_for_many_stops(demo):
    client = signed_in("lead")
    client.get("/")
    letters = [pair.letter for pair in client.get("/").context["page"].pairs]
    counts = {queries_of(partial(client.get, "/", {"pair": letter})) for letter in letters}
    assert len(counts) == 1
    assert counts.pop() < 40


def _other_agency() -> int:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return add_organisation(actor=SYSTEM, kind="agency", name="海兰外访", at=at).id
