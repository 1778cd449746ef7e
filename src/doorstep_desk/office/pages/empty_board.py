"""What does the board say of a day without a visit?"""

from datetime import date

import numpy as np

from doorstep.terms.codes import Known
from doorstep.terms.local_time import day_number
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.cases.queries import visible_cases
from doorstep_desk.dayplans.lists import Run
from doorstep_desk.office.pages.not_visited import groups
from doorstep_desk.office.presentation.board import EmptyBoard
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.staff.queries import pairs, shifts_on


def empty_board(actor: Actor, on: date, run: Run | None) -> EmptyBoard:
    """Return why nobody is visited on a day, and what could be done about it."""
    cases = visible_cases(actor).filter(closed_on=None).count()
    spared = groups(run) if run is not None else ()
    return EmptyBoard(
        on=on,
        because=_because(actor, on, run, cases),
        cases_count=cases,
        not_visited=spared,
    )


def _because(actor: Actor, on: date, run: Run | None, cases: int) -> str:
    if not cases:
        return "no_cases"
    if run is None:
        return "not_run"
    if not pairs(actor.agency_id):
        return "no_pairs"
    if not shifts_on(on, actor.agency_id):
        return "no_shift"
    return "not_a_workday" if is_rest_day(actor.agency_id, on) else "all_refused"


def is_rest_day(agency_id: int, on: date) -> bool:
    """Say whether a day is a weekend or a public holiday in China."""
    calendar = calendar_for_agency(agency_id).of("cn")
    number = np.array([day_number(on)], dtype=np.int32)
    return bool(
        calendar.is_rest_day(number)[0] == Known.YES or calendar.is_holiday(number)[0] == Known.YES
    )
