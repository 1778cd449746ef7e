"""Write down that somebody tried to prove a contact point, and what that changes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from doorstep.parameters.proofs import ProofResult, ProofTable, Weighed, proof_table
from doorstep.terms.codes import Provenance
from doorstep.terms.local_time import beijing_instant, local_day
from doorstep.terms.place import locate, parse_inside
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.cases.divisions import full_name
from doorstep_desk.cases.errors import (
    place_unknown,
    point_forbidden,
    point_unknown,
    proof_in_future,
    proof_result_unknown,
    proof_way_unlawful,
)
from doorstep_desk.cases.models import ContactPoint, ContactProof
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id

_FORBIDDEN = frozenset(
    each.word
    for each in (
        Provenance.BOUGHT, Provenance.ADDRESS_BOOK, Provenance.SOCIAL_MEDIA,
        Provenance.SEEN_ON_PARCEL,
    )
)  # fmt: skip

_NOON = 12
"""A proof has a day and no hour; it counts from noon of its day."""


@dataclass(frozen=True, slots=True)
class NewProof:
    """One try to prove a contact point.

    Attributes:
        case_id: The case it was done for.
        point_id: The contact point.
        way: Word of the closed list of lawful ways.
        result: ``confirmed``, ``refuted`` or ``unanswered``.
        proved_on: On which day.
        note: What exactly, such as the number of the letter.
    """

    case_id: int
    point_id: int
    way: str
    result: str
    proved_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeptProof:
    """A proof as it was written down.

    Attributes:
        proof_id: Identifier.
        kind: Kind of the contact point.
        result: What came of it.
        confidence_before: 0 to 100.
        confidence_after: The same, afterwards.
    """

    proof_id: str
    kind: str
    result: ProofResult
    confidence_before: int
    confidence_after: int


@transaction.atomic
def record_proof(*, actor: Actor, proof: NewProof, at: datetime) -> KeptProof:
    """Write a proof down and change the point's confidence by the house's table.

    A proof older than the newest one is kept and changes nothing.

    Raises:
        Refused: The actor may not; case, point, way or result is unknown; the way does not fit
            the kind of point; the point comes from a forbidden source; the day is to come.
    """
    actor.require("contact_point.verify")
    row = _point(actor, proof.case_id, proof.point_id)
    table = proof_table(proof.proved_on)
    result = _checked(row, proof, table, local_day(at))
    weighed = table.weigh(row.confidence, proof.way, result, proof.proved_on)
    newest = row.proofs.order_by("-proved_on").values_list("proved_on", flat=True).first()
    before = row.confidence
    if newest is None or newest <= proof.proved_on:
        _change(row, weighed, min(at, beijing_instant(proof.proved_on, _NOON)))
    kept = ContactProof.objects.create(
        id=new_id(), agency_id=actor.agency_id, borrower_id=row.borrower_id,
        case_id=proof.case_id, point=row, way=proof.way, result=result.value,
        proved_on=proof.proved_on, note=proof.note, confidence_before=before,
        confidence_after=row.confidence, recorded_at=at, recorded_by=actor.name,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="contact_point.proved", subject=f"case:{proof.case_id}",
        point=row.pk, proof=str(kept.pk), way=proof.way, result=result.value,
        confidence=[before, row.confidence],
    )  # fmt: skip
    return KeptProof(str(kept.pk), row.kind, result, before, row.confidence)


@transaction.atomic
def choose_place(
    *, actor: Actor, case_id: int, point_id: int, code: str, at: datetime
) -> ContactPoint:
    """Write down which division a person says an address lies in, and locate it from there.

    Saying where a place is does not prove that the borrower lives there: the confidence stays.

    Raises:
        Refused: The actor may not; case, address or division is unknown.
    """
    actor.require("contact_point.verify")
    row = _point(actor, case_id, point_id)
    if row.kind != "address":
        raise point_unknown()
    try:
        finding, name = parse_inside(code, str(row.value)), full_name(code)
    except KeyError:
        raise place_unknown() from None
    place = locate(finding)
    row.province, row.city, row.county = finding.province, finding.city, finding.county
    row.town, row.address_state = finding.town or finding.road, finding.state.word
    row.latitude = place.latitude if place else None
    row.longitude = place.longitude if place else None
    row.accuracy_metres = place.accuracy_metres if place else None
    row.masked = " ".join(each for each in (row.county, row.town) if each) or name
    row.save(
        update_fields=[
            "province", "city", "county", "town", "address_state", "latitude", "longitude",
            "accuracy_metres", "masked",
        ]
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="address.placed", subject=f"case:{case_id}", point=row.pk,
        division=code, state=row.address_state,
    )  # fmt: skip
    return row


def _point(actor: Actor, case_id: int, point_id: int) -> ContactPoint:
    case = lock_case(actor, case_id)
    row = (
        ContactPoint.objects.select_for_update()
        .filter(pk=point_id, borrower_id=case.borrower_id)
        .first()
    )
    if row is None:
        raise point_unknown()
    return row


def _checked(row: Any, proof: NewProof, table: ProofTable, today: date) -> ProofResult:
    if row.provenance in _FORBIDDEN:
        raise point_forbidden()
    if proof.way not in {way.word for way in table.ways_for(row.kind)}:
        raise proof_way_unlawful()
    if proof.proved_on > today:
        raise proof_in_future()
    try:
        return ProofResult(proof.result)
    except ValueError:
        raise proof_result_unknown() from None


def _change(row: ContactPoint, weighed: Weighed, proved_at: datetime) -> None:
    row.confidence = weighed.confidence
    if weighed.is_valid is not None:
        row.valid = weighed.is_valid
    if weighed.good_until is not None:
        row.last_verified_at, row.verified_until_on = proved_at, weighed.good_until
    row.save(update_fields=["confidence", "valid", "last_verified_at", "verified_until_on"])
