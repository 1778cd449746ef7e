"""Turn what a row says about reaching a borrower into contact points, with what was checked."""

from collections.abc import Iterator

from doorstep.intake import PlacementRow, SupplementRow
from doorstep.terms.codes import PointKind
from doorstep.terms.phone import Phone
from doorstep.terms.place import AddressState, locate, parse_address
from doorstep_desk.cases.actions.publish import NewPoint

CONTRACT_CONFIDENCE = 70
VAGUE_CONFIDENCE = 30


def points_of_placement(row: PlacementRow, person_key: bytes) -> Iterator[NewPoint]:
    """Yield the contact points that a placement row names for the borrower.

    Contact persons are never points of the borrower; they stay in the file's report only.
    """
    for phone in row.mobiles:
        yield phone_point(person_key, phone, "mobile", "contract", "placement file")
    for phone in row.home_phones:
        yield phone_point(person_key, phone, "home", "contract", "placement file")
    addresses = (("home", row.home_address), ("registered", row.registered_address))
    for role, address in addresses:
        if address:
            yield address_point(person_key, address, role, "contract", "placement file")


def points_of_supplement(row: SupplementRow, person_key: bytes) -> Iterator[NewPoint]:
    """Yield the borrower's own points of a supplement row; those of others are not kept."""
    if row.relation not in (None, "本人"):
        return
    source = row.source or "supplement file"
    for phone in row.new_phones:
        yield phone_point(person_key, phone, "mobile", "contract", source)
    if row.address:
        yield address_point(person_key, row.address, "home", "contract", source)


def phone_point(
    person_key: bytes, phone: Phone, role: str, provenance: str, source: str
) -> NewPoint:
    """Return a phone as a contact point; nobody has verified it yet."""
    return NewPoint(
        person_key=person_key, kind=phone.kind.word, role=role, value=phone.number,
        masked=masked_phone(phone.number), provenance=provenance, source=source,
        confidence=CONTRACT_CONFIDENCE,
    )  # fmt: skip


def address_point(
    person_key: bytes, address: str, role: str, provenance: str, source: str
) -> NewPoint:
    """Return an address as a contact point, taken apart and located as far as it goes."""
    finding = parse_address(address)
    place = locate(finding)
    is_door = finding.state is AddressState.DOOR
    return NewPoint(
        person_key=person_key, kind=PointKind.ADDRESS.word, role=role, value=address,
        masked=masked_address(finding.county or finding.city, finding.town or finding.road),
        provenance=provenance, source=source,
        confidence=CONTRACT_CONFIDENCE if is_door else VAGUE_CONFIDENCE,
        province=finding.province, city=finding.city, county=finding.county,
        town=finding.town or finding.road, address_state=finding.state.word,
        latitude=place.latitude if place else None, longitude=place.longitude if place else None,
        accuracy_metres=place.accuracy_metres if place else None,
    )  # fmt: skip


def masked_phone(number: str) -> str:
    """Return a phone number with its middle hidden."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 8 else "****"


def masked_address(county: str, town: str) -> str:
    """Return an address down to the town, the door left out."""
    return " ".join(part for part in (county, town) if part) or "—"
