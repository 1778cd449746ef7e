"""Which days are off and which are worked, as the law engine sees them?"""

from calendar import Calendar as Weeks
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from doorstep.compliance.calendar import KINDS, CountryCalendar
from doorstep.parameters.holidays import holiday_years
from doorstep.terms.codes import Known
from doorstep.terms.local_time import BEIJING, day_number
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.calendars.queries import all_days, missing_year, waiting_days, years_loaded
from doorstep_desk.office.presentation.lawbook.calendar import (
    Block,
    CalendarPage,
    DayCell,
    DayLine,
    Month,
)
from doorstep_desk.office.presentation.parts import FormState, Option
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor

COUNTRY: Final = "cn"
YEARS_BACK: Final = 3
"""Years offered before the present one; an older one is opened by its address."""


def calendar_page(
    actor: Actor,
    on: date,
    year: int,
    typed: FormState | None = None,
    errors: Mapping[str, str] | None = None,
) -> CalendarPage:
    """Return the page of a year, in a constant number of queries.

    Args:
        actor: Who reads.
        on: The present day.
        year: The year.
        typed: The form as it was typed, when it comes back.
        errors: What was refused about a proposal, by its identifier.
    """
    agency, refused = actor.agency_id, errors or {}
    country = calendar_for_agency(agency).of(COUNTRY)
    rows, loaded = all_days(agency, year), years_loaded(agency)
    ours = {row.on for row in rows if row.approved_at is not None and row.kind != "year"}
    days = _days(country, year, ours, on)
    bundled = {each.year: each.source for each in holiday_years(COUNTRY)}
    kind = "" if typed is None else typed.values.get("kind", "")
    return CalendarPage(
        year=year,
        is_loaded=year in loaded,
        source=bundled.get(year, ""),
        months=tuple(_month(year, month, days) for month in range(1, 13)),
        blocks=tuple(_blocks(day for day, cell in days.items() if cell.kind == "holiday")),
        makeup_on=tuple(day for day, cell in days.items() if cell.kind == "makeup"),
        lines=tuple(_line(actor, row, refused) for row in rows),
        waiting_elsewhere=tuple(
            _line(actor, row, refused) for row in waiting_days(agency) if row.on.year != year
        ),
        missing_year=missing_year(agency, on),
        years=tuple(
            Option(str(each), str(each), is_chosen=each == year)
            for each in sorted({*range(on.year - YEARS_BACK, on.year + 2), year})
        ),
        form=(typed or FormState()) if actor.may("calendar.propose") else None,
        kinds=tuple(
            Option(each, said(each, "day_kind"), is_chosen=each == kind) for each in KINDS
        ),
    )


def _days(
    country: CountryCalendar, year: int, ours: set[date], today: date
) -> dict[date, DayCell]:
    first = date(year, 1, 1)
    every = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    numbers = np.array([day_number(day) for day in every], dtype=np.int32)
    off, rest = country.is_holiday(numbers), country.is_rest_day(numbers)
    makeup = set(country.makeup_workdays.tolist())
    found = {}
    for place, day in enumerate(every):
        kind = _kind(Known(int(off[place])), Known(int(rest[place])), day)
        if kind == "workday" and day.weekday() >= 5 and numbers[place] in makeup:
            kind = "makeup"
        found[day] = DayCell(day, kind, day in ours, day == today)
    return found


def _kind(off: Known, rest: Known, day: date) -> str:
    if off is Known.YES:
        return "holiday"
    if off is Known.UNKNOWN:
        return "unknown"
    return "weekend" if rest is Known.YES else "workday"


def _month(year: int, month: int, days: Mapping[date, DayCell]) -> Month:
    weeks = Weeks().monthdatescalendar(year, month)
    return Month(
        date(year, month, 1),
        tuple(tuple(days[day] if day.month == month else None for day in week) for week in weeks),
    )


def _blocks(days: Iterable[date]) -> Iterable[Block]:
    run: list[date] = []
    for day in days:
        if run and day - run[-1] != timedelta(days=1):
            yield Block(run[0], run[-1], len(run))
            run = []
        run.append(day)
    if run:
        yield Block(run[0], run[-1], len(run))


def _line(actor: Actor, row: Any, errors: Mapping[str, str]) -> DayLine:
    is_open = row.approved_at is None and row.withdrawn_at is None
    is_own = row.proposed_by == actor.name
    return DayLine(
        day_id=row.pk,
        on=row.on,
        kind=row.kind,
        source=row.source,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at.astimezone(BEIJING),
        approved_by=row.approved_by,
        approved_at=None if row.approved_at is None else row.approved_at.astimezone(BEIJING),
        withdrawn_by=row.withdrawn_by,
        is_own=is_own,
        may_approve=is_open and not is_own and actor.may("calendar.approve"),
        may_withdraw=is_open and actor.may("calendar.propose"),
        error=errors.get(str(row.pk), ""),
    )
