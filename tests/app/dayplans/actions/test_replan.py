"""When a pair drops out, are its visits moved or given up openly, and is nothing done twice?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAWN, DAY, Demonstration

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.dayplans.actions.replan import Replanned, drop_pair
from doorstep_desk.dayplans.models import DayRun, Stop
from doorstep_desk.dayplans.queries import latest_run
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

NINE = beijing_instant(DAY, 9)


def dropped(demo: Demonstration, pair_id: int, who: str = "lead", on=DAY, at=NINE) -> Replanned:
    actor = demo.actor(who)
    with acting_as(actor):
        return drop_pair(actor=actor, on=on, pair_id=pair_id, because="发烧", at=at)


def planned(demo: Demonstration) -> list[Stop]:
    rows = Stop.objects.filter(plan__run=latest_run(demo.agency_id, DAY), state="planned")
    return list(rows.select_related("plan", "permit", "case").order_by("plan_id", "sequence"))


@pytest.fixture
def pair_id(demo) -> int:
    """Return the pair with the most stops."""
    pairs = [stop.plan.pair_id for stop in planned(demo)]
    return max(set(pairs), key=pairs.count)


@pytest.mark.parametrize("who", ["agent1", "analyst", "compliance", "admin"])
def test_who_may_not_change_a_plan_changes_nothing(demo, pair_id, who):
    before = planned(demo)
    with pytest.raises(Refused, match="role"):
        dropped(demo, pair_id, who)
    assert planned(demo) == before


def test_a_day_without_a_plan_and_a_pair_that_is_not_on_it_are_refused(demo, pair_id):
    with pytest.raises(Refused) as refusal:
        dropped(demo, pair_id, on=DAY + timedelta(days=1))
    assert refusal.value.code == "no-plan"
    with pytest.raises(Refused):
        dropped(demo, -1)
    assert DayRun.objects.count() == 1


def test_every_visit_of_the_pair_is_moved_or_openly_given_up(demo, pair_id):
    before = planned(demo)
    lost = {stop.case_id for stop in before if stop.plan.pair_id == pair_id}
    done = dropped(demo, pair_id)
    after = planned(demo)
    assert done.version == 2
    assert pair_id not in {stop.plan.pair_id for stop in after}
    assert done.moved + done.unplaced == len(lost)
    assert len(after) == len(before) - done.unplaced
    kept = {stop.case_id for stop in before} - lost
    assert kept <= {stop.case_id for stop in after}
    assert len({stop.case_id for stop in after}) == len(after)


def test_the_others_keep_their_order_and_never_come_earlier_than_announced(demo, pair_id):
    before = {stop.case_id: stop for stop in planned(demo) if stop.plan.pair_id != pair_id}
    dropped(demo, pair_id)
    orders: dict[int, list[int]] = {}
    for stop in planned(demo):
        assert stop.opens_minute <= stop.arrives_minute <= stop.closes_minute
        if stop.case_id in before:
            old = before[stop.case_id]
            assert stop.plan.pair_id == old.plan.pair_id
            assert stop.arrives_minute >= old.arrives_minute
            orders.setdefault(old.plan_id, []).append(old.sequence)
    assert all(order == sorted(order) for order in orders.values())


def test_every_stop_of_the_new_version_holds_a_permit_and_the_old_ones_are_taken_back(
    demo, pair_id
):
    old = [stop.permit_id for stop in planned(demo)]
    dropped(demo, pair_id)
    taken_back = Permit.objects.filter(pk__in=old, cancelled_at__isnull=False)
    assert taken_back.count() == len(old) > 0
    stops = planned(demo)
    assert stops
    for stop in stops:
        assert stop.permit.cancelled_at is None
        assert stop.permit.case_id == stop.case_id
        begins = DAWN - timedelta(hours=6) + timedelta(minutes=stop.arrives_minute)
        assert stop.permit.starts_at <= begins <= stop.permit.ends_at


def test_the_pair_that_dropped_out_no_longer_sees_the_cases(demo, pair_id):
    stop = next(stop for stop in planned(demo) if stop.plan.pair_id == pair_id)
    agent = demo.actor(stop.plan.pair.first.username)
    dropped(demo, pair_id)
    with acting_as(agent):
        assert not Stop.objects.filter(state="planned").exists()


def test_a_case_that_was_paused_meanwhile_gets_no_new_permit(demo, pair_id):
    stopped = next(stop for stop in planned(demo) if stop.plan.pair_id != pair_id)
    moved = next(stop for stop in planned(demo) if stop.plan.pair_id == pair_id)
    for stop in (stopped, moved):
        pause_case(
            actor=demo.runner, case_id=stop.case_id, reason="complaint", note="", until_on=None,
            at=DAWN,
        )  # fmt: skip
    dropped(demo, pair_id)
    cases = [stopped.case_id, moved.case_id]
    valid = Permit.objects.filter(case_id__in=cases, channel="visit", cancelled_at=None)
    assert not valid.exists()
    assert not {stop.case_id for stop in planned(demo)} & set(cases)
    old = Stop.objects.filter(case_id__in=cases)
    assert set(old.values_list("state", flat=True)) == {"withdrawn"}


def test_at_noon_a_pair_that_drops_out_keeps_nothing_that_nobody_recorded(demo, pair_id):
    lost = {stop.case_id for stop in planned(demo) if stop.plan.pair_id == pair_id}
    done = dropped(demo, pair_id, at=beijing_instant(DAY, 12))
    after = planned(demo)
    assert pair_id not in {stop.plan.pair_id for stop in after}
    assert done.moved + done.unplaced == len(lost)
    for stop in after:
        if stop.case_id in lost:
            assert stop.arrives_minute >= 12 * 60
