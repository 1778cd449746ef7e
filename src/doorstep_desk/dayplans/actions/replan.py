"""Repair a published day when a pair drops out; the old version is kept."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction

from doorstep.facts.pairs import PairShift
from doorstep.facts.places import Coordinates
from doorstep.planning.day_plan import as_valued, eager_for
from doorstep.planning.replan import Replan
from doorstep.planning.replan import drop_pair as plan_without_pair
from doorstep.routing.plan import Method, PairRoute, RoutePlan, RouteStop
from doorstep.routing.problem import RoutingProblem, StopColumns, WindowColumns, start_places
from doorstep.routing.travel import StraightLine
from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.local_time import BEIJING, beijing_instant
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.assign import assign_for_day
from doorstep_desk.dayplans.actions.publish import carry_begun
from doorstep_desk.dayplans.actions.stops import withdraw_stops
from doorstep_desk.dayplans.errors import no_plan, pair_not_planned
from doorstep_desk.dayplans.models import DayPlan, DayRun, Stop
from doorstep_desk.dayplans.queries import (
    appointment_in,
    latest_run,
    planned_stops,
    stops_begun,
)
from doorstep_desk.decisions.portfolio import spoken
from doorstep_desk.permits.actions import (
    IssuedPermit,
    WantedPermit,
    cancel_permits,
    issue_permits,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.policies.facts import rulebook_for_agency
from doorstep_desk.staff.queries import ShiftSeen, pairs, shifts_on


@dataclass(frozen=True, slots=True)
class Replanned:
    """What a repair did.

    Attributes:
        version: Number of the new version of the day.
        moved: Visits that another pair makes now.
        shifted: Visits that begin later.
        unplaced: Visits that nobody can make any more.
        extra_kilometres: Driven more than before; may be negative.
    """

    version: int
    moved: int
    shifted: int
    unplaced: int
    extra_kilometres: float


@transaction.atomic
def drop_pair(*, actor: Actor, on: date, pair_id: int, because: str, at: datetime) -> Replanned:
    """Give the visits that a pair has not begun to the others, where they cost least.

    Visits begun stay; all others keep their pair and order and never move to an earlier time.
    Every stop of the new version gets a new permit for the window of the old one; a stop whose
    permit was taken back, because its case was paused for example, is withdrawn.

    Args:
        actor: Who re-plans.
        on: Which day.
        pair_id: Who drops out.
        because: Why, as shown on the board.
        at: Now.

    Raises:
        Refused: The actor may not, or the day has no plan with this pair.
    """
    actor.require("plan.change")
    run = latest_run(actor.agency_id, on)
    if run is None:
        raise no_plan()
    shifts = [shift for shift in shifts_on(on, actor.agency_id) if shift.pair.active]
    if pair_id not in {shift.pair.id for shift in shifts}:
        raise pair_not_planned()
    planned = planned_stops(run)
    lapsed = [stop for stop in planned if stop.permit.cancelled_at is not None]
    withdraw_stops(actor=actor, stops=lapsed, because="its permit was taken back", at=at)
    stops = [stop for stop in planned if stop.permit.cancelled_at is None]
    problem = _problem(shifts, stops, stops_begun(actor.agency_id, on))
    minute = _minute_of(on, at)
    in_force = _in_force(run, shifts, stops, pair_id, minute)
    repaired = _without_pair(problem, in_force, stops, pair_id, minute, _absent(run))
    version = _publish(actor, run, stops, repaired, pair_id, because, at)
    return Replanned(
        version, len(repaired.moved), len(repaired.shifted), len(repaired.unplaced),
        round(repaired.extra_metres / 1000, 1),
    )  # fmt: skip


def _minute_of(on: date, at: datetime) -> int:
    begins = beijing_instant(on, 0)
    return max(0, int((at.astimezone(BEIJING) - begins).total_seconds() // 60))


def _absent(run: DayRun) -> frozenset[int]:
    return frozenset(run.summary.get("absent", ()))


def _problem(
    shifts: Sequence[ShiftSeen], stops: Sequence[Stop], begun: Sequence[Stop]
) -> RoutingProblem:
    done = Counter(stop.plan.pair_id for stop in begun)
    pairs = tuple(
        PairShift(
            pair_id=shift.pair.id, letter=shift.pair.letter, starts_minute=shift.starts_minute,
            ends_minute=shift.ends_minute, start=Coordinates(shift.latitude, shift.longitude),
            max_visits=max(0, shift.max_visits - done[shift.pair.id]),
            languages=shift.pair.first.languages | shift.pair.second.languages,
        )
        for shift in shifts
    )  # fmt: skip
    columns = StopColumns(
        case_id=np.array([stop.case_id for stop in stops], dtype=np.int64),
        value_fen=np.array([stop.value_fen for stop in stops], dtype=np.int64),
        latitude=np.array([stop.point.latitude for stop in stops], dtype=np.float64),
        longitude=np.array([stop.point.longitude for stop in stops], dtype=np.float64),
        stay_minutes=np.array([_stay(stop) for stop in stops], dtype=np.int32),
        language=tuple(spoken(stop.case.borrower.language) for stop in stops),
    )
    windows = WindowColumns(
        stop=np.arange(len(stops), dtype=np.int64),
        early_minute=np.array([stop.opens_minute for stop in stops], dtype=np.int32),
        late_minute=np.array([stop.closes_minute for stop in stops], dtype=np.int32),
        end_minute=np.array([stop.closes_minute + _stay(stop) for stop in stops], dtype=np.int32),
    )
    latitude, longitude = start_places(pairs)
    table = StraightLine().between(
        [*latitude, *columns.latitude.tolist()], [*longitude, *columns.longitude.tolist()]
    )
    return RoutingProblem(stops=columns, windows=windows, pairs=pairs, travel=table)


def _without_pair(
    problem: RoutingProblem, in_force: RoutePlan, stops: Sequence[Stop], pair_id: int,
    minute: int, absent: frozenset[int],
) -> Replan:  # fmt: skip
    """Return the repaired day; visits that were booked find a place before all others."""
    booked = [stop.case_id for stop in stops if appointment_in(stop.reasons)]
    repaired = plan_without_pair(
        eager_for(problem, booked), in_force, pair_id, minute, absent=absent
    )
    return replace(repaired, plan=as_valued(repaired.plan, problem))


def _stay(stop: Stop) -> int:
    return stop.leaves_minute - stop.arrives_minute


def _in_force(
    run: DayRun, shifts: Sequence[ShiftSeen], stops: Sequence[Stop], dropped: int, minute: int
) -> RoutePlan:
    """Return what is left of the published routes, at the times that were published.

    A visit that nobody recorded has not begun for a pair that drops out, whatever the clock says.
    """
    plans = {plan.pair_id: plan for plan in DayPlan.objects.filter(run=run)}
    routes = []
    for shift in shifts:
        pair = shift.pair
        plan = plans.get(pair.id)
        own = [stop for stop in stops if stop.plan.pair_id == pair.id]
        earliest = minute + 1 if pair.id == dropped else 0
        routes.append(
            PairRoute(
                pair_id=pair.id, letter=pair.letter,
                leaves_minute=plan.starts_minute if plan else shift.starts_minute,
                returns_minute=plan.ends_minute if plan else shift.starts_minute,
                metres=round(1000 * plan.kilometres) if plan else 0,
                travel_minutes=plan.travel_minutes if plan else 0,
                stops=tuple(_route_stop(stop, earliest) for stop in own),
            )
        )  # fmt: skip
    return RoutePlan(tuple(routes), (), Method.REPAIRED, iterations=0, seed=0)


def _route_stop(stop: Stop, earliest: int) -> RouteStop:
    starts = max(stop.arrives_minute, earliest)
    return RouteStop(
        case_id=stop.case_id, arrives_minute=starts, starts_minute=starts,
        leaves_minute=starts + _stay(stop), early_minute=stop.opens_minute,
        late_minute=stop.closes_minute, travel_minutes=stop.travel_minutes, metres=stop.metres,
        value_fen=stop.value_fen,
    )  # fmt: skip


def _publish(
    actor: Actor,
    run: DayRun,
    stops: Sequence[Stop],
    repaired: Replan,
    pair_id: int,
    because: str,
    at: datetime,
) -> int:
    new = DayRun.objects.create(
        agency_id=run.agency_id, on=run.on, version=run.version + 1,
        assessment_id=run.assessment_id, input_hash=run.input_hash,
        summary=_summary(run, repaired, pair_id), because=because, created_at=at,
    )  # fmt: skip
    starts = {plan.pair_id: plan for plan in DayPlan.objects.filter(run=run)}
    plans = {route.pair_id: _plan(new, route, starts[route.pair_id])
             for route in repaired.plan.routes if route.pair_id in starts}  # fmt: skip
    _replace(actor, stops, at)
    done = carry_begun(actor, run.on, plans, at)
    old = {stop.case_id: stop for stop in stops}
    _new_stops(actor, run, plans, repaired, old, done, at)
    _assign(actor, run.on, new, at)
    record(
        at=at, actor=actor, verb="day.replanned", subject=f"day:{run.on.isoformat()}",
        run=new.pk, pair=pair_id, because=because, moved=len(repaired.moved),
        unplaced=len(repaired.unplaced),
    )  # fmt: skip
    return new.version


def _summary(run: DayRun, repaired: Replan, pair_id: int) -> dict[str, Any]:
    plan = repaired.plan
    return {
        **run.summary,
        "absent": sorted({*_absent(run), pair_id}),
        "version": run.version + 1,
        "plan": {
            **run.summary.get("plan", {}),
            "pairs": max(0, run.summary.get("plan", {}).get("pairs", 0) - 1),
            "visits": plan.visits,
            "kilometres": round(plan.metres / 1000, 1),
            "minutes": plan.minutes,
            "value_fen": plan.value_fen,
        },
    }


def _plan(run: DayRun, route: PairRoute, before: DayPlan) -> DayPlan:
    return DayPlan.objects.create(
        agency_id=run.agency_id, run=run, pair_id=route.pair_id,
        kilometres=route.metres / 1000, travel_minutes=route.travel_minutes,
        starts_minute=route.leaves_minute, ends_minute=route.returns_minute,
        start_latitude=before.start_latitude, start_longitude=before.start_longitude,
        value_fen=route.value_fen,
    )  # fmt: skip


def _replace(actor: Actor, stops: Sequence[Stop], at: datetime) -> None:
    Stop.objects.filter(pk__in=[stop.pk for stop in stops]).update(
        state="replaced", state_because="a newer version of the day"
    )
    cancel_permits(
        actor=actor, permit_ids=[stop.permit_id for stop in stops],
        because="a newer version of the day", at=at,
    )  # fmt: skip


def _new_stops(
    actor: Actor,
    run: DayRun,
    plans: dict[int, DayPlan],
    repaired: Replan,
    old: dict[int, Stop],
    done: dict[int, int],
    at: datetime,
) -> None:
    visits = [
        (route.pair_id, order, stop)
        for route in repaired.plan.routes
        for order, stop in enumerate(route.stops, start=1)
    ]
    if not visits:
        return
    agents = {
        pair.id: tuple(sorted((pair.first.id, pair.second.id))) for pair in pairs(actor.agency_id)
    }
    answers = issue_permits(
        actor=actor, rulebook=rulebook_for_agency(actor.agency_id, run.on), at=at,
        wanted=[_wanted(run, old[stop.case_id], agents[pair]) for pair, _, stop in visits],
    )  # fmt: skip
    Stop.objects.bulk_create(
        [
            _stop(
                plans[pair], done.get(pair, 0) + order, stop, old[stop.case_id], permit.permit_id
            )
            for (pair, order, stop), permit in zip(visits, answers, strict=True)
            if isinstance(permit, IssuedPermit)
        ]
    )


def _wanted(run: DayRun, stop: Stop, agents: tuple[int, ...]) -> WantedPermit:
    midnight = beijing_instant(run.on, 0)
    closes = midnight + timedelta(minutes=stop.closes_minute)
    return WantedPermit(
        case_id=stop.case_id, person_id=stop.case.borrower_id, point_id=stop.point_id,
        channel=Channel.VISIT, purpose=Purpose.COLLECT,
        starts_at=midnight + timedelta(minutes=stop.opens_minute), ends_at=closes,
        expires_at=closes + timedelta(minutes=_stay(stop)), agents=agents,
        obligations=tuple(stop.permit.obligations),
    )  # fmt: skip


def _stop(plan: DayPlan, sequence: int, planned: RouteStop, old: Stop, permit_id: Any) -> Stop:
    return Stop(
        id=new_id(), agency_id=plan.agency_id, plan=plan, sequence=sequence,
        case_id=old.case_id, point_id=old.point_id, permit_id=permit_id,
        opens_minute=old.opens_minute, closes_minute=old.closes_minute,
        arrives_minute=planned.starts_minute, leaves_minute=planned.leaves_minute,
        travel_minutes=planned.travel_minutes, metres=planned.metres,
        value_fen=old.value_fen, chance=old.chance, reasons=old.reasons,
    )  # fmt: skip


def _assign(actor: Actor, on: date, run: DayRun, at: datetime) -> None:
    stops = [*planned_stops(run), *stops_begun(actor.agency_id, on)]
    assign_for_day(
        actor=actor, on=on, at=at,
        pairs=[
            (stop.case_id, staff)
            for stop in stops
            for staff in (stop.plan.pair.first_id, stop.plan.pair.second_id)
        ],
    )  # fmt: skip
