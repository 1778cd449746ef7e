"""A lead says who goes with whom, and somebody cannot come: what follows for the day?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.queries import case_names
from doorstep_desk.dayplans.actions.replan import Replanned, drop_pair
from doorstep_desk.dayplans.queries import Placed, latest_run, placed_stops, stops_begun
from doorstep_desk.permits.actions import cancel_leave_of_agent
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.staff.actions.absences import NewAbsence, note_absence
from doorstep_desk.staff.actions.pairing import Couple, set_day_pairs
from doorstep_desk.staff.queries import shifts_on
from doorstep_desk.workdays.team import no_day
from doorstep_desk.workdays.unkept import release_unkept


@dataclass(frozen=True, slots=True)
class Moved:
    """A visit that is made otherwise than planned.

    Attributes:
        case_id: Of which case.
        number: The case's number.
        before: Who would have gone, and when.
        after: Who goes now, and when; None when nobody does.
    """

    case_id: int
    number: str
    before: Placed
    after: Placed | None


@dataclass(frozen=True, slots=True)
class SickCall:
    """What followed from a sick call.

    Attributes:
        letter: The pair that does not go on; empty when the person was in none that day.
        moved: Visits that are made by others, later, or not at all, by number.
        permits: Leave that was taken back because it named the person.
    """

    letter: str
    moved: tuple[Moved, ...]
    permits: int


@transaction.atomic
def approve_pairs(*, actor: Actor, on: date, couples: Sequence[Couple], at: datetime) -> list[int]:
    """Let these pairs and no others go on a day; the next run of the day plans for them.

    Raises:
        Refused: The actor may not, the day is over, a pair that has begun a visit would be taken
            apart, or the pairs cannot be; see ``set_day_pairs``.
    """
    actor.require("pair.approve")
    if on < local_day(at):
        raise no_day(on)
    wanted = {frozenset(couple) for couple in couples}
    for stop in stops_begun(actor.agency_id, on):
        if frozenset((stop.plan.pair.first_id, stop.plan.pair.second_id)) not in wanted:
            raise Refused(
                "pair-has-begun",
                f"Pair {stop.plan.pair.letter} has begun its visits; leave it together today.",
            )
    return set_day_pairs(actor=actor, on=on, couples=couples, at=at)


@transaction.atomic
def go_without(*, actor: Actor, on: date, pair_id: int, because: str, at: datetime) -> Replanned:
    """Give a pair's visits to others; who booked one that nobody can make hears of it.

    Raises:
        Refused: As for ``drop_pair``.
    """
    done = drop_pair(actor=actor, on=on, pair_id=pair_id, because=because, at=at)
    release_unkept(actor=actor, on=on, at=at)
    return done


@transaction.atomic
def call_in_sick(
    *, actor: Actor, staff_id: int, on: date, until_on: date, at: datetime
) -> SickCall:
    """Note that somebody is ill, give their visits to others, and take back their leave.

    All in one transaction. Nobody is sent alone: the partner's visits go with the pair.

    Raises:
        Refused: The actor may not, the person is not here, or the day cannot be planned again.
    """
    actor.require("plan.change")
    note_absence(actor=actor, absence=NewAbsence(staff_id, "sick", on, until_on), at=at)
    letter, before, after = "", {}, {}
    run = latest_run(actor.agency_id, on)
    mine = [
        shift.pair
        for shift in shifts_on(on, actor.agency_id)
        if staff_id in (shift.pair.first.id, shift.pair.second.id)
    ]
    for pair in mine:
        letter = pair.letter
        if run is not None:
            before = placed_stops(run)
            drop_pair(actor=actor, on=on, pair_id=pair.id, because="sick call", at=at)
            newest = latest_run(actor.agency_id, on)
            after = {} if newest is None else placed_stops(newest)
    release_unkept(actor=actor, on=on, at=at)
    permits = cancel_leave_of_agent(
        actor=actor, staff_id=staff_id, on=on, because="sick call", at=at
    )
    moved = _moved(before, after)
    record(
        at=at, actor=actor, verb="agent.called_in_sick", subject=f"staff:{staff_id}", on=on,
        moved=len(moved), permits=permits,
    )  # fmt: skip
    return SickCall(letter, moved, permits)


def _moved(before: dict[int, Placed], after: dict[int, Placed]) -> tuple[Moved, ...]:
    changed = [case for case, place in before.items() if after.get(case) != place]
    names = case_names(changed)
    found = [Moved(case, names[case].number, before[case], after.get(case)) for case in changed]
    return tuple(sorted(found, key=lambda each: (each.before.letter, each.before.minute)))
