"""Does a day follow the pairs that a lead approved, and what a sick call leaves of them?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAWN, DAY, quiet
from tests.app.doors import pair_out, verbs_of

from doorstep_desk.dayplans.queries import latest_run, placed_stops, planned_stops, workload
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.actions.pairing import exclude_pair
from doorstep_desk.staff.models import Staff
from doorstep_desk.workdays.actions.run_day import run_day
from doorstep_desk.workdays.actions.team_day import approve_pairs, call_in_sick
from doorstep_desk.workdays.team import day_team, proposed

NINE = DAWN + timedelta(hours=3)


def key(username: str) -> int:
    return Staff.objects.get(username=username).pk


def sick(demo, who="lead", staff_id=None):
    actor = demo.actor(who)
    with acting_as(actor):
        return call_in_sick(
            actor=actor, staff_id=staff_id or key(pair_out().agent), on=DAY, until_on=DAY, at=NINE
        )


def couples_of(pairs) -> set[frozenset[int]]:
    return {frozenset((pair.first_id, pair.second_id)) for pair in pairs}


@pytest.mark.parametrize("who", ["agent1", "analyst", "compliance", "admin"])
def test_who_does_not_plan_calls_nobody_in_sick(demo, who):
    with pytest.raises(Refused, match="role"):
        sick(demo, who)


def test_a_sick_call_gives_the_visits_to_others_and_says_which(demo):
    out = pair_out()
    before = placed_stops(latest_run(demo.agency_id, DAY))
    theirs = {case for case, place in before.items() if place.letter == out.letter}
    done = sick(demo)
    after = placed_stops(latest_run(demo.agency_id, DAY))
    assert done.letter == out.letter
    assert theirs <= {each.case_id for each in done.moved}
    for each in done.moved:
        assert (each.before, each.after) == (before[each.case_id], after.get(each.case_id))
        assert each.number
    assert out.letter not in {place.letter for place in after.values()}
    assert "agent.called_in_sick" in verbs_of(f"staff:{key(out.agent)}")


def test_no_leave_names_who_is_ill_any_more_and_others_keep_theirs(demo):
    ill = key(pair_out().agent)
    sick(demo)
    live = Permit.objects.filter(used_at=None, cancelled_at=None, channel="visit")
    assert not live.filter(agents__contains=[ill]).exists()
    assert live.exists()


def test_a_day_that_is_run_again_after_a_sick_call_plans_without_the_pair(demo):
    out = pair_out()
    sick(demo)
    with clock.fixed(NINE + timedelta(minutes=5)):
        assert run_day(actor=demo.runner, on=DAY, watch=quiet())["changed"] is True
    stops = planned_stops(latest_run(demo.agency_id, DAY))
    assert stops
    ill = {key(out.agent), key(out.partner)}
    assert all(
        ill.isdisjoint((stop.plan.pair.first_id, stop.plan.pair.second_id)) for stop in stops
    )


def test_somebody_in_no_pair_is_noted_and_no_plan_changes(demo):
    run = latest_run(demo.agency_id, DAY)
    done = sick(demo, staff_id=key("caller1"))
    assert (done.letter, done.moved) == ("", ())
    assert latest_run(demo.agency_id, DAY).pk == run.pk


def test_the_day_is_planned_for_the_pairs_that_were_approved(demo):
    lead = demo.actor("lead")
    found = day_team(demo.agency_id, DAY)
    usual = couples_of(proposed(found).pairs)
    apart = sorted(next(iter(usual)))
    with acting_as(lead):
        exclude_pair(
            actor=lead, first_id=apart[0], second_id=apart[1], because="asked for it", at=NINE
        )
        others = proposed(day_team(demo.agency_id, DAY)).pairs
        assert frozenset(apart) not in couples_of(others)
        couples = [(pair.first_id, pair.second_id) for pair in others]
        wanted = approve_pairs(actor=lead, on=DAY, couples=couples, at=NINE)
    with clock.fixed(NINE):
        run_day(actor=demo.runner, on=DAY, watch=quiet())
    stops = planned_stops(latest_run(demo.agency_id, DAY))
    assert stops
    assert {stop.plan.pair_id for stop in stops} <= set(wanted)
    for stop in stops:
        assert stop.permit.agents == sorted((stop.plan.pair.first_id, stop.plan.pair.second_id))


def test_pairs_of_a_day_that_is_over_stay_as_they_were(demo):
    lead = demo.actor("lead")
    with acting_as(lead), pytest.raises(Refused) as refusal:
        approve_pairs(actor=lead, on=DAY - timedelta(days=1), couples=[], at=NINE)
    assert refusal.value.code == "pairs-past"


def test_the_proposal_speaks_korean_in_every_pair_that_can(demo):
    found = proposed(day_team(demo.agency_id, DAY)).pairs
    assert len(found) == 4
    assert all("ko" in pair.languages for pair in found)
    assert workload(demo.agency_id, DAY, DAY) == {}
