"""How does a whole list of staff, pairs and shifts come in at once, or not at all?"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TypeVar

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.staff.actions.add_pair import NewShift, add_pair, add_shift
from doorstep_desk.staff.actions.add_staff import NewStaff, add_staff
from doorstep_desk.staff.queries import StaffSeen
from doorstep_desk.staff.roster import RosterRow, RosterShift, days, members

PASSWORD_BYTES = 12

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class ImportedStaff:
    """What came in.

    Attributes:
        passwords: First password of each new user name, shown once and kept nowhere.
        pairs: Letters of the new pairs.
        shifts: How many shifts were added.
    """

    passwords: dict[str, str] = field(repr=False)
    pairs: list[str]
    shifts: int


@transaction.atomic
def import_staff(
    *, actor: Actor, organisation_id: int, rows: Sequence[RosterRow], at: datetime
) -> ImportedStaff:
    """Add everybody in a roster with a one-time password, their pairs and shifts.

    Raises:
        Refused: The actor may not.
        Malformed: Any row cannot be taken; nothing of the list is, and all problems are told.
    """
    actor.require("staff.import")
    problems: list[str] = []
    passwords = {row.username: secrets.token_urlsafe(PASSWORD_BYTES) for row in rows}
    added = {}
    for row in rows:
        new = _new_staff(row, organisation_id, passwords[row.username])
        staff = _tried(row.line, problems, partial(add_staff, actor=actor, new=new, at=at))
        if staff is not None:
            added[row.username] = staff
    pairs, shifts = _pairs(actor, rows, added, problems, at)
    if problems:
        raise Malformed(problems)
    record(
        at=at,
        actor=actor,
        verb="staff.imported",
        subject=f"organisation:{organisation_id}",
        people=len(added),
        pairs=len(pairs),
        shifts=shifts,
        organisation_id=organisation_id,
    )
    return ImportedStaff(passwords, pairs, shifts)


def _pairs(
    actor: Actor,
    rows: Sequence[RosterRow],
    added: dict[str, StaffSeen],
    problems: list[str],
    at: datetime,
) -> tuple[list[str], int]:
    letters, shifts = [], 0
    for letter, (first, second) in members(rows).items():
        if first.username not in added or second.username not in added:
            continue  # the missing one is among the problems already
        ids = added[first.username].id, added[second.username].id

        make = partial(
            add_pair, actor=actor, letter=letter, first_id=ids[0], second_id=ids[1], at=at
        )
        pair = _tried(first.line, problems, make)
        if pair is not None:
            letters.append(letter)
            shift = first.shift or second.shift
            shifts += _shifts(actor, pair.id, shift, first.line, problems, at) if shift else 0
    return letters, shifts


def _shifts(
    actor: Actor, pair_id: int, shift: RosterShift, line: int, problems: list[str], at: datetime
) -> int:
    for on in days(shift):
        new = NewShift(
            pair_id,
            on,
            shift.starts_minute,
            shift.ends_minute,
            shift.latitude,
            shift.longitude,
            shift.max_visits,
        )
        made = _tried(line, problems, partial(add_shift, actor=actor, new=new, at=at))
        if made is None:
            return 0
    return len(days(shift))


def _tried(line: int, problems: list[str], make: Callable[[], Made]) -> Made | None:
    try:
        with transaction.atomic():
            return make()
    except Malformed as malformed:
        problems += [f"row {line}: {problem}" for problem in malformed.problems]
    except Refused as refused:
        problems.append(f"row {line}: {refused.message}")
    return None


def _new_staff(row: RosterRow, organisation_id: int, password: str) -> NewStaff:
    return NewStaff(
        username=row.username,
        display_name=row.name,
        role=row.role,
        organisation_id=organisation_id,
        password=password,
        must_change_password=True,
        language=row.language,
        languages=row.languages,
        certificate_valid_until=row.certificate_valid_until,
        trained_on=row.trained_on,
        record_checked_on=row.record_checked_on,
        has_violent_record=row.has_violent_record,
    )
