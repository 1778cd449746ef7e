"""Which visits can the borrower of a case book, and if none, why not?

Each slot is judged as if it were booked, by the same rules as a plan: from its first minute to the
last at which a visit may begin. It reads what a borrower may see, so that the page of a borrower
and the desk offer the same.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

import numpy as np

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.decide import judge
from doorstep.compliance.explain import explanations
from doorstep.compliance.history import Attempts
from doorstep.compliance.words import Answer
from doorstep.planning.slots import Slot, all_slots, booking_policy, with_room
from doorstep.terms.codes import Known
from doorstep.terms.local_time import day_number, instant_number, local_day
from doorstep_desk.appointments.appointed import Appointment, instants
from doorstep_desk.appointments.queries import booked_slots
from doorstep_desk.attempts.facts import attempts_of_borrower
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.cases.queries import points_of
from doorstep_desk.decisions.one_case import CaseAsked, case_row, usable_points
from doorstep_desk.decisions.portfolio import CaseRow, spoken
from doorstep_desk.decisions.practice import team_of, team_on_duty
from doorstep_desk.decisions.requests import VISIT_SECONDS, Workers, visit_requests
from doorstep_desk.declarations.facts import DeclaredFacts, declared_facts
from doorstep_desk.plumbing.speech import language
from doorstep_desk.policies.facts import rulebook_for_agency
from doorstep_desk.staff.duty import DutySeen, of_day, pairs_on_duty

STEP: Final = 30
"""Minutes between the starts within a slot that are judged."""

CLOSED: Final = "closed"
PAUSED: Final = "paused"
STOPPED: Final = "stopped"
NO_ADDRESS: Final = "address"
RULE: Final = "rule"
FULL: Final = "full"
FORBIDDEN: Final = (CLOSED, PAUSED, STOPPED, NO_ADDRESS, RULE)
"""Why nothing is offered: nothing is worked, contact stopped, the borrower asked us not to come,
no address is sure enough, a rule refuses every hour. ``FULL`` alone passes with a day."""

_STAY: Final = VISIT_SECONDS // 60
_NOBODY: Final = uuid.UUID(int=0)


@dataclass(frozen=True, slots=True)
class Openings:
    """What can be booked.

    Attributes:
        slots: Lawful, with a pair on duty, and not full; by day and hour.
        why: Why there is none, a word of the above; empty where there is one.
        sentence: What the rule says that refuses, in the reader's language; for staff.
    """

    slots: tuple[Slot, ...]
    why: str = ""
    sentence: str = ""


def openings(case: Any, at: datetime) -> Openings:
    """Return the visits that the borrower of a case can book, in a constant number of queries.

    What they hold themselves does not count against them, so that they can move it.
    """
    today = local_day(at)
    nobody = Workers(team_of([]), DeclaredFacts({}, {}))
    row = case_row(CaseAsked(case, today, at, None, nobody))
    if row is None or case.closed_on is not None:
        return Openings((), CLOSED)
    if row.pauses:
        return Openings((), PAUSED)
    if {"all", "visit"} & set(row.stopped.split()):
        return Openings((), STOPPED)
    point = row.point_for(("address",))
    if point is None or not point.is_checked:
        return Openings((), NO_ADDRESS)
    return _open(case, row, today, at)


def _open(case: Any, row: CaseRow, today: date, at: datetime) -> Openings:
    policy = booking_policy(today)
    first, last = today + timedelta(days=1), today + timedelta(days=policy.days_ahead)
    duty = pairs_on_duty(case.agency_id, first, last)
    calendar = calendar_for_agency(case.agency_id, at)
    days = {each.pair.on for each in duty if _is_workday(calendar, each.pair.on)}
    wanted = [slot for slot in all_slots(today, policy) if slot.on in days]
    if not wanted:
        return Openings((), FULL)
    lawful, sentence = _lawful(case, row, wanted, duty, calendar, at)
    if not lawful:
        return Openings((), RULE, sentence)
    booked = booked_slots(case.agency_id, first, last, but=row.person_id)
    pairs = [each.pair for each in duty]
    free = with_room(lawful, pairs, booked, policy, spoken(row.language))
    return Openings(free, "" if free else FULL)


def _lawful(
    case: Any, row: CaseRow, slots: Sequence[Slot], duty: Sequence[DutySeen], calendar: Calendar,
    at: datetime,
) -> tuple[list[Slot], str]:  # fmt: skip
    """Return the slots at every start of which a visit is allowed, and what refuses the first."""
    today, rulebook = local_day(at), rulebook_for_agency(case.agency_id, local_day(at), at)
    declared, known = declared_facts(case.agency_id, today, at), points_of(case.borrower_id)
    rows, begins, workers = [], [], []
    for slot in slots:
        as_booked = replace(
            row, appointment=_as_booked(row, slot), points=usable_points(known, slot.on),
            days_past_due=_later(row, (slot.on - today).days),
        )  # fmt: skip
        who = Workers(team_on_duty(of_day(duty, slot.on)), declared)
        for minute in slot.starts(_STAY, STEP):
            rows.append(as_booked)
            begins.append(instants(Slot(slot.on, minute, minute + _STAY))[0])
            workers.append(who)
    requests = visit_requests(rows, begins, instant_number(at), workers)
    history = Attempts.of(attempts_of_borrower(row.person_id, at))
    judgement = judge(requests, history, rulebook, calendar)
    by_slot = judgement.is_allowed.reshape(len(slots), -1)
    lawful = [slot for slot, allowed in zip(slots, by_slot, strict=True) if allowed.all()]
    if lawful:
        return lawful, ""
    said = explanations(judgement, requests, 0, rulebook, language())
    against = [each.sentence for each in said if each.answer >= Answer.HOLD]
    return [], against[0] if against else ""


def _as_booked(row: CaseRow, slot: Slot) -> Appointment:
    return Appointment(_NOBODY, row.case_id, row.person_id, *instants(slot))


def _later(row: CaseRow, days: int) -> int | None:
    return None if row.days_past_due is None else row.days_past_due + days


def _is_workday(calendar: Calendar, on: date) -> bool:
    days, china = np.array([day_number(on)], dtype=np.int32), calendar.of("cn")
    return all(
        int(each[0]) == Known.NO for each in (china.is_rest_day(days), china.is_holiday(days))
    )
