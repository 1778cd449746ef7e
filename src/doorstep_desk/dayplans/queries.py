"""What can be asked about day plans?"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Prefetch, QuerySet

from doorstep_desk.dayplans.errors import stop_unknown
from doorstep_desk.dayplans.models import DayPlan, DayRun, Stop
from doorstep_desk.plumbing.actor import Actor


def latest_run(agency_id: int, on: date) -> DayRun | None:
    """Return the newest version of a day, or None."""
    return DayRun.objects.filter(agency_id=agency_id, on=on).order_by("-version").first()


def newest_day(agency_id: int) -> date | None:
    """Return the last day that was run, or None."""
    row = DayRun.objects.filter(agency_id=agency_id).order_by("-on").values_list("on").first()
    return row[0] if row else None


def runs_of(agency_id: int, on: date) -> list[DayRun]:
    """Return all versions of a day, the newest first."""
    return list(DayRun.objects.filter(agency_id=agency_id, on=on).order_by("-version"))


def plans_of(run: DayRun) -> list[DayPlan]:
    """Return the plans of a run with pairs and stops, in a constant number of queries."""
    stops = Stop.objects.select_related(
        "case", "case__borrower", "point", "permit"
    ).order_by("sequence")  # fmt: skip
    return list(
        DayPlan.objects.filter(run=run)
        .select_related("pair", "pair__first", "pair__second")
        .prefetch_related(Prefetch("stops", stops))
        .order_by("pair_id")
    )


def stops_of_staff(actor: Actor, on: date) -> QuerySet[Stop]:
    """Return the stops of the newest plan of a day for the pair of this person, in order."""
    run = latest_run(actor.agency_id, on)
    mine = Stop.objects.filter(plan__run=run).filter(
        plan__pair__first_id=actor.staff_id
    ) | Stop.objects.filter(plan__run=run).filter(plan__pair__second_id=actor.staff_id)
    return mine.select_related(
        "plan", "plan__pair", "case", "case__borrower", "point", "permit"
    ).order_by("sequence")  # fmt: skip


def stop_of(actor: Actor, stop_id: uuid.UUID) -> Stop:
    """Return one stop that the actor may see.

    Raises:
        Refused: There is no such stop for this person.
    """
    row = (
        Stop.objects.filter(pk=stop_id, agency_id=actor.organisation_id)
        .select_related(
            "plan", "plan__run", "plan__pair", "case", "case__borrower", "point", "permit"
        )
        .first()
    )
    if row is None or not _may_see(actor, row):
        raise stop_unknown()
    return row


def own_stop(actor: Actor, stop_id: uuid.UUID, case_id: int) -> Stop:
    """Return a stop of the actor that is about this case.

    Raises:
        Refused: There is no such stop for this person and case.
    """
    row = stop_of(actor, stop_id)
    if row.case_id != case_id:
        raise stop_unknown()
    return row


def _may_see(actor: Actor, stop: Stop) -> bool:
    if actor.role != "agent":
        return True
    return actor.staff_id in (stop.plan.pair.first_id, stop.plan.pair.second_id)


def stops_of_cases(agency_id: int, case_ids: Iterable[int], on: date) -> list[tuple[int, str]]:
    """Return case and state of each stop about some cases on a day, in any version."""
    rows = Stop.objects.filter(agency_id=agency_id, case_id__in=list(case_ids), plan__run__on=on)
    return list(rows.values_list("case_id", "state"))


def planned_stops(run: DayRun) -> list[Stop]:
    """Return the stops of a run that nobody has begun, with pair and case."""
    return list(
        Stop.objects.filter(plan__run=run, state="planned")
        .select_related("plan__pair", "case", "case__borrower", "point", "permit")
        .order_by("plan_id", "sequence")
    )


def stops_begun(agency_id: int, on: date) -> list[Stop]:
    """Return the stops of a day, in any version, that were begun or finished."""
    rows = Stop.objects.filter(agency_id=agency_id, plan__run__on=on, state__in=("begun", "done"))
    return list(rows.select_related("plan__pair"))


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody did in some weeks.

    Attributes:
        stops: Visits made.
        minutes: From leaving to coming back, on days with visits.
    """

    stops: int
    minutes: int


NO_LOAD: Final = Load(0, 0)


def workload(agency_id: int, first: date, last: date) -> dict[int, Load]:
    """Return the visits and the minutes of each person from a day to another, in one query.

    Minutes are those of the plan under which the visits of a day were made.
    """
    rows = (
        DayPlan.objects.filter(
            agency_id=agency_id, run__on__gte=first, run__on__lte=last, stops__state="done"
        )
        .annotate(done=Count("stops"))
        .values_list("pair__first_id", "pair__second_id", "done", "starts_minute", "ends_minute")
    )
    found: dict[int, Load] = {}
    for one, other, done, starts, ends in rows:
        for each in (one, other):
            known = found.get(each, NO_LOAD)
            found[each] = Load(known.stops + done, known.minutes + ends - starts)
    return found


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a case stands in a plan.

    Attributes:
        letter: The pair that goes.
        minute: When it arrives, after local midnight.
    """

    letter: str
    minute: int


def placed_stops(run: DayRun) -> dict[int, Placed]:
    """Return the visits of a run that nobody has begun, by case."""
    rows = Stop.objects.filter(plan__run=run, state="planned")
    columns = ("case_id", "plan__pair__letter", "arrives_minute")
    return {case: Placed(letter, minute) for case, letter, minute in rows.values_list(*columns)}


def appointment_in(reasons: Iterable[Mapping[str, Any]]) -> tuple[str, str] | None:
    """Return from and until when the visit of a stop was booked, as clock times, or None."""
    for each in reasons:
        if each["kind"] == "appointment":
            return each["from"], each["to"]
    return None
