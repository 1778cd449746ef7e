"""What does today's board show of a day that was run?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.cases.names import first_name
from doorstep_desk.cases.queries import case_names
from doorstep_desk.dayplans.lists import PairStops, Run, pair_days, planned_days
from doorstep_desk.office.pages.attention import attention_of
from doorstep_desk.office.pages.law import law_of
from doorstep_desk.office.pages.not_visited import groups
from doorstep_desk.office.pages.stops import pair_page
from doorstep_desk.office.presentation.board import (
    BoardPage,
    PairDay,
    PrintedDay,
    PrintedStop,
)
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import shifts_on
from doorstep_desk.visits.queries import records_of_stops


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked to see.

    Attributes:
        letter: Letter of the pair whose stops are listed; empty for the first.
        now: The instant, in Beijing.
        replan: What was typed into the re-plan form.
    """

    letter: str
    now: datetime
    replan: FormState = field(default_factory=FormState)


def board_of(actor: Actor, run: Run, wanted: Wanted, waiting: int) -> BoardPage:
    """Return the board of a run, in a constant number of queries.

    Args:
        actor: Who reads.
        run: The run shown.
        wanted: What they asked to see.
        waiting: Follow-ups due; the frame has counted them already.
    """
    days = pair_days(run)
    pairs = pairs_of(run, days, wanted)
    spared = groups(run)
    opens, closes, latest = law_of(run.agency_id, run.on).visiting_minutes()
    return BoardPage(
        on=run.on, now_minute=_minute(wanted.now, run.on), opens_minute=opens,
        closes_minute=closes, latest_minute=latest, region=_region(days),
        version=run.version, planned_at=run.created_at.astimezone(BEIJING),
        attention=attention_of(actor, run, pairs, wanted.now, waiting), pairs=pairs,
        not_visited=spared, not_visited_count=sum(group.count for group in spared),
        cases_count=int(run.summary.get("cases", 0)), is_newest=run.on >= local_day(wanted.now),
        may_replan=actor.may("plan.change") and any(pair.stops for pair in pairs),
        other_days=_other_days(actor, run.on), replan=wanted.replan,
    )  # fmt: skip


def pairs_of(run: Run, days: Sequence[PairStops], wanted: Wanted) -> tuple[PairDay, ...]:
    """Return all pairs of a day with their stops."""
    records = records_of_stops(stop.pk for day in days for stop in day.stops)
    shifts = {shift.pair.id: shift for shift in shifts_on(run.on, run.agency_id)}
    return tuple(
        pair_page(
            number, day, shifts.get(day.plan.pair_id), records, wanted.now,
            is_selected=day.plan.pair.letter == wanted.letter,
        )
        for number, day in enumerate(days, start=1)
    )  # fmt: skip


def printed_of(actor: Actor, run: Run, wanted: Wanted, printed_by: str) -> PrintedDay | None:
    """Return the printable plan of one pair, or None when there is no such pair."""
    days = pair_days(run)
    pairs = pairs_of(run, days, wanted)
    found = [
        (day, pair) for day, pair in zip(days, pairs, strict=True) if pair.letter == wanted.letter
    ]
    if not found:
        return None
    day, pair = found[0]
    names = case_names(stop.case_id for stop in day.stops)
    return PrintedDay(
        on=run.on,
        pair=pair,
        lines=tuple(
            PrintedStop(shown, first_name(shown.borrower), stop.point.value,
                        names[stop.case_id].language)
            for shown, stop in zip(pair.stops, day.stops, strict=True)
            if shown.state in ("planned", "going")
        ),
        rulebook_on=run.on,
        printed_by=printed_by,
        printed_at=wanted.now,
        version=run.version,
    )  # fmt: skip


def _minute(now: datetime, on: date) -> int | None:
    return now.hour * 60 + now.minute if local_day(now) == on else None


def _region(days: Sequence[PairStops]) -> str:
    cities = {stop.point.city for day in days for stop in day.stops} - {""}
    if not any("延边" in city for city in cities) or len(cities) > 1:
        return ""
    return say("延边", "Yanbian")


def _other_days(actor: Actor, on: date) -> tuple[date, ...]:
    days = planned_days(actor.agency_id)
    known = days if on in days else [on, *days]
    return tuple(known) if len(known) > 1 else ()
