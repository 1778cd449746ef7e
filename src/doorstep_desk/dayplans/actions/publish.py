"""Publish a day: routes, a signed permit per stop, and who may see which case."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from doorstep.planning.wording import stop_sentence
from doorstep.routing.explain import StopReason
from doorstep.routing.plan import PairRoute, RouteStop
from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.local_time import BEIJING, beijing_instant
from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.cases.actions.assign import assign_for_day
from doorstep_desk.cases.facts import CasePoint
from doorstep_desk.dayplans.errors import plan_not_lawful
from doorstep_desk.dayplans.models import DayPlan, DayRun, Stop
from doorstep_desk.dayplans.queries import stops_begun
from doorstep_desk.dayplans.routes import Routed, place_of
from doorstep_desk.decisions.actions.decide import Decided, chance_of, decide
from doorstep_desk.decisions.actions.draft import Draft
from doorstep_desk.decisions.chances import Heads
from doorstep_desk.permits.actions import (
    IssuedPermit,
    WantedPermit,
    cancel_permits,
    issue_permits,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.staff.queries import pairs


@dataclass(frozen=True, slots=True)
class Published:
    """A published day.

    Attributes:
        run_id: The run.
        version: Its number within the day.
        decided: The choice that was kept with it.
        stops: Stops published, those begun before included.
    """

    run_id: int
    version: int
    decided: Decided
    stops: int


@dataclass(frozen=True, slots=True)
class _Visit:
    route: PairRoute
    order: int
    stop: RouteStop
    row: int
    point: CasePoint


@transaction.atomic
def publish_day(
    *, actor: Actor, draft: Draft, routed: Routed, heads: Heads, because: str, at: datetime
) -> Published:
    """Keep decisions, run, plans, stops and permits of a day together.

    A plan that is not lawful is never published.

    Stops that were begun under an earlier version stay as they are; the permits of all others
    are taken back.

    Raises:
        Refused: The actor may not, or the checker found something.
    """
    actor.require("day.run")
    if routed.violations:
        raise plan_not_lawful(len(routed.violations))
    decided = decide(actor=actor, draft=draft, routing=routed.outcome(draft), heads=heads, at=at)
    _withdraw_earlier(actor, draft.day.on, at)
    run = _run(actor, draft, decided, because, at)
    plans = _plans(actor, run, routed)
    visits, permits = _with_leave(actor, draft, list(_visits(draft, routed)), at)
    done = carry_begun(actor, draft.day.on, plans, at)
    stops = _stops(draft, routed, plans, visits, permits, done)
    Stop.objects.bulk_create(stops)
    _assign(actor, draft.day.on, plans, stops, at)
    _audit(actor, run, stops, at)
    return Published(run.pk, run.version, decided, len(stops))


def _with_leave(
    actor: Actor, draft: Draft, visits: list[_Visit], at: datetime
) -> tuple[list[_Visit], list[IssuedPermit]]:
    """Return the visits that still have leave, with their permits.

    Between the judging and now somebody else may have taken the last free slot of a person, or
    the person may have asked us to stop; such a visit is left out, and its log says why.
    """
    agents = {
        pair.id: tuple(sorted((pair.first.id, pair.second.id))) for pair in pairs(actor.agency_id)
    }
    answers = issue_permits(
        actor=actor, rulebook=draft.rulebook, at=at, known_at=draft.day.facts.as_of,
        wanted=[
            replace(
                _wanted(draft, visit), agents=agents[visit.route.pair_id],
                obligations=draft.visit_duties(visit.row),
            )
            for visit in visits
        ],
    )  # fmt: skip
    held = [
        (visit, answer)
        for visit, answer in zip(visits, answers, strict=True)
        if isinstance(answer, IssuedPermit)
    ]
    return [visit for visit, _ in held], [permit for _, permit in held]


def _withdraw_earlier(actor: Actor, on: date, at: datetime) -> None:
    earlier = Stop.objects.filter(agency_id=actor.agency_id, plan__run__on=on, state="planned")
    permits = list(earlier.values_list("permit_id", flat=True))
    earlier.update(state="replaced", state_because="a newer version of the day")
    if permits:
        cancel_permits(
            actor=actor, permit_ids=permits, because="a newer version of the day", at=at
        )


def carry_begun(actor: Actor, on: date, plans: dict[int, DayPlan], at: datetime) -> dict[int, int]:
    """Move the stops that were begun today into the new plans, and return how many each has.

    They come first and keep their order, so that a pair's day reads as it happened.
    """
    counted: dict[int, int] = {}
    carried = []
    for stop in sorted(stops_begun(actor.agency_id, on), key=lambda stop: stop.arrives_minute):
        pair = stop.plan.pair_id
        if pair in plans:
            counted[pair] = counted.get(pair, 0) + 1
            Stop.objects.filter(pk=stop.pk).update(plan=plans[pair], sequence=counted[pair])
            carried.append((f"case:{stop.case_id}", {"stop": str(stop.pk)}))
    record_many(at=at, actor=actor, verb="stop.carried", rows=carried)
    return counted


def _run(actor: Actor, draft: Draft, decided: Decided, because: str, at: datetime) -> DayRun:
    before = DayRun.objects.filter(agency_id=actor.agency_id, on=draft.day.on)
    version = (before.aggregate(newest=Max("version"))["newest"] or 0) + 1
    return DayRun.objects.create(
        agency_id=actor.agency_id, on=draft.day.on, version=version,
        assessment_id=decided.assessment_id, input_hash=draft.day.digest, summary={},
        because=because, created_at=at,
    )  # fmt: skip


def _plans(actor: Actor, run: DayRun, routed: Routed) -> dict[int, DayPlan]:
    start_of = {pair.pair_id: pair.start for pair in routed.problem.pairs}
    rows = [
        DayPlan(
            agency_id=actor.agency_id, run=run, pair_id=route.pair_id,
            kilometres=route.metres / 1000, travel_minutes=route.travel_minutes,
            starts_minute=route.leaves_minute, ends_minute=route.returns_minute,
            start_latitude=start_of[route.pair_id].latitude,
            start_longitude=start_of[route.pair_id].longitude, value_fen=route.value_fen,
        )
        for route in routed.plan.routes
    ]  # fmt: skip
    return {row.pair_id: row for row in DayPlan.objects.bulk_create(rows)}


def _visits(draft: Draft, routed: Routed) -> Iterator[_Visit]:
    row_of = {case.case_id: row for row, case in enumerate(draft.day.cases)}
    for route in routed.plan.routes:
        for order, stop in enumerate(route.stops, start=1):
            row = row_of[stop.case_id]
            yield _Visit(route, order, stop, row, place_of(draft, row))


def _wanted(draft: Draft, visit: _Visit) -> WantedPermit:
    midnight = beijing_instant(draft.day.on, 0)
    opens = midnight + timedelta(minutes=visit.stop.early_minute)
    closes = midnight + timedelta(minutes=visit.stop.late_minute)
    stay = timedelta(minutes=visit.stop.leaves_minute - visit.stop.starts_minute)
    case = draft.day.cases[visit.row]
    return WantedPermit(
        case_id=case.case_id, person_id=case.person_id, point_id=visit.point.point_id,
        channel=Channel.VISIT, purpose=Purpose.COLLECT, starts_at=opens, ends_at=closes,
        expires_at=closes + stay,
    )  # fmt: skip


def _stops(
    draft: Draft,
    routed: Routed,
    plans: dict[int, DayPlan],
    visits: list[_Visit],
    permits: list[IssuedPermit],
    done: dict[int, int],
) -> list[Stop]:
    reason_of = {reason.case_id: reason for reason in routed.plan.reasons}
    return [
        Stop(
            id=new_id(), agency_id=plans[visit.route.pair_id].agency_id,
            plan=plans[visit.route.pair_id],
            sequence=done.get(visit.route.pair_id, 0) + visit.order,
            case_id=visit.stop.case_id, point_id=visit.point.point_id,
            permit_id=permit.permit_id, opens_minute=visit.stop.early_minute,
            closes_minute=visit.stop.late_minute, arrives_minute=visit.stop.starts_minute,
            leaves_minute=visit.stop.leaves_minute, travel_minutes=visit.stop.travel_minutes,
            metres=visit.stop.metres, value_fen=visit.stop.value_fen,
            chance=chance_of(draft.chances.visit, visit.row),
            reasons=_reasons(draft, visit, reason_of[visit.stop.case_id]),
        )
        for visit, permit in zip(visits, permits, strict=True)
    ]  # fmt: skip


def _reasons(draft: Draft, visit: _Visit, reason: StopReason) -> list[dict[str, Any]]:
    """Return why this stop, in plain data: the route's arithmetic and the facts behind it."""
    sentence = stop_sentence(reason)
    case = draft.day.cases[visit.row]
    worth = {
        "kind": "worth",
        "zh": sentence.zh,
        "en": sentence.en,
        "fen": reason.value_fen,
        "metres": reason.detour_metres,
        "minutes": reason.detour_minutes,
    }
    booked = case.booked_on(draft.day.on)
    found: list[dict[str, Any]] = [worth if booked is None else appointment_reason(booked)]
    if case.notice is not None:
        found.append({"kind": "notice", "at": case.notice.sent_at.isoformat()})
    if visit.point.is_verified:
        found.append({"kind": "address_verified"})
    if case.days_past_due is not None:
        found.append({"kind": "days_past_due", "days": case.days_past_due})
    return found


def appointment_reason(booked: Appointment) -> dict[str, Any]:
    """Return why somebody is visited who asked for it: not for what it is worth."""
    hours = (each.astimezone(BEIJING) for each in (booked.starts_at, booked.ends_at))
    opens, closes = (f"{each:%H:%M}" for each in hours)
    return {
        "kind": "appointment", "from": opens, "to": closes,
        "zh": f"预约 {opens}–{closes}：借款人自己选的时间。",
        "en": f"Appointment {opens}–{closes}: the borrower chose this time.",
    }  # fmt: skip


def _assign(
    actor: Actor, on: date, plans: dict[int, DayPlan], stops: list[Stop], at: datetime
) -> None:
    members = {pair.id: (pair.first.id, pair.second.id) for pair in pairs(actor.agency_id)}
    pair_of = {plan.pk: plan.pair_id for plan in plans.values()}
    wanted = [(stop.case_id, staff) for stop in stops for staff in members[pair_of[stop.plan_id]]]
    begun = stops_begun(actor.agency_id, on)
    wanted += [
        (stop.case_id, staff)
        for stop in begun
        for staff in (stop.plan.pair.first_id, stop.plan.pair.second_id)
    ]
    assign_for_day(actor=actor, pairs=wanted, on=on, at=at)


def _audit(actor: Actor, run: DayRun, stops: list[Stop], at: datetime) -> None:
    record(
        at=at, actor=actor, verb="day.planned", subject=f"day:{run.on.isoformat()}",
        run=run.pk, version=run.version, stops=len(stops),
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="stop.planned",
        rows=[(f"case:{stop.case_id}", {"stop": str(stop.pk), "run": run.pk}) for stop in stops],
    )  # fmt: skip


@transaction.atomic
def keep_summary(*, actor: Actor, run_id: int, summary: dict[str, Any], at: datetime) -> None:
    """Keep what a run did, as it was printed.

    Raises:
        Refused: The actor may not.
    """
    actor.require("day.run")
    DayRun.objects.filter(pk=run_id, agency_id=actor.agency_id).update(summary=summary)
    record(at=at, actor=actor, verb="day.summarised", subject=f"run:{run_id}")
