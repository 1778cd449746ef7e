"""How is a day run from the board, and what does the board tell meanwhile?"""

from datetime import timedelta

import pytest
from tests.app.doors import signed_in, text_of
from tests.app.portfolio import DAY, NOON, place

from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.dayplans.errors import plan_not_lawful
from doorstep_desk.plumbing import clock
from doorstep_desk.workdays.actions import ask
from doorstep_desk.workdays.actions.watched import begin_run, end_run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


@pytest.mark.parametrize("username", ["agent", "analyst", "compliance", "admin"])
def test_who_does_not_plan_neither_runs_a_day_nor_follows_one(cast, username):
    client = signed_in(username)
    assert client.post("/day/run").status_code == 403
    assert client.get("/day/progress").status_code == 403


def test_an_empty_store_says_what_comes_first(cast):
    assert "Run today" not in text_of(signed_in("lead").get("/"))
    answer = signed_in("lead").post("/day/run")
    assert answer.status_code == 409
    assert "Import a placement file first" in text_of(answer)


def test_the_board_tells_that_the_day_is_being_run_and_offers_no_second_run(cast):
    place(cast)
    client = signed_in("lead")
    assert "Run today" in text_of(client.get("/"))
    answer = client.post("/day/run", follow=True)
    assert "is being run" in text_of(answer)
    assert "Run today" not in text_of(answer)
    assert client.post("/day/run").status_code == 409
    assert "is being run" not in text_of(signed_in("analyst").get("/"))


def test_progress_is_polled_and_the_board_is_read_again_at_the_end(cast):
    place(cast)
    client = signed_in("lead")
    client.post("/day/run")
    answer = client.get("/day/progress")
    assert "HX-Refresh" not in answer
    assert 'hx-trigger="every 2s"' in text_of(answer)
    runner = day_runner(cast.agency_id)
    wish = begin_run(actor=runner, on=DAY, asked=_wish(cast), at=NOON)
    end_run(actor=runner, run_id=wish, refused=None, at=NOON)
    assert client.get("/day/progress")["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "found 3 violations"), ("zh", "行程没有发布")],
)
def test_a_run_that_failed_says_why_in_one_sentence(cast, language, sentence):
    place(cast)
    runner = day_runner(cast.agency_id)
    run = begin_run(actor=runner, on=DAY, asked=None, at=NOON)
    end_run(actor=runner, run_id=run, refused=plan_not_lawful(3), at=NOON)
    assert sentence in text_of(signed_in("lead", language).get("/"))
    with clock.fixed(NOON + timedelta(hours=13)):
        assert sentence not in text_of(signed_in("lead", language).get("/"))


def test_a_run_whose_process_is_gone_says_so_and_may_be_repeated(cast):
    place(cast)
    begin_run(actor=day_runner(cast.agency_id), on=DAY, asked=None, at=NOON)
    page = text_of(signed_in("lead").get("/"))
    assert "stopped before the end" in page
    assert "Run today" in page


def _wish(cast) -> int:
    seen = ask.newest_run(cast.agency_id, NOON)
    assert seen is not None
    return seen.run_id
