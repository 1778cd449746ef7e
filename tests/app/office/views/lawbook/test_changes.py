"""What does the legal changelog show, and what follows from a change?"""

from datetime import date

from tests.app.demonstration import DAY
from tests.app.doors import queries_of, signed_in, stranger

from doorstep_desk.office.pages.lawbook.changes import examples_that_flip


def changes(**asked):
    return signed_in("lead").get("/law/changes", asked).context["page"]


def test_a_stranger_is_sent_to_the_sign_in_page(demo):
    assert stranger().get("/law/changes").status_code == 302


def test_changes_stand_newest_first_and_those_to_come_are_marked(demo):
    page = changes(place="us")
    days = [each.on for each in page.days]
    assert days == sorted(days, reverse=True)
    assert page.next_on == date(2027, 1, 31)
    assert [each.on for each in page.days if each.is_coming] == [page.next_on]


def test_a_number_shows_what_it_was_and_becomes(demo):
    (day,) = [each for each in changes(place="us").days if each.on == date(2026, 9, 1)]
    begun = next(each for each in day.lines if not each.is_end)
    ended = next(each for each in day.lines if each.is_end)
    assert ("per week", "2", "3") in {(n.name, n.before, n.after) for n in begun.numbers}
    assert ended.rule == begun.rule == "US-NYC-01"


def test_china_and_the_house_come_first_and_an_unknown_place_is_ignored(demo):
    assert {line.place for day in changes().days for line in day.lines} == {"cn"}
    assert changes(place="atlantis").count == changes().count
    assert changes(place="all").count > changes().count


def test_examples_flip_only_where_the_law_of_the_day_makes_a_difference():
    flips = examples_that_flip(date(2025, 2, 28))
    assert "own-frequency-a" in {each.example for each in flips}
    assert all(each.before != each.after or each.before_rules != each.after_rules
               for each in flips)  # fmt: skip
    assert examples_that_flip(date(2024, 2, 2)) == ()


def test_consequences_are_reckoned_only_when_asked_for(demo):
    assert not any(day.is_open or day.stored for day in changes().days)
    (day,) = [each for each in changes(on="2025-02-28").days if each.is_open]
    assert day.examples
    assert day.stored is None


def test_a_stored_day_is_compared_under_the_law_before_and_after(demo):
    (day,) = [each for each in changes(on="2025-02-28", day="1").days if each.is_open]
    assert day.stored.on == DAY
    assert day.stored.compared > 0
    assert day.stored.left_out == 0
    assert all(flip.before != flip.after for flip in day.stored.shown)


def test_who_may_not_read_the_day_compares_none(demo):
    page = (
        signed_in("agent1").get("/law/changes", {"on": "2025-02-28", "day": "1"}).context["page"]
    )
    assert page.newest_run_on is None
    assert not any(day.stored for day in page.days)


def test_the_page_costs_the_same_for_one_place_and_all(demo):
    client = signed_in("lead")
    client.get("/law/changes")
    counts = {
        queries_of(lambda place=place: client.get("/law/changes", {"place": place}))
        for place in ("", "us", "all")
    }
    assert len(counts) == 1
