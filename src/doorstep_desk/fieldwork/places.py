"""Where was a phone during a visit, what looks odd about it, and what is left of it after a month?

An oddity is a question for a person. A cheap receiver, a tunnel or a restarted phone gives all of
them without anybody's fault.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

from doorstep_desk.fieldwork.reading import Event

KEPT_EXACT: Final = timedelta(days=30)
COARSE_E6: Final = 10_000
"""A hundredth of a degree, about a kilometre: which neighbourhood, not which door."""

FASTEST_METRES_A_SECOND: Final = 45.0
WORST_ACCURACY_CM: Final = 20_000
REPEATS: Final = 3
WITH_PLACE: Final = ("visit.arrived", "visit.left", "place.sample")
_EARTH_METRES: Final = 6_371_000.0
_E6: Final = 1e6


@dataclass(frozen=True, slots=True)
class Spot:
    """One reading of a receiver, in millionths of a degree (WGS-84) and centimetres."""

    lon_e6: int
    lat_e6: int
    accuracy_cm: int
    at: datetime

    def coarse(self) -> tuple[int, int]:
        """Return longitude and latitude of the neighbourhood."""
        return self.lon_e6 // COARSE_E6 * COARSE_E6, self.lat_e6 // COARSE_E6 * COARSE_E6


def without_place(event: Event) -> tuple[dict[str, Any], Mapping[str, Any] | None]:
    """Return the fields of a record without coordinates, and these apart."""
    body = dict(event.body)
    place = body.pop("place", None)
    if not isinstance(place, dict):
        return dict(event.fields), None
    return {**event.fields, "body": {**body, "place": {"kept": "apart"}}}, place


def spot_of(place: Mapping[str, Any] | None, at: datetime) -> Spot | None:
    """Return a place as it was told, or None when it is none on this earth."""
    if place is None:
        return None
    numbers = [place.get(name) for name in ("lon_e6", "lat_e6", "accuracy_cm")]
    if any(type(each) is not int for each in numbers):
        return None
    lon, lat, accuracy = (int(each or 0) for each in numbers)
    if abs(lon) > 180_000_000 or abs(lat) > 90_000_000 or not 0 <= accuracy < 2**31:
        return None
    return Spot(lon, lat, accuracy, at)


def metres_between(one: Spot, other: Spot) -> float:
    """Return the distance of two spots along the ground."""
    lat1, lat2 = radians(one.lat_e6 / _E6), radians(other.lat_e6 / _E6)
    half = sin((lat2 - lat1) / 2) ** 2
    across = sin(radians((other.lon_e6 - one.lon_e6) / _E6) / 2) ** 2
    return 2 * _EARTH_METRES * asin(sqrt(half + cos(lat1) * cos(lat2) * across))


def oddities(trail: Sequence[Spot]) -> list[str]:
    """Return what is odd about a trail in the order of time: words, each at most once.

    ``speed``: faster between two readings than a car goes there, their accuracies allowed for;
    ``accuracy``: no reading is sharper than 200 metres; ``repeated``: the same millionth of a
    degree three times in a row, which no receiver gives.
    """
    found = []
    if any(map(_is_too_fast, *zip(*pairwise(trail), strict=True))) if len(trail) > 1 else False:
        found.append("speed")
    if trail and min(spot.accuracy_cm for spot in trail) > WORST_ACCURACY_CM:
        found.append("accuracy")
    if _repeats(trail):
        found.append("repeated")
    return found


def _is_too_fast(one: Spot, other: Spot) -> bool:
    slack = (one.accuracy_cm + other.accuracy_cm) / 100
    seconds = max((other.at - one.at).total_seconds(), 1.0)
    return metres_between(one, other) - slack > FASTEST_METRES_A_SECOND * seconds


def _repeats(trail: Iterable[Spot]) -> bool:
    run, last = 0, None
    for spot in trail:
        here = spot.lon_e6, spot.lat_e6
        run = run + 1 if here == last else 1
        last = here
        if run >= REPEATS:
            return True
    return False
