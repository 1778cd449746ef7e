"""What happens when somebody cannot go on?"""

import pytest
from tests.app.doors import signed_in, text_of, verbs_of


def pair_with_stops(client):
    return next(pair for pair in client.get("/").context["page"].pairs if pair.stops)


def typed(client, demo, **fields):
    return client.post("/replan", {"date": demo.on.isoformat(), **fields})


@pytest.mark.parametrize("username", ["agent1", "analyst", "compliance", "admin"])
def test_only_a_lead_plans_again(demo, username):
    assert typed(signed_in(username), demo, absent="1", because="ill").status_code == 403


def test_all_problems_come_back_at_once_and_what_was_typed_stays(demo):
    answer = typed(signed_in("lead"), demo, absent="999999", because="")
    assert answer.status_code == 400
    page = text_of(answer)
    assert "Choose who cannot go on." in page
    assert "Say why." in page


def test_the_stops_of_the_pair_go_to_others_and_the_board_says_so(demo):
    client = signed_in("lead")
    pair = pair_with_stops(client)
    answer = typed(client, demo, absent=str(pair.first_id), because="ill since noon")
    assert answer.status_code == 302
    board = client.get(answer["Location"])
    assert "Planned again" in text_of(board)
    after = {each.letter: each for each in board.context["page"].pairs}
    assert not [s for s in after[pair.letter].stops if s.state == "planned"]
    assert board.context["page"].version == 2
    assert "day.replanned" in verbs_of(f"day:{demo.on.isoformat()}")


def test_after_planning_again_every_case_is_on_a_stop_or_in_a_group_that_opens_it(demo):
    client = signed_in("lead")
    pair = pair_with_stops(client)
    typed(client, demo, absent=str(pair.first_id), because="ill since noon")
    board = client.get("/").context["page"]
    assert next(each for each in board.pairs if each.letter == pair.letter).is_out
    assert board.not_visited_count + board.stops_count == board.cases_count
    for group in board.not_visited:
        found = client.get(f"/cases?{group.query}").context["page"]
        assert found.paging.count == group.count, group
