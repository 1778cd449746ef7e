"""Who belongs to the team, who is away on a day, and who holds which certificate then?"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from doorstep_desk.staff.models import (
    Absence,
    Certificate,
    CertificateNeed,
    PairExclusion,
    Staff,
)
from doorstep_desk.staff.queries import ShiftSeen, StaffSeen, seen, shift_rows, shift_seen
from doorstep_desk.staff.skills import VISIT_CERTIFICATE


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team, with what pairs are made of.

    Attributes:
        person: Who.
        skills: Words of ``SKILLS``.
        territories: Counties known well.
    """

    person: StaffSeen
    skills: frozenset[str]
    territories: frozenset[str]


@dataclass(frozen=True, slots=True)
class AbsenceSeen:
    """Days away.

    Attributes:
        absence_id: Key.
        staff_id: Whose.
        kind: Word of ``ABSENCES``.
        from_on: First day.
        until_on: Last day.
        noted_by: User name of who wrote it down.
    """

    absence_id: UUID
    staff_id: int
    kind: str
    from_on: date
    until_on: date
    noted_by: str


@dataclass(frozen=True, slots=True)
class CertificateSeen:
    """One certificate.

    Attributes:
        certificate_id: Key.
        kind: ``visit``, or the word of a course.
        issued_on: First day on which it counts.
        expires_on: Last day.
        source: Who gave it, or where it is kept.
        revoked_at: When it was taken back, or None.
        counts_until: Last day of grace once a rule behind it changed, or None.
    """

    certificate_id: UUID
    kind: str
    issued_on: date
    expires_on: date
    source: str
    revoked_at: datetime | None
    counts_until: date | None

    @property
    def last_day(self) -> date:
        """Return the last day on which it counts while it is not taken back."""
        return min(self.expires_on, self.counts_until or self.expires_on)


_CERTIFICATE: Final = (
    "id", "kind", "issued_on", "expires_on", "source", "revoked_at", "counts_until"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NeedSeen:
    """A kind of certificate that contacts on a channel need.

    Attributes:
        need_id: Key.
        kind: ``visit``, or the word of a course.
        channel: Word of the channel.
        from_on: First day.
        noted_by: User name of who wrote it down.
    """

    need_id: UUID
    kind: str
    channel: str
    from_on: date
    noted_by: str


@dataclass(frozen=True, slots=True)
class ExclusionSeen:
    """Two people who are never sent together, and why."""

    exclusion_id: UUID
    first_id: int
    second_id: int
    because: str
    noted_by: str


def team(organisation_id: int) -> list[Member]:
    """Return everybody of an organisation, by key."""
    rows = Staff.objects.filter(organisation_id=organisation_id).order_by("id")
    return [_member(row) for row in rows]


def member(organisation_id: int, staff_id: int) -> Member | None:
    """Return one of the team, or None when there is nobody of that key here."""
    row = Staff.objects.filter(organisation_id=organisation_id, pk=staff_id).first()
    return None if row is None else _member(row)


def _member(row: Staff) -> Member:
    return Member(seen(row), frozenset(row.skills.split()), frozenset(row.territories.split()))


def absences(organisation_id: int, since: date, staff_id: int | None = None) -> list[AbsenceSeen]:
    """Return the days away that end on a day or later, the earliest first."""
    rows = Absence.objects.filter(
        agency_id=organisation_id, withdrawn_at=None, until_on__gte=since
    ).order_by("from_on", "id")  # fmt: skip
    if staff_id is not None:
        rows = rows.filter(staff_id=staff_id)
    columns = ("id", "staff_id", "kind", "from_on", "until_on", "noted_by")
    return [AbsenceSeen(*row) for row in rows.values_list(*columns)]


def away_on(organisation_id: int, on: date) -> frozenset[int]:
    """Return who is away on a day."""
    rows = Absence.objects.filter(
        agency_id=organisation_id, withdrawn_at=None, from_on__lte=on, until_on__gte=on
    )
    return frozenset(rows.values_list("staff_id", flat=True))


def certificates_of(staff_id: int) -> list[CertificateSeen]:
    """Return all certificates of somebody, the one that ends last first."""
    rows = Certificate.objects.filter(staff_id=staff_id).order_by("-expires_on", "id")
    return [CertificateSeen(*row) for row in rows.values_list(*_CERTIFICATE)]


def certificates_by_person(organisation_id: int) -> dict[int, list[CertificateSeen]]:
    """Return the certificates that were not taken back, by key of the person."""
    found: dict[int, list[CertificateSeen]] = defaultdict(list)
    rows = Certificate.objects.filter(agency_id=organisation_id, revoked_at=None)
    for staff_id, *row in rows.order_by("-expires_on", "id").values_list(
        "staff_id", *_CERTIFICATE
    ):
        found[staff_id].append(CertificateSeen(*row))
    return found


def valid_certificates(organisation_id: int, on: date) -> dict[int, frozenset[str]]:
    """Return which kinds of certificate each of the team holds on a day, by key of the person.

    The day up to which somebody's visiting certificate is good, written down with the person
    itself, counts like one of kind ``visit``.
    """
    found: dict[int, set[str]] = defaultdict(set)
    rows = Certificate.objects.filter(_counts_on(on), agency_id=organisation_id)
    for staff_id, kind in rows.values_list("staff_id", "kind"):
        found[staff_id].add(kind)
    people = Staff.objects.filter(
        organisation_id=organisation_id, certificate_valid_until__gte=on
    ).values_list("pk", flat=True)
    for staff_id in people:
        found[staff_id].add(VISIT_CERTIFICATE)
    return {staff_id: frozenset(kinds) for staff_id, kinds in found.items()}


def _counts_on(on: date) -> Q:
    grace = Q(counts_until=None) | Q(counts_until__gte=on)
    return grace & Q(revoked_at=None, issued_on__lte=on, expires_on__gte=on)


def needed_certificates(organisation_id: int, on: date) -> dict[str, frozenset[str]]:
    """Return the kinds that contacts need on a day, by the word of their channel.

    Empty unless the agency wrote a need down. What the law asks of visitors is asked by the law.
    """
    rows = CertificateNeed.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), agency_id=organisation_id, from_on__lte=on
    )
    found: dict[str, set[str]] = defaultdict(set)
    for channel, kind in rows.values_list("channel", "kind"):
        found[channel].add(kind)
    return {channel: frozenset(kinds) for channel, kinds in found.items()}


def needs_seen(organisation_id: int, since: date) -> list[NeedSeen]:
    """Return the needs that hold on a day or later, by channel and kind."""
    rows = CertificateNeed.objects.filter(
        Q(until_on=None) | Q(until_on__gte=since), agency_id=organisation_id
    ).order_by("channel", "kind", "from_on")  # fmt: skip
    columns = ("id", "kind", "channel", "from_on", "noted_by")
    return [NeedSeen(*row) for row in rows.values_list(*columns)]


def lapsed_visitors(organisation_id: int, on: date) -> frozenset[int]:
    """Return whose visiting certificate has a last day that is over; nobody's that is unknown."""
    rows = Staff.objects.filter(organisation_id=organisation_id, certificate_valid_until__lt=on)
    return frozenset(rows.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Fitness:
    """Who may make contacts on a day.

    Attributes:
        away: Who is on leave or ill.
        lapsed: Whose visiting certificate is over.
        holds: Kinds of certificate that each person holds.
        needs: Kinds that contacts need, by channel.
    """

    away: frozenset[int]
    lapsed: frozenset[int]
    holds: dict[int, frozenset[str]]
    needs: dict[str, frozenset[str]]

    def lacks(self, staff_id: int, channel: str) -> bool:
        """Say whether somebody lacks a certificate that a channel needs."""
        is_lapsed = channel == "visit" and staff_id in self.lapsed
        missing = self.needs.get(channel, frozenset()) - self.holds.get(staff_id, frozenset())
        return is_lapsed or bool(missing)

    def may_visit(self, staff_ids: Collection[int]) -> bool:
        """Say whether all of some people may be sent to a door."""
        return not any(each in self.away or self.lacks(each, "visit") for each in staff_ids)


def fitness_on(organisation_id: int, on: date) -> Fitness:
    """Return who may make contacts on a day, in five queries."""
    return Fitness(
        away_on(organisation_id, on), lapsed_visitors(organisation_id, on),
        valid_certificates(organisation_id, on), needed_certificates(organisation_id, on),
    )  # fmt: skip


def working_shifts(on: date, organisation_id: int) -> list[ShiftSeen]:
    """Return the shifts of a day whose pair may be sent, in one query.

    Nobody of it is away, holds a visiting certificate that is over, or lacks one that visits
    need: what ``Fitness.may_visit`` says.
    """
    away = Absence.objects.filter(withdrawn_at=None, from_on__lte=on, until_on__gte=on)
    held = Certificate.objects.filter(_counts_on(on), kind=OuterRef("kind"))
    needs = CertificateNeed.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), agency_id=organisation_id, channel="visit",
        from_on__lte=on,
    )  # fmt: skip
    rows = shift_rows(on, organisation_id)
    for side in ("pair__first", "pair__second"):
        person = OuterRef(f"{side}_id")
        mine = held.filter(staff_id=OuterRef(person))
        until = f"{side}__certificate_valid_until"
        courses = needs.exclude(kind=VISIT_CERTIFICATE).filter(~Exists(mine))
        rows = rows.exclude(Exists(away.filter(staff_id=person)))
        rows = rows.exclude(**{f"{until}__lt": on}).exclude(Exists(courses))
        rows = rows.exclude(Exists(needs.filter(kind=VISIT_CERTIFICATE)), **{until: None})
    return [shift_seen(row) for row in rows]


def exclusions(organisation_id: int) -> list[ExclusionSeen]:
    """Return who is never sent with whom, the newest first."""
    rows = PairExclusion.objects.filter(agency_id=organisation_id, lifted_at=None)
    columns = ("id", "first_id", "second_id", "because", "noted_by")
    return [ExclusionSeen(*row) for row in rows.order_by("-noted_at", "id").values_list(*columns)]
