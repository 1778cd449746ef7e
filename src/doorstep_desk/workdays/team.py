"""Who could go with whom on a day, and how much did each do of late?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from doorstep.planning.pairs import Available, Pairing, propose_pairs
from doorstep_desk.dayplans.queries import NO_LOAD, Load, workload
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.staff.actions.add_pair import VISITING_ROLES
from doorstep_desk.staff.queries import PairSeen, ShiftSeen, pairs, shifts_on
from doorstep_desk.staff.team import (
    ExclusionSeen,
    Fitness,
    Member,
    exclusions,
    fitness_on,
    team,
)

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
        shifts: Who would go that day if nobody were away.
        never: Who is never sent with whom.
    """

    on: date
    members: Mapping[int, Member]
    fit: Fitness
    loads: Mapping[int, Load]
    pairs: tuple[PairSeen, ...]
    shifts: tuple[ShiftSeen, ...]
    never: tuple[ExclusionSeen, ...]

    @property
    def going(self) -> tuple[ShiftSeen, ...]:
        """Return the shifts whose pair may be sent as things stand."""
        return tuple(
            each
            for each in self.shifts
            if self.fit.may_visit((each.pair.first.id, each.pair.second.id))
        )


def day_team(agency_id: int, on: date) -> DayTeam:
    """Return the team of a day, in a constant number of queries."""
    return DayTeam(
        on=on,
        members={each.person.id: each for each in team(agency_id)},
        fit=fitness_on(agency_id, on),
        loads=workload(agency_id, on - WEEKS, on - timedelta(days=1)),
        pairs=tuple(pairs(agency_id)),
        shifts=tuple(shifts_on(on, agency_id)),
        never=tuple(exclusions(agency_id)),
    )


def proposed(found: DayTeam) -> Pairing:
    """Return who should go with whom on a day, among those who visit and may."""
    there = [
        Available(
            each.person.id, each.person.languages, each.skills, each.territories,
            found.loads.get(each.person.id, NO_LOAD).minutes,
        )
        for each in found.members.values()
        if may_go(each, found.pairs) and found.fit.may_visit([each.person.id])
    ]  # fmt: skip
    never = {frozenset((each.first_id, each.second_id)) for each in found.never}
    before = {frozenset((pair.first.id, pair.second.id)) for pair in found.pairs}
    return propose_pairs(there, never, before)


def may_go(member: Member, known: Sequence[PairSeen]) -> bool:
    """Say whether somebody is one of those who visit.

    Agents who have stood in no pair yet answer calls; a lead puts them into a pair by hand.
    """
    person = member.person
    goes = any(person.id in (pair.first.id, pair.second.id) for pair in known)
    return person.is_active and person.role in VISITING_ROLES and goes


def no_day(on: date) -> Refused:
    """Return the refusal for pairs of a day that is over."""
    return Refused("pairs-past", f"{on} is over; what happened on it stays as it was.")
