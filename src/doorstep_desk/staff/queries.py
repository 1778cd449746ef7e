"""Who is there, who is on shift, and in whose name does a session act?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from doorstep_desk.plumbing.actor import ANONYMOUS, Actor
from doorstep_desk.staff.models import Pair, Shift, Staff
from doorstep_desk.staff.roles import PERMISSIONS


@dataclass(frozen=True, slots=True)
class StaffSeen:
    """A member of staff as others see one.

    Attributes:
        id: Key.
        username: For signing in.
        display_name: For people.
        role: Role word.
        organisation_id: Whose rows they see.
        is_active: Whether they may sign in.
        certificate_valid_until: Last day of the visiting certificate; None without one.
        languages: Two-letter codes spoken with borrowers.
        trained_on: Day of the last training; None if not written down.
        has_violent_record: What the check for a record found; None while nobody has looked.
    """

    id: int
    username: str
    display_name: str
    role: str
    organisation_id: int
    is_active: bool
    certificate_valid_until: date | None
    languages: frozenset[str]
    trained_on: date | None
    has_violent_record: bool | None


@dataclass(frozen=True, slots=True)
class PairSeen:
    """Two agents who visit together."""

    id: int
    letter: str
    organisation_id: int
    first: StaffSeen
    second: StaffSeen
    active: bool


@dataclass(frozen=True, slots=True)
class ShiftSeen:
    """One pair's hours on one day; minutes count from local midnight, degrees are WGS-84."""

    id: int
    pair: PairSeen
    on: date
    starts_minute: int
    ends_minute: int
    latitude: float
    longitude: float
    max_visits: int


@dataclass(frozen=True, slots=True)
class SessionActor:
    """In whose name a session acts, in which language, and whether a password comes first.

    Attributes:
        actor: Who acts.
        must_change_password: Whether the first password is still in use.
        language: ``zh`` or ``en`` as the member of staff prefers; None for a visitor.
    """

    actor: Actor
    must_change_password: bool
    language: str | None


def actor_of(staff: Staff) -> Actor:
    """Return the actor that a member of staff is, with the permissions of the role."""
    return Actor(
        name=staff.username,
        role=staff.role,
        permissions=PERMISSIONS[staff.role],
        staff_id=staff.pk,
        organisation_id=staff.organisation_id,
    )


def actor_of_session(user: AbstractBaseUser | AnonymousUser) -> SessionActor:
    """Return in whose name a web session acts; nobody's when it is not signed in."""
    if isinstance(user, Staff) and user.is_active:
        return SessionActor(actor_of(user), user.must_change_password, user.language)
    return SessionActor(ANONYMOUS, must_change_password=False, language=None)


def actor_named(username: str) -> Actor | None:
    """Return the actor with this user name, or None; for commands."""
    staff = Staff.objects.filter(username=username, is_active=True).first()
    return None if staff is None else actor_of(staff)


def actor_with_id(staff_id: int) -> Actor | None:
    """Return the actor with this key, or None when absent or no longer active."""
    staff = Staff.objects.filter(pk=staff_id, is_active=True).first()
    return None if staff is None else actor_of(staff)


def staff_seen(organisation_id: int | None = None, role: str | None = None) -> list[StaffSeen]:
    """Return staff by user name, of one organisation or role when given."""
    rows = Staff.objects.order_by("username")
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    if role is not None:
        rows = rows.filter(role=role)
    return [seen(row) for row in rows]


def staff_by_id(keys: Iterable[int]) -> dict[int, StaffSeen]:
    """Return the named staff by key."""
    return {row.pk: seen(row) for row in Staff.objects.filter(pk__in=set(keys))}


def display_names(organisation_id: int) -> dict[str, str]:
    """Return the names for people of an organisation's staff, past ones too, by user name."""
    rows = Staff.objects.filter(organisation_id=organisation_id)
    return dict(rows.values_list("username", "display_name"))


def pairs(organisation_id: int | None = None) -> list[PairSeen]:
    """Return the active pairs by letter."""
    rows = Pair.objects.filter(active=True).select_related("first", "second").order_by("id")
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    return [_pair(row) for row in rows]


def pairs_by_id(keys: Iterable[int]) -> dict[int, PairSeen]:
    """Return the named pairs by key, whether active or not."""
    rows = Pair.objects.filter(pk__in=set(keys)).select_related("first", "second")
    return {row.pk: _pair(row) for row in rows}


def pair_of_agent(staff_id: int) -> PairSeen | None:
    """Return the active pair an agent belongs to, the newest when several, or None."""
    mine = Q(first_id=staff_id) | Q(second_id=staff_id)
    rows = Pair.objects.filter(mine, active=True).select_related("first", "second")
    row = rows.order_by("-id").first()
    return None if row is None else _pair(row)


def shift_rows(day: date, organisation_id: int | None = None) -> QuerySet[Shift]:
    """Return the shifts of a day that were not called off, in the order of their pairs."""
    rows = Shift.objects.filter(on=day, pair__active=True, called_off_at=None)
    rows = rows.order_by("pair_id").select_related("pair", "pair__first", "pair__second")
    if organisation_id is not None:
        rows = rows.filter(pair__organisation_id=organisation_id)
    return rows


def shifts_on(day: date, organisation_id: int | None = None) -> list[ShiftSeen]:
    """Return the shifts of active pairs on a day, in the order of their pairs."""
    return [shift_seen(row) for row in shift_rows(day, organisation_id)]


def seen(row: Staff) -> StaffSeen:
    """Return a staff row as others see it."""
    return StaffSeen(
        row.pk,
        row.username,
        row.display_name,
        row.role,
        row.organisation_id,
        row.is_active,
        row.certificate_valid_until,
        frozenset(row.languages.split()),
        row.trained_on,
        row.has_violent_record,
    )


def _pair(row: Pair) -> PairSeen:
    return PairSeen(
        row.pk, row.letter, row.organisation_id, seen(row.first), seen(row.second), row.active
    )


def shift_seen(row: Shift) -> ShiftSeen:
    """Return a shift as others see it."""
    return ShiftSeen(
        row.pk,
        _pair(row.pair),
        row.on,
        row.starts_minute,
        row.ends_minute,
        row.latitude,
        row.longitude,
        row.max_visits,
    )
