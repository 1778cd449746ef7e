"""How is one of the team shown, wherever a page shows them?"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from doorstep_desk.dayplans.queries import NO_LOAD, Load
from doorstep_desk.office.presentation.people.team import ExclusionLine, PersonLine, Work
from doorstep_desk.staff.actions.add_pair import VISITING_ROLES
from doorstep_desk.staff.team import AbsenceSeen, ExclusionSeen, Member
from doorstep_desk.workdays.team import DayTeam

SOON: Final = timedelta(days=30)
"""A certificate that ends within so many days is pointed out."""


def work_of(load: Load, longest_minutes: int) -> Work:
    """Return what somebody did, beside who worked longest."""
    share = load.minutes / longest_minutes if longest_minutes else 0.0
    return Work(load.stops, round(load.minutes / 60), share)


def longest(loads: Iterable[Load]) -> int:
    """Return the most minutes that anybody worked."""
    return max((load.minutes for load in loads), default=0)


def certificate_state(until: date | None, on: date) -> str:
    """Return the verdict of a last day on a day; empty when there is none."""
    if until is None:
        return ""
    if until < on:
        return "refuse"
    return "ask" if until - on <= SOON else "allow"


def person_line(member: Member, found: DayTeam, away: dict[int, AbsenceSeen]) -> PersonLine:
    """Return one of the team on a day."""
    person = member.person
    until = person.certificate_valid_until
    visits = person.role in VISITING_ROLES
    absent = away.get(person.id)
    return PersonLine(
        staff_id=person.id, name=person.display_name, role=person.role,
        is_active=person.is_active, languages=tuple(sorted(person.languages)),
        skills=tuple(sorted(member.skills)), territories=tuple(sorted(member.territories)),
        certificate_until=until if visits else None,
        certificate=certificate_state(until, found.on) if visits else "",
        away="" if absent is None else absent.kind,
        work=work_of(found.loads.get(person.id, NO_LOAD), longest(found.loads.values())),
    )  # fmt: skip


def exclusion_line(each: ExclusionSeen, found: DayTeam, names: dict[str, str]) -> ExclusionLine:
    """Return two people who are never sent together."""
    members = found.members
    first, second = (
        members[key].person.display_name if key in members else str(key)
        for key in (each.first_id, each.second_id)
    )
    return ExclusionLine(
        str(each.exclusion_id), (first, second), each.because,
        names.get(each.noted_by, each.noted_by),
    )  # fmt: skip
