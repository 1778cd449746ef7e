"""How do organisations and placements come in, and how is a store marked?"""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.organisations.models import Organisation, Placement, StoreKind
from doorstep_desk.organisations.queries import (
    OrganisationSeen,
    PlacementSeen,
    organisation_named,
    placement_of_batch,
    store_kind,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Malformed, Refused


@transaction.atomic
def add_organisation(
    *, actor: Actor, kind: str, name: str, name_en: str = "", at: datetime
) -> OrganisationSeen:
    """Add a lender or an agency; one of the same name and kind is returned as it is.

    Raises:
        Refused: The actor may not, or the name belongs to one of the other kind.
        Malformed: The kind is neither word, or the name is empty.
    """
    actor.require("organisation.add")
    name = name.strip()
    if kind not in {"lender", "agency"} or not name:
        raise Malformed(["an organisation is a 'lender' or an 'agency' and has a name"])
    known = organisation_named(name)
    if known is None:
        known = _added(actor, kind, name, name_en.strip(), at)
    if known.kind != kind:
        raise Refused("organisation-kind", f"{name} is already known as a {known.kind}.")
    return known


def _added(actor: Actor, kind: str, name: str, name_en: str, at: datetime) -> OrganisationSeen:
    row = Organisation.objects.create(kind=kind, name=name, name_en=name_en)
    record(
        at=at,
        actor=actor,
        verb="organisation.added",
        subject=f"organisation:{row.id}",
        kind=kind,
        organisation_id=row.id,
    )
    return OrganisationSeen(row.id, kind, name, name_en or name)


@dataclass(frozen=True, slots=True)
class NewPlacement:
    """A mandate as given.

    Attributes:
        lender_id: Who places.
        agency_id: Who works the cases.
        batch_no: The lender's name for it.
        placed_on: First day.
        returns_on: Day on which it goes back, None when open.
        file_digest: SHA-256 of the file it came in, empty when entered by hand.
    """

    lender_id: int
    agency_id: int
    batch_no: str
    placed_on: date
    returns_on: date | None = None
    file_digest: str = ""


@transaction.atomic
def add_placement(*, actor: Actor, placement: NewPlacement, at: datetime) -> PlacementSeen:
    """Add a placement; the same batch of the same lender is returned as it is.

    Raises:
        Refused: The actor may not, or the kinds of the two organisations are wrong.
        Malformed: It would return before it was placed.
    """
    actor.require("placement.import")
    if placement.returns_on is not None and placement.returns_on < placement.placed_on:
        raise Malformed([f"a placement of {placement.placed_on} cannot return before that day"])
    known = placement_of_batch(
        lender_id=placement.lender_id,
        agency_id=placement.agency_id,
        batch_no=placement.batch_no,
    )
    if known is not None:
        return known
    _require_kinds(placement.lender_id, placement.agency_id)
    fields = asdict(placement)
    row = Placement.objects.create(**fields)
    record(
        at=at,
        actor=actor,
        verb="placement.added",
        subject=f"placement:{row.id}",
        lender_id=placement.lender_id,
        batch_no=placement.batch_no,
        organisation_id=placement.agency_id,
    )
    return PlacementSeen(id=row.id, **fields)


def _require_kinds(lender_id: int, agency_id: int) -> None:
    kinds = dict(
        Organisation.objects.filter(id__in=[lender_id, agency_id]).values_list("id", "kind")
    )
    if kinds.get(lender_id) != "lender" or kinds.get(agency_id) != "agency":
        raise Refused("placement-parties", "A placement goes from a lender to an agency.")


@transaction.atomic
def mark_store(*, actor: Actor, kind: str, at: datetime) -> None:
    """Decide for good whether this store is a demonstration (``demo``) or not (``real``).

    Raises:
        Refused: The actor may not, or the store was marked otherwise before.
        Malformed: The kind is neither word.
    """
    actor.require("store.mark")
    if kind not in {"demo", "real"}:
        raise Malformed([f"a store is 'demo' or 'real', not {kind!r}"])
    if store_kind() is None:
        try:
            with transaction.atomic():
                StoreKind.objects.create(kind=kind, since=at)
        except IntegrityError:  # another process was first; its answer is judged below
            pass
        else:
            record(at=at, actor=actor, verb="store.marked", subject="store:1", kind=kind)
    if store_kind() != kind:
        raise Refused(
            "store-kind",
            "This store is a demonstration and takes no real data; choose another --data-dir."
            if kind == "real"
            else "This store holds real data and cannot become a demonstration.",
        )
