"""What can be asked about leave to contact?"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from doorstep.compliance.leave import permit as core
from doorstep.compliance.leave.permit_verifier import check
from doorstep.terms.codes import Channel
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.keys import current_keys


@dataclass(frozen=True, slots=True)
class Use:
    """A permit and the contact that somebody wants to make under it.

    Attributes:
        permit_id: The permit.
        person_key: Who would be reached.
        channel: Word of the core's channels.
        at: When the contact begins.
        case_id: For which case.
        point_id: The number or address used; None when nobody said which.
    """

    permit_id: uuid.UUID
    person_key: bytes
    channel: str
    at: datetime
    case_id: int | None
    point_id: int | None

    def fits(self, permit: Permit) -> bool:
        """Say whether a permit is of this person, case, channel and place.

        The database asks the same when the contact is written down.
        """
        mine = (self.person_key, self.channel, self.case_id)
        is_theirs = (bytes(permit.person_key), permit.channel, permit.case_id) == mine
        return is_theirs and (permit.point_id is None or self.point_id in (None, permit.point_id))


def live_permits(case_id: int, at: datetime) -> list[Permit]:
    """Return the permits of a case that are neither used, cancelled nor over at an instant."""
    rows = Permit.objects.filter(case_id=case_id, used_at=None, cancelled_at=None, ends_at__gt=at)
    return list(rows.order_by("starts_at"))


def cases_with_leave(case_ids: Collection[int], at: datetime) -> list[int]:
    """Return which of some cases have leave outstanding at an instant, ascending."""
    rows = Permit.objects.filter(
        case_id__in=list(case_ids), used_at=None, cancelled_at=None, ends_at__gt=at
    )
    return sorted(set(rows.values_list("case_id", flat=True)))


def permit_for(case_id: int, channel: str, at: datetime) -> uuid.UUID | None:
    """Return the unused permit under which a contact of a case can begin at an instant."""
    rows = Permit.objects.filter(
        case_id=case_id, channel=channel, used_at=None, cancelled_at=None, starts_at__lte=at,
        ends_at__gt=at,
    )  # fmt: skip
    return rows.order_by("ends_at").values_list("pk", flat=True).first()


def held_good(uses: Collection[Use]) -> set[uuid.UUID]:
    """Lock permits until the transaction ends, and return those that are good for their use.

    Good is: ours by its signature, of that person, case, channel and place, in its window, and
    neither used nor taken back.
    """
    by_id = {use.permit_id: use for use in uses}
    key = Ed25519PrivateKey.from_private_bytes(current_keys().permit_signing).public_key()
    rows = Permit.objects.select_for_update().filter(
        pk__in=list(by_id), used_at=None, cancelled_at=None
    ).order_by("pk")  # fmt: skip
    good = set()
    for row in rows:
        use = by_id[row.pk]
        signed = core.SignedPermit(bytes(row.body), bytes(row.signature))
        if use.fits(row) and check(signed, key, use.at) is None:
            good.add(row.pk)
    return good


def held_at(uses: Iterable[tuple[int, str, datetime]]) -> set[tuple[int, str, datetime]]:
    """Return which contacts lay in the window of a permit that was not taken back before them.

    Args:
        uses: Case, channel and time of each contact.
    """
    wanted = set(uses)
    rows = Permit.objects.filter(case_id__in={case for case, _, _ in wanted})
    spans: dict[tuple[int, str], list[Permit]] = {}
    for row in rows.only("case_id", "channel", "starts_at", "ends_at", "cancelled_at"):
        spans.setdefault((row.case_id, row.channel), []).append(row)
    return {
        (case, channel, at)
        for case, channel, at in wanted
        if any(_covers(row, at) for row in spans.get((case, channel), ()))
    }


def taken_back(case_ids: Collection[int], on: date) -> set[int]:
    """Return the cases among some whose leave to visit on a day was taken back, all of it."""
    begins = beijing_instant(on, 0)
    rows = Permit.objects.filter(
        case_id__in=list(case_ids), channel=Channel.VISIT.word, starts_at__gte=begins,
        starts_at__lt=begins + timedelta(days=1),
    ).values_list("case_id", "cancelled_at")  # fmt: skip
    found = list(rows)
    return {case for case, _ in found} - {case for case, at in found if at is None}


@dataclass(frozen=True, slots=True)
class Leave:
    """Whether a contact had leave when it was made, and whether that was taken back later.

    Attributes:
        had: A permit covered it then; None when the asker can see none at all of the case.
        taken_back_at: When the permit nearest to it was taken back, or None.
        because: Why it was taken back; empty otherwise.
    """

    had: bool | None
    taken_back_at: datetime | None = None
    because: str = ""


def leave_at(case_id: int, channel: str, at: datetime) -> Leave:
    """Return what leave there was for a contact of a case at an instant, and what became of it."""
    rows = list(
        Permit.objects.filter(case_id=case_id, channel=channel)
        .only("starts_at", "ends_at", "cancelled_at", "cancelled_because")
        .order_by("-starts_at")
    )
    good = next((row for row in rows if _covers(row, at)), None)
    nearest = good or next((row for row in rows if row.starts_at <= at < row.ends_at), None)
    if nearest is None:
        return Leave(False if rows else None)
    return Leave(good is not None, nearest.cancelled_at, nearest.cancelled_because)


def _covers(row: Permit, at: datetime) -> bool:
    in_time = row.starts_at <= at < row.ends_at
    return in_time and (row.cancelled_at is None or row.cancelled_at > at)


def permits_of_case(case_id: int) -> list[Permit]:
    """Return all leave that was ever given for a case, the oldest first."""
    return list(Permit.objects.filter(case_id=case_id).order_by("issued_at", "id"))
