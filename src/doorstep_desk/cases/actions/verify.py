"""Write down that a contact point was checked: where it lies, by whom it was confirmed, when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record_many
from doorstep_desk.cases.models import Borrower, ContactPoint
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import update_rows
from doorstep_desk.plumbing.encryption import blind_index


@dataclass(frozen=True, slots=True)
class CheckedPoint:
    """What is known now about one contact point.

    Attributes:
        person_key: Whose it is.
        kind: Kind of contact point.
        value: As on file.
        confidence: 0 to 100.
        verified_at: When it was confirmed, or None if only located.
        latitude: WGS-84 degrees, or None to leave it.
        longitude: WGS-84 degrees, or None to leave it.
        accuracy_metres: How far off it may lie, or None to leave it.
        is_synthetic: Whether it is invented.
    """

    person_key: bytes
    kind: str
    value: str
    confidence: int
    verified_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    accuracy_metres: int | None = None
    is_synthetic: bool = False


@dataclass(frozen=True, slots=True)
class BorrowerNote:
    """What else is known about a borrower: language spoken, and whether they are invented."""

    person_key: bytes
    language: str
    is_synthetic: bool
    name_order: str = ""


@transaction.atomic
def verify_points(*, actor: Actor, checked: Sequence[CheckedPoint], at: datetime) -> int:
    """Write down what was checked about contact points that are on file; others are left out.

    Raises:
        Refused: The actor may not.
    """
    actor.require("placement.import")
    by_key = {(c.person_key, c.kind, blind_index(c.kind, c.value)): c for c in checked}
    rows = ContactPoint.objects.filter(agency_id=actor.agency_id).values_list(
        "pk", "borrower_id", "kind", "borrower__person_key", "value_index"
    )
    found = [
        (pk, borrower, point)
        for pk, borrower, kind, person, index in rows
        if (point := by_key.get((bytes(person), kind, bytes(index)))) is not None
    ]
    update_rows(
        "cases_contactpoint", "id", ("confidence", "is_synthetic"),
        ((pk, point.confidence, point.is_synthetic) for pk, _, point in found),
    )  # fmt: skip
    update_rows(
        "cases_contactpoint", "id", ("last_verified_at", "valid"),
        ((pk, point.verified_at, True) for pk, _, point in found if point.verified_at),
    )  # fmt: skip
    update_rows(
        "cases_contactpoint", "id", ("latitude", "longitude", "accuracy_metres"),
        (
            (pk, point.latitude, point.longitude, point.accuracy_metres)
            for pk, _, point in found
            if point.latitude is not None
        ),
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="address.verified",
        rows=[
            (f"borrower:{borrower}", {"point": pk})
            for pk, borrower, point in found
            if point.kind == "address"
        ],
    )  # fmt: skip
    return len(found)


@transaction.atomic
def note_borrowers(*, actor: Actor, notes: Sequence[BorrowerNote], at: datetime) -> int:
    """Write down the language of borrowers, and which of them are invented.

    Raises:
        Refused: The actor may not.
    """
    actor.require("placement.import")
    by_key = {note.person_key: note for note in notes}
    rows = Borrower.objects.filter(agency_id=actor.agency_id, person_key__in=list(by_key))
    known = [(pk, by_key[bytes(key)]) for pk, key in rows.values_list("pk", "person_key")]
    update_rows(
        "cases_borrower", "id", ("language", "is_synthetic", "name_order"),
        ((pk, note.language, note.is_synthetic, note.name_order) for pk, note in known),
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="borrower.noted",
        rows=[(f"agency:{actor.agency_id}", {"borrowers": len(known)})],
    )  # fmt: skip
    return len(known)
