"""How long and how far is it from each place to each other place?"""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_METRES: Final = 6_371_008.8
"""Mean radius of the WGS-84 ellipsoid (IUGG)."""


@dataclass(frozen=True, slots=True)
class TravelTable:
    """Times and lengths between places; neither needs to be symmetric.

    Attributes:
        minutes: Whole minutes from row to column, parking included, shape ``(m, m)``.
        metres: Metres from row to column, shape ``(m, m)``.
    """

    minutes: NDArray[np.int32]
    metres: NDArray[np.int32]

    def __post_init__(self) -> None:
        """Refuse tables that are not square, differ, or hold negative numbers.

        Raises:
            ValueError: One of these holds.
        """
        shape = self.minutes.shape
        if len(shape) != 2 or shape[0] != shape[1] or self.metres.shape != shape:
            raise ValueError(f"need two equal squares; got {shape} and {self.metres.shape}")
        if self.minutes.size and min(self.minutes.min(), self.metres.min()) < 0:
            raise ValueError("times and lengths must not be negative")

    def take(self, places: NDArray[np.int64]) -> "TravelTable":
        """Return the table between the named places, in the order given."""
        at = np.ix_(places, places)
        return TravelTable(self.minutes[at], self.metres[at])


class TravelProvider(Protocol):
    """Something that knows times and lengths between points."""

    def between(self, latitude: ArrayLike, longitude: ArrayLike) -> TravelTable:
        """Return the table between ``m`` points given in degrees, WGS-84."""
        ...


@dataclass(frozen=True, slots=True)
class StraightLine:
    """Straight line times a detour factor, slow in town and faster beyond it.

    Time grows with length and never faster than length, so a detour never saves time.

    Attributes:
        factor: Road length by straight-line length. 1.4 lies between walking (1.3) and driving in
            a dense centre (1.7) as measured on three map extracts; country roads lie lower.
        town_metres: How much of each leg is driven at the town speed.
        town_kilometres_per_hour: Speed on that part.
        road_kilometres_per_hour: Speed on the rest.
        parking_minutes: Added to every leg between two different places.
    """

    factor: float = 1.4
    town_metres: int = 8_000
    town_kilometres_per_hour: float = 25.0
    road_kilometres_per_hour: float = 55.0
    parking_minutes: int = 2

    def __post_init__(self) -> None:
        """Refuse settings with which a shorter way could take longer.

        Raises:
            ValueError: The factor is below 1, a speed is not positive, the road is slower than the
                town, or a length or time is negative.
        """
        if self.factor < 1:
            raise ValueError(f"a road is never shorter than the straight line; got {self.factor}")
        if not 0 < self.town_kilometres_per_hour <= self.road_kilometres_per_hour:
            raise ValueError("speeds must be positive, and the road at least as fast as the town")
        if self.town_metres < 0 or self.parking_minutes < 0:
            raise ValueError("town length and parking time must not be negative")

    def between(self, latitude: ArrayLike, longitude: ArrayLike) -> TravelTable:
        """Return the table between ``m`` points given in degrees, WGS-84."""
        road = np.ceil(great_circle_metres(latitude, longitude) * self.factor)
        in_town = np.minimum(road, self.town_metres)
        hours = in_town / (1000 * self.town_kilometres_per_hour)
        hours += (road - in_town) / (1000 * self.road_kilometres_per_hour)
        minutes = np.ceil(hours * 60 - 1e-9) + self.parking_minutes
        np.fill_diagonal(minutes, 0)
        np.fill_diagonal(road, 0)
        return TravelTable(minutes.astype(np.int32), road.astype(np.int32))


@dataclass(frozen=True, slots=True)
class FixedTable:
    """A table that was made elsewhere, by a map service or by hand.

    Attributes:
        table: Times and lengths, in the order in which the points will be asked for.
    """

    table: TravelTable

    def between(self, latitude: ArrayLike, longitude: ArrayLike) -> TravelTable:
        """Return the table.

        Raises:
            ValueError: It was made for another number of points.
        """
        asked = np.atleast_1d(np.asarray(latitude)).size
        if self.table.minutes.shape[0] != asked or np.atleast_1d(longitude).size != asked:
            raise ValueError(f"table for {self.table.minutes.shape[0]} places; asked for {asked}")
        return self.table


def great_circle_metres(latitude: ArrayLike, longitude: ArrayLike) -> NDArray[np.float64]:
    """Return great-circle lengths between all points, shape ``(m, m)``, in metres.

    Source:
        The haversine formula; exact on a sphere, within 0.6 % on the ellipsoid.
    """
    north = np.radians(np.asarray(latitude, dtype=np.float64))
    east = np.radians(np.asarray(longitude, dtype=np.float64))
    half_north = np.sin((north[:, None] - north[None, :]) / 2) ** 2
    half_east = np.sin((east[:, None] - east[None, :]) / 2) ** 2
    chord = half_north + np.cos(north)[:, None] * np.cos(north)[None, :] * half_east
    metres: NDArray[np.float64] = 2 * EARTH_RADIUS_METRES * np.arcsin(np.sqrt(chord))
    return metres
