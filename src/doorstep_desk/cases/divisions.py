"""Which divisions have names like what an address says?

The comparison is the database's (trigrams); it only proposes, and a person chooses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

from doorstep.terms.divisions.table import (
    CITY_DIGITS,
    COUNTY_DIGITS,
    PROVINCE_DIGITS,
    TOWN_DIGITS,
    division,
    divisions_of,
)
from doorstep.terms.place import county_choices, search_text

MOST: Final = 5
"""Candidates shown for one address."""

_ALIKE: Final = """
SELECT asked.position, alike.code, alike.full_name
  FROM unnest(%s::text[]) WITH ORDINALITY AS asked(text, position)
 CROSS JOIN LATERAL (
       SELECT code, full_name, full_name <-> asked.text AS apart
         FROM cases_division
        ORDER BY full_name <-> asked.text
        LIMIT %s) AS alike
 WHERE alike.apart < 1
 ORDER BY asked.position, alike.apart, alike.code
"""


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One division that an address may mean.

    Attributes:
        code: National code of a county or town.
        name: Province, city, county and town, separated by blanks.
        is_written: Whether the address names it as written; otherwise it is only alike.
    """

    code: str
    name: str
    is_written: bool


def division_names() -> Iterator[tuple[str, str]]:
    """Yield code and full name of every county and town of the bundled table."""
    for digits in (COUNTY_DIGITS, TOWN_DIGITS):
        for each in divisions_of(digits):
            if each.is_written:
                yield each.code, full_name(each.code)


def full_name(code: str) -> str:
    """Return the names from the province down, separated by blanks.

    Raises:
        KeyError: No such division.
    """
    levels = (PROVINCE_DIGITS, CITY_DIGITS, COUNTY_DIGITS, TOWN_DIGITS)
    found = [division(code[:digits]) for digits in levels if digits <= len(code)]
    return " ".join(each.name for each in found if each.is_written)


def place_choices(texts: Sequence[str]) -> list[tuple[PlaceChoice, ...]]:
    """Return what each address may mean, as written first, then alike names; one query for all."""
    found: list[dict[str, PlaceChoice]] = [
        {code: PlaceChoice(code, full_name(code), True) for code in county_choices(text)[:MOST]}
        for text in texts
    ]
    for position, code, name in _alike([search_text(text) for text in texts]):
        mine = found[position - 1]
        if len(mine) < MOST:
            mine.setdefault(code, PlaceChoice(code, name, False))
    return [tuple(each.values()) for each in found]


def _alike(texts: Sequence[str]) -> list[tuple[int, str, str]]:
    if not texts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [list(texts), MOST])
        return [(int(row[0]), str(row[1]), str(row[2])) for row in cursor.fetchall()]
