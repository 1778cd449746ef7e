"""Which provinces, cities, counties and towns are there?

A division's code is a prefix of the codes of everything inside it: two digits for a province,
four for a city or prefecture, six for a county or district, nine for a town or street office.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_PEOPLES: Final = (
    "蒙古|回|藏|布依|苗|侗|土家|傣|景颇|壮|哈尼|彝|傈僳|白|羌|柯尔克孜|哈萨克|朝鲜|维吾尔|满"
)
_AUTONOMOUS: Final = re.compile(f"^(.{{2,}}?)(?:(?:{_PEOPLES})族?)*自治[区州县]$")
_PLAIN_SUFFIX: Final = re.compile(r"^(.{2,}?)(?:特别行政区|地区|林区|[省市盟县区旗])$")
_NOT_WRITTEN: Final = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Names that only the statistics office writes; addresses skip that level."""

PROVINCE_DIGITS: Final = 2
CITY_DIGITS: Final = 4
COUNTY_DIGITS: Final = 6
TOWN_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Division:
    """One division.

    Attributes:
        code: National code, 2, 4, 6 or 9 digits.
        name: Official name.
        short: The name without its rank, such as 延边 for 延边朝鲜族自治州; equal to ``name``
            where leaving the rank out would leave fewer than two characters.
    """

    code: str
    name: str
    short: str

    @property
    def is_written(self) -> bool:
        """Say whether people write this level in an address."""
        return self.name not in _NOT_WRITTEN


@dataclass(frozen=True, slots=True)
class Centroid:
    """Roughly where a county's seat lies, WGS-84.

    Attributes:
        latitude: Degrees north.
        longitude: Degrees east.
        seat_accuracy_metres: How far a place in the seat's built-up area may be from it.
        county_accuracy_metres: How far most inhabited places of the county may be from it.
    """

    latitude: float
    longitude: float
    seat_accuracy_metres: int
    county_accuracy_metres: int


def short_name(name: str) -> str:
    """Return a division's name without its rank and peoples."""
    for pattern in (_AUTONOMOUS, _PLAIN_SUFFIX):
        if found := pattern.match(name):
            return found[1]
    return name


@cache
def divisions_of(digits: int) -> tuple[Division, ...]:
    """Return every division whose code has that many digits, in order of code."""
    return tuple(
        Division(code, name, short_name(name) if digits < TOWN_DIGITS else name)
        for code, name in _rows()
        if len(code) == digits
    )


@cache
def inside(prefix: str, digits: int) -> tuple[Division, ...]:
    """Return the divisions with that many digits inside ``prefix``; "" is the whole country."""
    return tuple(each for each in divisions_of(digits) if each.code.startswith(prefix))


@cache
def opening(prefix: str, digits: int, head: str) -> tuple[Division, ...]:
    """Return the divisions inside ``prefix`` that are written and begin with ``head``."""
    among = inside(prefix, digits)
    return tuple(each for each in among if each.is_written and each.name.startswith(head))


@cache
def division(code: str) -> Division:
    """Return one division.

    Raises:
        KeyError: No division has that code.
    """
    for each in divisions_of(len(code)):
        if each.code == code:
            return each
    raise KeyError(code)


@cache
def centroids() -> dict[str, Centroid]:
    """Return the known centroids by county code; only the eight counties of Yanbian have one."""
    text = (files(__package__) / "centroids.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Centroid(
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["seat_accuracy_metres"]),
            int(row["county_accuracy_metres"]),
        )
        for row in csv.DictReader(text.splitlines())
    }


def _rows() -> Iterator[tuple[str, str]]:
    text = (files(__package__) / "divisions.csv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        code, _, name = line.partition(",")
        yield code, name
