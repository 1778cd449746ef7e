"""What becomes of a published day when a pair drops out?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.dayplans.actions.replan import drop_pair
from doorstep_desk.dayplans.queries import latest_run, plans_of, runs_of
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.refusal import Refused


def stops_by_pair(demo):
    run = latest_run(demo.agency_id, demo.on)
    return {plan.pair_id: list(plan.stops.all()) for plan in plans_of(run)}


def morning(demo):
    return beijing_instant(demo.on, 8, 30)


def drop(demo, pair_id, at=None):
    return drop_pair(
        actor=demo.actor("lead"),
        on=demo.on,
        pair_id=pair_id,
        because="ill",
        at=at or morning(demo),
    )


def test_only_those_who_may_change_a_plan_drop_a_pair(demo):
    with pytest.raises(Refused, match=r"plan\.change"):
        drop_pair(actor=demo.actor("agent1"), on=demo.on, pair_id=1, because="", at=morning(demo))


def test_a_day_without_a_plan_cannot_be_repaired(demo):
    with pytest.raises(Refused) as refusal:
        drop_pair(
            actor=demo.actor("lead"), on=demo.on + timedelta(days=1), pair_id=1, because="",
            at=morning(demo),
        )  # fmt: skip
    assert refusal.value.code == "no-plan"


def test_a_pair_of_nobody_cannot_drop_out(demo):
    with pytest.raises(Refused) as refusal:
        drop(demo, 987_654)
    assert refusal.value.code == "pair-not-planned"


def test_nobody_of_another_agency_can_repair_the_day(demo):
    rival = replace(demo.actor("lead"), organisation_id=demo.agency_id + 1_000)
    with pytest.raises(Refused) as refusal:
        drop_pair(actor=rival, on=demo.on, pair_id=1, because="", at=morning(demo))
    assert refusal.value.code == "no-plan"


def test_the_others_take_over_and_the_old_version_is_kept(demo):
    before = stops_by_pair(demo)
    gone = max(before, key=lambda pair: len(before[pair]))
    assert before[gone], "the busiest pair has visits"
    done = drop(demo, gone)

    assert [run.version for run in runs_of(demo.agency_id, demo.on)] == [2, 1]
    assert done.version == 2
    after = stops_by_pair(demo)
    assert after[gone] == []
    assert done.moved + done.unplaced == len(before[gone])
    cases_before = {stop.case_id for stops in before.values() for stop in stops}
    cases_after = {stop.case_id for stops in after.values() for stop in stops}
    assert cases_after <= cases_before
    assert len(cases_after) == len(cases_before) - done.unplaced
    kept = {stop.case_id: stop for pair, stops in after.items() for stop in stops}
    for pair, stops in before.items():
        if pair != gone:
            for stop in stops:
                assert kept[stop.case_id].arrives_minute >= stop.arrives_minute, "told earlier"


def test_each_visit_of_the_new_version_has_one_live_permit_and_the_old_ones_are_cancelled(demo):
    before = stops_by_pair(demo)
    gone = max(before, key=lambda pair: len(before[pair]))
    old = {stop.permit_id for stops in before.values() for stop in stops}
    drop(demo, gone)
    after = [stop for stops in stops_by_pair(demo).values() for stop in stops]
    assert Permit.objects.filter(pk__in=old, cancelled_at=None).count() == 0
    live = Permit.objects.filter(pk__in=[stop.permit_id for stop in after], cancelled_at=None)
    assert live.count() == len(after)
    for stop in after:
        assert stop.opens_minute <= stop.arrives_minute <= stop.closes_minute


def test_a_second_pair_can_drop_out_and_the_first_gets_nothing_back(demo):
    first, second = list(stops_by_pair(demo))[:2]
    drop(demo, first)
    drop(demo, second)
    after = stops_by_pair(demo)
    assert after[first] == []
    assert after[second] == []
