"""Which organisations and placements are there, and what kind of store is this?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists

from doorstep_desk.organisations.models import Organisation, Placement, StoreKind


@dataclass(frozen=True, slots=True)
class OrganisationSeen:
    """An organisation as others see it.

    Attributes:
        id: Its key.
        kind: ``lender`` or ``agency``.
        name: In Chinese.
        name_en: In English, the Chinese name when there is none.
    """

    id: int
    kind: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class PlacementSeen:
    """A placement as others see it.

    Attributes:
        id: Its key.
        lender_id: Who placed.
        agency_id: Who works.
        batch_no: The lender's name for it.
        placed_on: First day of the mandate.
        returns_on: Day on which it goes back, None when open.
        file_digest: SHA-256 of the file it came in, empty when entered by hand.
    """

    id: int
    lender_id: int
    agency_id: int
    batch_no: str
    placed_on: date
    returns_on: date | None
    file_digest: str


def organisations(kind: str | None = None) -> list[OrganisationSeen]:
    """Return all organisations, or those of one kind, by key."""
    rows = Organisation.objects.order_by("id")
    if kind is not None:
        rows = rows.filter(kind=kind)
    return [_organisation(row) for row in rows]


def organisations_by_id(keys: Iterable[int]) -> dict[int, OrganisationSeen]:
    """Return the named organisations by key."""
    rows = Organisation.objects.filter(id__in=set(keys))
    return {row.id: _organisation(row) for row in rows}


def organisations_where(condition: Exists) -> list[OrganisationSeen]:
    """Return the organisations of which rows of another capability exist, by name."""
    return [_organisation(row) for row in Organisation.objects.filter(condition).order_by("name")]


def organisation_named(name: str) -> OrganisationSeen | None:
    """Return the organisation of exactly this name, or None."""
    row = Organisation.objects.filter(name=name).first()
    return None if row is None else _organisation(row)


def placements(agency_id: int | None = None) -> list[PlacementSeen]:
    """Return the placements that the asker can see, oldest first."""
    rows = Placement.objects.order_by("placed_on", "id")
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    return [_placement(row) for row in rows]


def lenders_of(agency_id: int) -> list[OrganisationSeen]:
    """Return the lenders that have placed accounts with an agency, by key."""
    placed = Placement.objects.filter(agency_id=agency_id).values("lender_id")
    rows = Organisation.objects.filter(pk__in=placed).order_by("id")
    return [_organisation(row) for row in rows]


def placement_of_batch(*, lender_id: int, agency_id: int, batch_no: str) -> PlacementSeen | None:
    """Return the placement of a lender's batch number, or None."""
    row = Placement.objects.filter(
        lender_id=lender_id, agency_id=agency_id, batch_no=batch_no
    ).first()
    return None if row is None else _placement(row)


def placement_of_file(file_digest: str) -> PlacementSeen | None:
    """Return the placement that came in a file with this SHA-256, or None."""
    row = Placement.objects.filter(file_digest=file_digest).first() if file_digest else None
    return None if row is None else _placement(row)


def store_kind() -> str | None:
    """Return ``demo``, ``real``, or None while nothing has been decided."""
    row = StoreKind.objects.first()
    return None if row is None else row.kind


def store_is_demo() -> bool:
    """Say whether this store is a demonstration."""
    return store_kind() == "demo"


def _organisation(row: Organisation) -> OrganisationSeen:
    return OrganisationSeen(row.id, row.kind, row.name, row.name_en or row.name)


def _placement(row: Placement) -> PlacementSeen:
    return PlacementSeen(
        row.id,
        row.lender_id,
        row.agency_id,
        row.batch_no,
        row.placed_on,
        row.returns_on,
        row.file_digest,
    )
