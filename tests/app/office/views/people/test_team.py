"""Does the page of the team propose pairs, take a lead's word, and keep who never goes so?"""

import re

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import signed_in, stranger, text_of, verbs_of

from doorstep_desk.staff.actions.absences import NewAbsence, note_absence
from doorstep_desk.staff.models import PairExclusion, Staff
from doorstep_desk.staff.queries import shifts_on


def key(username: str) -> int:
    return Staff.objects.get(username=username).pk


def page_of(client, **query):
    return client.get("/team", query).context["page"]


def form_of(page, **changed):
    """Return the form of the pairs as a browser sends it."""
    sent = {"on": DAY.isoformat()}
    for pair in page.pairs:
        sent[f"first_{pair.number}"], sent[f"second_{pair.number}"] = pair.couple
    return sent | changed


def test_a_stranger_signs_in_first_and_an_agent_does_not_see_it(demo):
    assert stranger().get("/team").status_code == 302
    assert signed_in("agent1").get("/team").status_code == 403


@pytest.mark.parametrize("username", ["compliance", "admin"])
def test_who_only_reads_is_offered_no_pairs_to_choose_and_chooses_none(demo, username):
    client = signed_in(username)
    assert page_of(client).may_approve is False
    sent = form_of(page_of(signed_in("lead")))
    assert client.post("/team/pairs", sent).status_code == 403


def test_every_pair_is_proposed_with_what_it_covers(demo):
    page = page_of(signed_in("lead"))
    named = [pair for pair in page.pairs if pair.names]
    assert len(named) == 4
    assert all("ko" in pair.languages for pair in named)
    assert page.left_over == ()


def test_who_is_away_is_said_and_not_proposed(demo):
    lead = demo.actor("lead")
    absence = NewAbsence(key("agent1"), "leave", DAY, DAY)
    note_absence(actor=lead, absence=absence, at=demo.at)
    page = page_of(signed_in("lead"))
    assert page.away_count == 1
    (line,) = [each for each in page.people if each.away]
    assert (line.staff_id, line.away) == (key("agent1"), "leave")
    assert all(line.name not in pair.names for pair in page.pairs)
    assert len(page.left_over) == 1
    assert len(page.standing) == 3, "nobody is sent alone"


def test_who_chooses_others_is_offered_everybody_who_may_go_and_free_lines(demo):
    page = page_of(signed_in("lead"), choose="yes")
    assert [bool(pair.names) for pair in page.pairs] == [True] * 4 + [False] * 2
    offered = {each.label for each in page.pairs[-1].first}
    assert {name for pair in page.pairs for name in pair.names} < offered
    assert page_of(signed_in("compliance"), choose="yes").is_choosing is False


def test_a_lead_sends_others_than_proposed(demo):
    client = signed_in("lead")
    sent = form_of(page_of(client))
    sent["second_1"], sent["second_2"] = sent["second_2"], sent["second_1"]
    answer = client.post("/team/pairs", sent)
    assert answer["Location"] == f"/team?on={DAY.isoformat()}&again=yes"
    assert "Plan today again" in text_of(client.get(answer["Location"]))
    goes = {frozenset((each.pair.first.id, each.pair.second.id))
            for each in shifts_on(DAY, demo.agency_id)}  # fmt: skip
    assert frozenset((int(sent["first_1"]), int(sent["second_1"]))) in goes
    assert len(goes) == 4
    assert verbs_of(f"day:{DAY.isoformat()}")[0] == "pairs.approved"


@pytest.mark.parametrize(
    ("changed", "status", "says"),
    [
        ({"second_1": ""}, 400, "A pair is two people"),
        ({"second_1": "agent"}, 400, "A pair is two people"),
        ({"first_2": "same"}, 409, "stands in two pairs"),
    ],
)
def test_pairs_that_cannot_be_are_said_and_what_was_chosen_stays(demo, changed, status, says):
    client = signed_in("lead")
    sent = form_of(page_of(client))
    changed = {name: sent["first_1"] if text == "same" else text
               for name, text in changed.items()}  # fmt: skip
    before = shifts_on(DAY, demo.agency_id)
    answer = client.post("/team/pairs", sent | changed)
    assert (answer.status_code, says in text_of(answer)) == (status, True)
    assert shifts_on(DAY, demo.agency_id) == before
    chosen = form_of(answer.context["page"])
    assert chosen["first_1"] == sent["first_1"]


def test_who_never_goes_together_is_kept_shown_and_lifted(demo):
    client = signed_in("lead")
    pair = next(each for each in page_of(client).pairs if each.names)
    chosen = form_of(page_of(client))
    sent = {"never_first": chosen["first_1"], "never_second": chosen["second_1"]}
    sent["because"] = "asked for it"
    assert "Say why" in text_of(client.post("/team/never", {**sent, "because": ""}))
    assert "Choose two people" in text_of(client.post("/team/never", {}))
    assert client.post("/team/never", sent).status_code == 302
    page = page_of(client)
    assert set(page.exclusions[0].names) == set(pair.names)
    assert all(set(each.names) != set(pair.names) for each in page.pairs)
    kept = PairExclusion.objects.get()
    assert client.post(f"/team/never/{kept.pk}/lift").status_code == 302
    assert page_of(client).exclusions == ()


def test_somebody_new_gets_a_password_that_is_shown_once(demo):
    client = signed_in("admin")
    sent = {"username": "Agent-99", "name": "新员工", "role": "agent"}
    answer = client.post("/team/add", sent)
    (password,) = re.findall(r'First password</dt><dd class="mono">([^<]+)<', text_of(answer))
    person = Staff.objects.get(username="agent-99")
    assert person.check_password(password)
    assert person.must_change_password
    assert answer["Cache-Control"] == "no-store"
    assert "is taken" in text_of(client.post("/team/add", sent))
    assert client.post("/team/add", {**sent, "username": "x", "role": "king"}).status_code == 400
    assert signed_in("lead").post("/team/add", sent).status_code == 403


def test_a_day_that_is_none_is_said_and_a_past_one_is_only_shown(demo):
    assert signed_in("lead").get("/team", {"on": "soon"}).status_code == 400
    assert page_of(signed_in("lead"), on="2026-11-20").is_past is True
