"""Who could go with whom on a day, and how much did each do of late?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from doorstep.planning.pairs import Available, Pairing, propose_pairs
from doorstep_desk.dayplans.queries import NO_LOAD, Load, workload
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.staff.actions.add_pair import VISITING_ROLES
from doorstep_desk.staff.queries import PairSeen, ShiftSeen, pairs, shifts_on
from doorstep_desk.staff.team import Fitness, Member, exclusions, fitness_on, team

WEEKS: Final = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class DayTeam:
    """A day's team.

    Attributes:
        on: The day.
        members: Everybody, by key.
        fit: Who may make contacts that day.
        loads: What each did in the four weeks before, by key.
        pairs: The pairs that there are.
        shifts: Who goes that day as things stand.
        pairing: Who should go with whom.
    """

    on: date
    members: Mapping[int, Member]
    fit: Fitness
    loads: Mapping[int, Load]
    pairs: tuple[PairSeen, ...]
    shifts: tuple[ShiftSeen, ...]
    pairing: Pairing


def day_team(agency_id: int, on: date) -> DayTeam:
    """Return the team of a day with the pairs proposed for it, in a constant number of queries.

    Leads visit only when they stand in a pair of that day; agents who answer calls are left to
    that work as far as they stood in no pair of the last weeks.
    """
    members = {each.person.id: each for each in team(agency_id)}
    fit, known = fitness_on(agency_id, on), pairs(agency_id)
    loads = workload(agency_id, on - WEEKS, on - timedelta(days=1))
    shifts = shifts_on(on, agency_id)
    there = [
        Available(
            each.person.id,
            each.person.languages,
            each.skills,
            each.territories,
            loads.get(each.person.id, NO_LOAD).minutes,
        )
        for each in members.values()
        if may_go(each, known) and fit.may_visit([each.person.id])
    ]
    never = {frozenset((each.first_id, each.second_id)) for each in exclusions(agency_id)}
    before = {frozenset((pair.first.id, pair.second.id)) for pair in known}
    return DayTeam(
        on, members, fit, loads, tuple(known), tuple(shifts), propose_pairs(there, never, before)
    )


def may_go(member: Member, known: list[PairSeen]) -> bool:
    """Say whether somebody is one of those who visit."""
    person = member.person
    goes = any(person.id in (pair.first.id, pair.second.id) for pair in known)
    return person.is_active and person.role in VISITING_ROLES and goes


def no_day(on: date) -> Refused:
    """Return the refusal for pairs of a day that is over."""
    return Refused("pairs-past", f"{on} is over; what happened on it stays as it was.")
