"""What does the day of an agency look like, all versions together?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from doorstep_desk.dayplans.models import DayPlan, DayRun, Stop
from doorstep_desk.dayplans.queries import latest_run

Run = DayRun
"""One version of a day, for doors, which never import tables."""

PlannedStop = Stop
"""One stop, for doors."""

_BEGUN: Final = ("begun", "done")
_RELATED: Final = ("plan__pair", "case", "case__borrower", "point", "permit")


@dataclass(frozen=True, slots=True)
class PairStops:
    """The day of one pair.

    Attributes:
        plan: Its plan in the newest version, or in the last one it was part of.
        stops: What it did under earlier versions, then what it has to do, in order.
        is_out: It was planned before and dropped out.
    """

    plan: DayPlan
    stops: tuple[Stop, ...]
    is_out: bool


def pair_days(run: DayRun, staff_id: int | None = None) -> list[PairStops]:
    """Return each pair's day, in two queries whatever its versions, pairs and stops.

    Stops that were begun or done stay with the pair that made them, whatever was planned later.

    Args:
        run: The version of the day.
        staff_id: Only the day of the pair that somebody belongs to; all pairs when omitted.
    """
    plans = _plans_so_far(run, staff_id)
    stops = _stops_that_stand(run, plans)
    absent = set(run.summary.get("absent", ()))
    return [
        PairStops(
            plan,
            tuple(stops.get(pair, ())),
            plan.run_id != run.pk or pair in absent,
        )
        for pair, plan in sorted(plans.items())
    ]


def pair_day(run: DayRun, staff_id: int) -> PairStops | None:
    """Return the day of the pair that somebody belongs to, or None."""
    return next(iter(pair_days(run, staff_id)), None)


def run_of(agency_id: int, on: date, version: int | None = None) -> DayRun | None:
    """Return one version of a day, the newest by default, or None."""
    if version is None:
        return latest_run(agency_id, on)
    return DayRun.objects.filter(agency_id=agency_id, on=on, version=version).first()


def planned_days(agency_id: int, limit: int = 14) -> list[date]:
    """Return the days that were run, newest first."""
    rows = DayRun.objects.filter(agency_id=agency_id).order_by("-on").values_list("on", flat=True)
    return list(rows.distinct()[:limit])


def _plans_so_far(run: DayRun, staff_id: int | None) -> dict[int, DayPlan]:
    """Return the plan of each pair in this version, or in the last one it was part of."""
    rows = DayPlan.objects.filter(
        run__agency_id=run.agency_id, run__on=run.on, run__version__lte=run.version
    ).select_related("pair", "pair__first", "pair__second")
    if staff_id is not None:
        rows = rows.filter(Q(pair__first_id=staff_id) | Q(pair__second_id=staff_id))
    return {plan.pair_id: plan for plan in rows.order_by("run__version")}


def _stops_that_stand(run: DayRun, pairs: Collection[int]) -> dict[int, list[Stop]]:
    """Return the stops of these pairs: those begun before first, then this version's."""
    rows = Stop.objects.filter(
        Q(plan__run=run)
        | Q(plan__run__on=run.on, plan__run__version__lt=run.version, state__in=_BEGUN),
        agency_id=run.agency_id, plan__pair_id__in=pairs,
    ).select_related(*_RELATED)  # fmt: skip
    found: dict[int, list[Stop]] = {}
    for stop in sorted(rows, key=lambda stop: _place(run, stop)):
        found.setdefault(stop.plan.pair_id, []).append(stop)
    return found


def _place(run: DayRun, stop: Stop) -> tuple[bool, int, str]:
    if stop.plan.run_id == run.pk:
        return True, stop.sequence, ""
    return False, stop.arrives_minute, str(stop.pk)


def cases_on_plan(run: DayRun) -> set[int]:
    """Return the cases with a stop today that was not taken out of the plan."""
    rows = Stop.objects.filter(agency_id=run.agency_id, plan__run__on=run.on)
    return set(rows.exclude(state__in=("replaced", "withdrawn")).values_list("case_id", flat=True))


def numbered(stops: Sequence[Stop]) -> Iterable[tuple[int, Stop]]:
    """Return stops with the number under which people know them today, from 1."""
    return enumerate(stops, start=1)


def stop_about(case_id: int, on: date) -> Stop | None:
    """Return the stop about a case in the newest version of a day, or None."""
    rows = Stop.objects.filter(case_id=case_id, plan__run__on=on).exclude(
        state__in=("replaced", "withdrawn")
    )
    related = ("plan__pair__first", "plan__pair__second")
    return rows.select_related(*related).order_by("-plan__run__version").first()
