"""Which province, city, county, town and door does a Chinese address name?

The reading goes from the largest division to the door, as addresses are written. A level that
is left out is filled in where only one division fits (珲春市… lies in Yanbian, in Jilin); where
several fit, the address stays unmatched and says so. Nothing is guessed from sound or likeness.
"""

import re
from dataclasses import dataclass
from typing import Final

from doorstep.terms.codes import Code
from doorstep.terms.divisions.table import (
    CITY_DIGITS,
    COUNTY_DIGITS,
    PROVINCE_DIGITS,
    TOWN_DIGITS,
    Division,
    centroids,
    division,
    inside,
    opening,
)

CENTROID_SOURCE: Final = "county seat, general geographic knowledge, two decimals"

_ROAD: Final = re.compile(r"^[^\d０-９号]{1,14}?(?:大街|大路|大道|胡同|路|街|巷|弄)(?!道)")
_VILLAGE: Final = re.compile(r"^[^\d０-９]{1,12}?(?:村|屯|社区|小区|花园|家园|新村|委)")
_DOOR: Final = re.compile(
    r"[\d０-９一二三四五六七八九十百]+(?:-[\d０-９]+)*(?:号|栋|幢|楼|室|单元|组|屯|弄|座)"
)
_IS_STREET: Final = re.compile(r"大街|大路|大道|胡同|[路街巷道村镇乡]")
"""A short name before one of these is a street's name: 敦化路 is not in Dunhua."""
_TOWN_ELSEWHERE: Final = re.compile(r"^[^\d０-９]{1,10}?(?:街道|镇|乡|苏木)")
_NOISE: Final = re.compile(r"[\s\u200b-\u200f\ufeff\u3000,，、。;；]+")
_NUMBER: Final = re.compile(r"[\d０-９]")
_RANKS: Final = re.compile(r"^(?:[^\d０-９]{0,9}?(?:省|自治州|自治区|市|州|县|区))+")
_DEPTH_PREFIX: Final = "2224"
"""Towns and street offices are bundled inside this prefecture only."""


class AddressState(Code):
    """How far an address could be followed; larger is nearer to the door."""

    UNMATCHED = 0
    COUNTY = 1
    ROAD = 2
    DOOR = 3


class AddressProblem(Code):
    """What is wrong with an address, or missing from it."""

    EMPTY = 0
    COUNTY_UNKNOWN = 1
    COUNTY_AMBIGUOUS = 2
    COUNTY_OUTSIDE_CITY = 3
    TOWN_UNKNOWN = 4
    ROAD_MISSING = 5
    DOOR_MISSING = 6


@dataclass(frozen=True, slots=True)
class AddressFinding:
    """An address taken apart.

    Attributes:
        province: Official name; "" if unknown. The same for ``city`` and ``county``.
        city: City or prefecture; "" where the county belongs to the province itself.
        county: County, county-level city or district.
        town: Town, township or street office as written; "" if none is named.
        road: Road or village as written; "" if none is named.
        detail: What is left: house number, estate, building, door.
        state: How far it could be followed.
        problems: What is wrong or missing, without repetitions.
        code: National code of the smallest division found; "" if none.
    """

    province: str
    city: str
    county: str
    town: str
    road: str
    detail: str
    state: AddressState
    problems: tuple[AddressProblem, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Located:
    """Roughly where an address lies, WGS-84.

    Attributes:
        latitude: Degrees north.
        longitude: Degrees east.
        accuracy_metres: How far the door may be from that point.
        source: Where the coordinates come from.
    """

    latitude: float
    longitude: float
    accuracy_metres: int
    source: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the beginning of an address: how far it got, and what is left."""

    code: str
    rest: str


def parse_address(text: str) -> AddressFinding:
    """Take an address apart against the bundled division table.

    Args:
        text: The address as written; blanks and commas do not matter.

    Returns:
        The parts, how far they could be followed and what is missing.
    """
    clean = _NOISE.sub("", text)
    if not clean:
        return _unmatched("", "", AddressProblem.EMPTY)
    readings = _readings(clean)
    best = _best_counties(readings)
    if not best:
        return _without_county(readings)
    if len(best) > 1:
        return _unmatched("", clean, AddressProblem.COUNTY_AMBIGUOUS)
    code, reading = best.popitem()
    return _below_county(code, reading.rest)


def county_choices(text: str) -> tuple[str, ...]:
    """Return the codes of the counties that an address may mean, for a person to choose.

    One code means that the address is clear; none, that no county of the table opens it.
    """
    return tuple(sorted(_best_counties(_readings(_NOISE.sub("", text)))))


def parse_inside(code: str, text: str) -> AddressFinding:
    """Take an address apart inside the county or town that a person chose for it.

    Args:
        code: Code of a county (6 digits) or of a town (9 digits) of the bundled table.
        text: The address as written.

    Raises:
        KeyError: No such county or town.
    """
    clean = _NOISE.sub("", text)
    county = division(code[:COUNTY_DIGITS])
    rest = _past(county, clean)
    if len(code) == COUNTY_DIGITS:
        return _below_county(county.code, rest)
    town = division(code)
    return _below_county(county.code, town.name + _past(town, rest))


def search_text(text: str) -> str:
    """Return the part of an address that names divisions: all before the first number."""
    return _NUMBER.split(_NOISE.sub("", text), maxsplit=1)[0]


def locate(finding: AddressFinding) -> Located | None:
    """Return the centroid that an address falls under, with its accuracy said.

    Returns:
        The county seat, as exact as the address allows: places in a town or township outside
        the seat are said to be less exact. None where no centroid is bundled (all of the
        country but Yanbian) or the county is unknown.
    """
    centre = centroids().get(finding.code[:COUNTY_DIGITS])
    if centre is None:
        return None
    is_in_seat = bool(finding.road) and not finding.town.endswith(("镇", "乡"))
    is_in_seat = is_in_seat or finding.town.endswith("街道")
    metres = centre.seat_accuracy_metres if is_in_seat else centre.county_accuracy_metres
    return Located(centre.latitude, centre.longitude, metres, CENTROID_SOURCE)


def _past(found: Division, text: str) -> str:
    """Return what follows a division's name in a text; without it, what follows the last rank."""
    for name in (found.name, found.short):
        if (at := text.rfind(name)) >= 0:
            after = text[at + len(name) :]
            if not _IS_STREET.match(after):
                return after
    return _RANKS.sub("", text)


def _readings(text: str) -> list[_Reading]:
    """Return every way to read province, city and county, each written or left out."""
    begun = [_Reading("", text)]
    for digits in (PROVINCE_DIGITS, CITY_DIGITS, COUNTY_DIGITS):
        begun += [further for each in begun for further in _further(each, digits)]
    return begun


def _further(reading: _Reading, digits: int) -> list[_Reading]:
    found = [
        _Reading(each.code, rest)
        for each in opening(reading.code, digits, reading.rest[:2])
        if (rest := _after(reading.rest, each)) is not None
    ]
    is_whole_city = digits == COUNTY_DIGITS and len(reading.code) == CITY_DIGITS and not found
    counties = inside(reading.code, digits) if is_whole_city else ()
    # A city such as Dongguan has one "county", itself, which nobody writes twice.
    return [_Reading(counties[0].code, reading.rest)] if len(counties) == 1 else found


def _after(text: str, found: Division) -> str | None:
    """Return what follows a division's full or short name; None if neither opens the text."""
    if text.startswith(found.name):
        return text[len(found.name) :]
    rest = text[len(found.short) :]
    if not text.startswith(found.short) or _IS_STREET.match(rest):
        return None
    is_colloquial = found.name.endswith(("自治州", "自治区")) and rest[:1] in {"州", "省"}
    return rest[1:] if is_colloquial else rest


def _best_counties(readings: list[_Reading]) -> dict[str, _Reading]:
    counties = [each for each in readings if len(each.code) == COUNTY_DIGITS]
    shortest = min((len(each.rest) for each in counties), default=0)
    return {each.code: each for each in counties if len(each.rest) == shortest}


def _without_county(readings: list[_Reading]) -> AddressFinding:
    farthest = min(readings, key=lambda each: (-len(each.code), len(each.rest)))
    is_elsewhere = farthest.code and _further(_Reading("", farthest.rest), COUNTY_DIGITS)
    problem = AddressProblem.COUNTY_OUTSIDE_CITY if is_elsewhere else AddressProblem.COUNTY_UNKNOWN
    return _unmatched(farthest.code, farthest.rest, problem)


def _below_county(code: str, rest: str) -> AddressFinding:
    town, rest, town_code, problems = _town(code, rest)
    road = match[0] if (match := _ROAD.match(rest) or _VILLAGE.match(rest)) else ""
    detail = rest[len(road) :]
    door = _DOOR.search(rest)
    if not (town or road):
        problems.append(AddressProblem.ROAD_MISSING)
    if door is None:
        problems.append(AddressProblem.DOOR_MISSING)
    if not (town or road):
        state = AddressState.COUNTY
    else:
        state = AddressState.ROAD if door is None else AddressState.DOOR
    province, city, county = _names(code)
    return AddressFinding(
        province, city, county, town, road, detail, state, tuple(problems), town_code
    )


def _town(code: str, rest: str) -> tuple[str, str, str, list[AddressProblem]]:
    for known in inside(code, TOWN_DIGITS):
        if rest.startswith(known.name):
            return known.name, rest[len(known.name) :], known.code, []
    if not (match := _TOWN_ELSEWHERE.match(rest)):
        return "", rest, code, []
    problems = [AddressProblem.TOWN_UNKNOWN] if code.startswith(_DEPTH_PREFIX) else []
    return match[0], rest[match.end() :], code, problems


def _unmatched(code: str, rest: str, problem: AddressProblem) -> AddressFinding:
    province, city, _ = _names(code)
    state = AddressState.UNMATCHED
    return AddressFinding(province, city, "", "", "", rest, state, (problem,), code)


def _names(code: str) -> tuple[str, str, str]:
    names = []
    for digits in (PROVINCE_DIGITS, CITY_DIGITS, COUNTY_DIGITS):
        found = division(code[:digits]) if len(code) >= digits else None
        names.append(found.name if found is not None and found.is_written else "")
    return names[0], names[1], names[2]
