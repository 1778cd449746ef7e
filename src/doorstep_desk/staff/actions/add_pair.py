"""Who visits with whom, and when and where does their day begin?"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.staff.models import Pair, Shift, Staff
from doorstep_desk.staff.queries import PairSeen, ShiftSeen, pairs_by_id, shifts_on

VISITING_ROLES: Final = frozenset({"agent", "lead"})


@dataclass(frozen=True, slots=True)
class NewShift:
    """Hours of one pair on one day.

    Attributes:
        pair_id: Which pair.
        on: Which day.
        starts_minute: Minutes after local midnight.
        ends_minute: Minutes after local midnight; later than the start, at most 1,440.
        latitude: Where the day begins and ends, WGS-84.
        longitude: Likewise.
        max_visits: Most visits that may be planned, 0 to 30.
    """

    pair_id: int
    on: date
    starts_minute: int
    ends_minute: int
    latitude: float
    longitude: float
    max_visits: int


@transaction.atomic
def add_pair(
    *, actor: Actor, letter: str, first_id: int, second_id: int, at: datetime
) -> PairSeen:
    """Let two agents of one organisation visit together.

    Raises:
        Refused: The actor may not, the two cannot be a pair, or the letter is in use.
        Malformed: The letter is empty or longer than four marks.
    """
    actor.require("pair.add")
    letter = letter.strip()
    if not 1 <= len(letter) <= 4:
        raise Malformed([f"a pair is called by one to four marks, such as 甲; got {letter!r}"])
    organisation_id = _common_organisation(actor, first_id, second_id)
    if Pair.objects.filter(organisation_id=organisation_id, letter=letter, active=True).exists():
        raise Refused("pair-letter-taken", f"There is an active pair {letter} already.")
    row = Pair.objects.create(
        letter=letter, organisation_id=organisation_id, first_id=first_id, second_id=second_id
    )
    record(
        at=at,
        actor=actor,
        verb="pair.added",
        subject=f"pair:{row.pk}",
        first_id=first_id,
        second_id=second_id,
        organisation_id=organisation_id,
    )
    return pairs_by_id([row.pk])[row.pk]


@transaction.atomic
def end_pair(*, actor: Actor, pair_id: int, at: datetime) -> None:
    """Stop two agents from being planned together; past shifts stay as they were.

    Raises:
        Refused: The actor may not, or there is no such pair.
    """
    actor.require("pair.add")
    row = _visible_pair(actor, pair_id)
    row.active = False
    row.save(update_fields=["active"])
    record(
        at=at,
        actor=actor,
        verb="pair.ended",
        subject=f"pair:{pair_id}",
        organisation_id=row.organisation_id,
    )


@transaction.atomic
def add_shift(*, actor: Actor, new: NewShift, at: datetime) -> ShiftSeen:
    """Put a pair on shift for a day.

    Raises:
        Refused: The actor may not, there is no such pair, or it is on shift that day already.
        Malformed: Hours, place or number of visits cannot be; all problems at once.
    """
    actor.require("shift.add")
    if problems := shift_problems(new):
        raise Malformed(problems)
    pair = _visible_pair(actor, new.pair_id)
    if Shift.objects.filter(pair_id=new.pair_id, on=new.on).exists():
        raise Refused("shift-exists", f"Pair {pair.letter} is on shift on {new.on} already.")
    row = Shift.objects.create(**asdict(new))
    record(
        at=at,
        actor=actor,
        verb="shift.added",
        subject=f"pair:{new.pair_id}",
        on=new.on,
        organisation_id=pair.organisation_id,
    )
    return next(shift for shift in shifts_on(new.on) if shift.id == row.pk)


def shift_problems(new: NewShift) -> list[str]:
    """Return everything about a shift that cannot be, one sentence each."""
    found = []
    if not 0 <= new.starts_minute < new.ends_minute <= 1440:
        found.append("a shift begins before it ends, within one day")
    if not (-90 <= new.latitude <= 90 and -180 <= new.longitude <= 180):
        found.append(f"there is no place at {new.latitude}, {new.longitude}")
    if not 0 <= new.max_visits <= 30:
        found.append(f"a pair makes 0 to 30 visits a day; got {new.max_visits}")
    return found


def _common_organisation(actor: Actor, first_id: int, second_id: int) -> int:
    rows = Staff.objects.filter(pk__in=[first_id, second_id], is_active=True)
    if not actor.is_system:
        rows = rows.filter(organisation_id=actor.organisation_id or 0)
    found = list(rows)
    if len(found) != 2 or len({row.organisation_id for row in found}) != 1:
        raise Refused("pair-members", "A pair is two different active people of one organisation.")
    if any(row.role not in VISITING_ROLES for row in found):
        raise Refused("pair-members", "Only agents and leads visit.")
    return found[0].organisation_id


def _visible_pair(actor: Actor, pair_id: int) -> Pair:
    row = Pair.objects.select_for_update().filter(pk=pair_id, active=True).first()
    if row is None or (not actor.is_system and row.organisation_id != actor.organisation_id):
        raise Refused("not-found", f"There is no active pair number {pair_id}.")
    return row
