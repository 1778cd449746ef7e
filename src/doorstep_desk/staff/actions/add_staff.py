"""How does somebody become a member of staff, and stop being one?"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.organisations.queries import organisations_by_id
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.staff.errors import role_out_of_place, staff_unknown, username_taken
from doorstep_desk.staff.models import Staff
from doorstep_desk.staff.queries import StaffSeen, seen
from doorstep_desk.staff.roles import PERMISSIONS

USERNAME: Final = re.compile(r"[a-z][a-z0-9._-]{1,59}")
INTERFACE_LANGUAGES: Final = ("zh", "en")


@dataclass(frozen=True, slots=True)
class NewStaff:
    """Somebody who shall sign in.

    Attributes:
        username: Small letters, digits, dot, hyphen, underscore; begins with a letter.
        display_name: For people.
        role: One of the roles in ``staff/roles.py``.
        organisation_id: Whose rows they shall see.
        password: First password, in the clear; never stored or printed by us.
        must_change_password: Whether the first password is for one use only.
        language: Language of the interface, ``zh`` or ``en``.
        languages: Two-letter codes spoken with borrowers.
        certificate_valid_until: Last day of the visiting certificate; None without one.
        trained_on: Day of the last training; None if not known.
        record_checked_on: Day on which somebody looked for a record of violence; None if nobody.
        has_violent_record: What was found; counts only with that day.
    """

    username: str
    display_name: str
    role: str
    organisation_id: int
    password: str = field(repr=False)
    must_change_password: bool = False
    language: str = "zh"
    languages: frozenset[str] = frozenset({"zh"})
    certificate_valid_until: date | None = None
    trained_on: date | None = None
    record_checked_on: date | None = None
    has_violent_record: bool = False


@transaction.atomic
def add_staff(*, actor: Actor, new: NewStaff, at: datetime) -> StaffSeen:
    """Add a member of staff, to one's own organisation unless one is the system.

    Raises:
        Refused: The actor may not, the name is taken, or the organisation does not exist.
        Malformed: Something about the new member cannot be; all problems at once.
    """
    actor.require("staff.add")
    if problems := problems_of(new) + _days_ahead(new, local_day(at)):
        raise Malformed(problems)
    _require_organisation(actor, new.organisation_id)
    _require_place(new)
    if Staff.objects.filter(username=new.username).exists():
        raise username_taken(new.username)
    row = Staff.objects.create(
        username=new.username,
        display_name=new.display_name.strip(),
        role=new.role,
        organisation_id=new.organisation_id,
        password=make_password(new.password),
        must_change_password=new.must_change_password,
        language=new.language,
        languages=" ".join(sorted(new.languages)),
        certificate_valid_until=new.certificate_valid_until,
        trained_on=new.trained_on,
        record_checked_on=new.record_checked_on,
        has_violent_record=None if new.record_checked_on is None else new.has_violent_record,
    )
    record(
        at=at,
        actor=actor,
        verb="staff.added",
        subject=f"staff:{row.pk}",
        role=new.role,
        organisation_id=new.organisation_id,
    )
    return seen(row)


@transaction.atomic
def set_staff_active(*, actor: Actor, staff_id: int, is_active: bool, at: datetime) -> StaffSeen:
    """Let a member of staff sign in again, or shut them out of every session at once.

    Raises:
        Refused: The actor may not, would shut themselves out, or there is nobody of that number.
    """
    actor.require("staff.change")
    if staff_id == actor.staff_id:
        raise Refused("own-account", "Nobody changes their own access; ask a colleague.")
    row = Staff.objects.select_for_update().filter(pk=staff_id).first()
    if row is None or (not actor.is_system and row.organisation_id != actor.organisation_id):
        raise staff_unknown(staff_id)
    row.is_active = is_active
    row.save(update_fields=["is_active"])
    record(
        at=at,
        actor=actor,
        verb="staff.access_changed",
        subject=f"staff:{staff_id}",
        is_active=is_active,
        organisation_id=row.organisation_id,
    )
    return seen(row)


def problems_of(new: NewStaff) -> list[str]:
    """Return everything about a new member of staff that cannot be, one sentence each."""
    found = []
    if not USERNAME.fullmatch(new.username):
        found.append(
            f"the user name {new.username!r} needs 2 to 60 small letters, digits, '.', '_' or "
            "'-', and begins with a letter"
        )
    if not new.display_name.strip():
        found.append(f"{new.username}: the name is empty")
    if new.role not in PERMISSIONS:
        found.append(f"{new.username}: the role is one of {', '.join(PERMISSIONS)}")
    if new.language not in INTERFACE_LANGUAGES:
        found.append(f"{new.username}: the interface speaks {' or '.join(INTERFACE_LANGUAGES)}")
    if not new.languages or any(not re.fullmatch("[a-z]{2}", word) for word in new.languages):
        found.append(f"{new.username}: languages are two-letter codes such as zh or ko")
    return found + password_problems(new.password, new.username, new.display_name)


def _days_ahead(new: NewStaff, today: date) -> list[str]:
    """Return which days of what was done lie in the future."""
    done = {"training": new.trained_on, "check of the record": new.record_checked_on}
    return [
        f"{new.username}: the {what} is dated {day}, which is still to come"
        for what, day in done.items()
        if day is not None and day > today
    ]


def password_problems(password: str, username: str, display_name: str) -> list[str]:
    """Return why a password is too weak; empty when it will do."""
    about = Staff(username=username, display_name=display_name)
    try:
        validate_password(password, about)
    except ValidationError as error:
        return [str(message) for message in error.messages]
    return []


def _require_place(new: NewStaff) -> None:
    """Refuse a lender's person in an agency: they would see what is not about their cases."""
    kind = organisations_by_id([new.organisation_id])[new.organisation_id].kind
    if (new.role == "lender") is not (kind == "lender"):
        raise role_out_of_place(new.role, kind)


def _require_organisation(actor: Actor, organisation_id: int) -> None:
    is_foreign = not actor.is_system and organisation_id != actor.organisation_id
    if is_foreign or organisation_id not in organisations_by_id([organisation_id]):
        raise Refused("not-found", f"There is no organisation number {organisation_id}.")
