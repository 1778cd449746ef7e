"""What does an agent see of the day?"""

from datetime import timedelta
from functools import partial

import pytest
from tests.app.doors import pair_out, queries_of, signed_in, stranger, text_of

from doorstep_desk.plumbing import clock


def day_of(client):
    return client.get("/field/").context["day"]


def test_a_stranger_is_sent_to_the_sign_in_page(demo):
    assert stranger().get("/field/").status_code == 302


@pytest.mark.parametrize("username", ["analyst", "compliance", "admin"])
def test_who_does_not_go_out_has_no_phone_page(demo, username):
    assert signed_in(username).get("/field/").status_code == 403


def test_an_agent_without_a_pair_is_told_that_nobody_visits_alone(demo):
    assert "Nobody visits alone" in text_of(signed_in("caller1").get("/field/"))


def test_on_a_day_that_was_not_run_nothing_is_planned(demo):
    agent = pair_out().agent
    with clock.fixed(demo.at + timedelta(days=1)):
        day = day_of(signed_in(agent))
    assert (day.stops, day.because) == ((), "no_plan")


def test_both_members_of_a_pair_see_the_same_stops_and_another_pair_sees_others(demo):
    out = pair_out()
    first, second, other = (
        [stop.stop_id for stop in day_of(signed_in(name)).stops]
        for name in (out.agent, out.partner, out.elsewhere)
    )
    assert len(first) == len(out.stops)
    assert first == second
    assert not set(first) & set(other)


def test_the_list_names_neither_family_name_nor_sum_nor_creditor(demo):
    out = pair_out()
    page = text_of(signed_in(out.agent).get("/field/"))
    for stop in out.stops:
        assert stop.borrower not in page
    assert "¥" not in page
    assert "公司" not in page
    assert "past due" not in page


def test_stops_are_numbered_in_order_and_only_the_next_shows_its_door(demo):
    client = signed_in(pair_out().agent)
    day = day_of(client)
    assert [stop.sequence for stop in day.stops] == list(range(1, len(day.stops) + 1))
    page = text_of(client.get("/field/"))
    assert day.stops[0].address in page
    assert all(stop.address not in page for stop in day.stops[1:])


def test_the_day_costs_the_same_however_many_stops_it_has(demo):
    out = pair_out()
    few, many = signed_in(out.elsewhere), signed_in(out.agent)
    counts = []
    for client in (few, many):
        client.get("/field/")
        counts.append(queries_of(partial(client.get, "/field/")))
    assert abs(counts[0] - counts[1]) <= 1  # a day without a stop saves the look at its records
    assert max(counts) < 30
