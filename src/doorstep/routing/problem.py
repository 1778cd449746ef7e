"""Which visits could be made today, from where, when, and by whom?"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.pairs import PairShift
from doorstep.routing.travel import TravelTable

Minutes = NDArray[np.int32]
Rows = NDArray[np.int64]

FEN_PER_KILOMETRE: Final = 80
"""Fuel and wear of one kilometre by car; house estimate of 2026-11-25. The pair's time costs
nothing here: the shift is paid whether it is full or not."""


def _same_length(columns: object) -> None:
    sizes = {
        field.name: len(getattr(columns, field.name))
        for field in fields(columns)  # type: ignore[arg-type]
    }
    if len(set(sizes.values())) > 1:
        raise ValueError(f"columns differ in length: {sizes}")


@dataclass(frozen=True, slots=True)
class StopColumns:
    """One row per visit that could be made; all columns have the length ``n``.

    Attributes:
        case_id: The case; each may appear once.
        value_fen: What the visit is worth beyond the best other treatment, in fen; not negative.
        latitude: Degrees north, WGS-84.
        longitude: Degrees east, WGS-84.
        stay_minutes: Minutes at the door.
        language: Two-letter code that one of the pair must speak; empty if any pair will do.
    """

    case_id: NDArray[np.int64]
    value_fen: NDArray[np.int64]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    stay_minutes: Minutes
    language: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse columns that could not be a day's candidates.

        Raises:
            ValueError: Lengths differ, a case appears twice, or a number is negative.
        """
        _same_length(self)
        if np.unique(self.case_id).size != self.case_id.size:
            raise ValueError("a case may be a candidate once only")
        if (self.value_fen < 0).any() or (self.stay_minutes < 0).any():
            raise ValueError("values and stays must not be negative")

    def __len__(self) -> int:
        """Return the number of candidates."""
        return int(self.case_id.size)

    def take(self, rows: Rows) -> "StopColumns":
        """Return the named rows, in the order given."""
        return StopColumns(
            case_id=self.case_id[rows],
            value_fen=self.value_fen[rows],
            latitude=self.latitude[rows],
            longitude=self.longitude[rows],
            stay_minutes=self.stay_minutes[rows],
            language=tuple(self.language[row] for row in rows),
        )


@dataclass(frozen=True, slots=True)
class WindowColumns:
    """When a visit may begin; one row per window, several windows per stop allowed.

    Attributes:
        stop: Row of the stop in ``StopColumns``.
        early_minute: First minute at which the visit may begin.
        late_minute: Last minute at which it may begin.
        end_minute: Last minute at which it may still be running; the stay must fit before it.
    """

    stop: Rows
    early_minute: Minutes
    late_minute: Minutes
    end_minute: Minutes

    def __post_init__(self) -> None:
        """Refuse windows of different lengths.

        Raises:
            ValueError: Two columns differ in length.
        """
        _same_length(self)

    def __len__(self) -> int:
        """Return the number of windows."""
        return int(self.stop.size)


@dataclass(frozen=True, slots=True)
class RoutingProblem:
    """Everything a day's routes depend on.

    Attributes:
        stops: The candidates, ``n`` rows.
        windows: Their start windows.
        pairs: The pairs on shift, ``p`` of them.
        travel: Minutes and metres between ``p + n`` places: the pairs' start points in order,
            then the stops in order.
        fen_per_kilometre: What driving one kilometre costs; above 0.
    """

    stops: StopColumns
    windows: WindowColumns
    pairs: tuple[PairShift, ...]
    travel: TravelTable
    fen_per_kilometre: int = FEN_PER_KILOMETRE

    def __post_init__(self) -> None:
        """Refuse parts that do not belong together.

        Raises:
            ValueError: The table has another size, a window names no stop, a pair appears twice,
                or kilometres cost nothing.
        """
        places = len(self.pairs) + len(self.stops)
        if self.travel.minutes.shape != (places, places):
            raise ValueError(
                f"travel has shape {self.travel.minutes.shape}; {places} places need a square"
            )
        stop = self.windows.stop
        if stop.size and (stop.min() < 0 or stop.max() >= len(self.stops)):
            raise ValueError("a window names a stop that does not exist")
        if len({pair.pair_id for pair in self.pairs}) < len(self.pairs):
            raise ValueError("a pair may be on shift once only")
        if self.fen_per_kilometre <= 0:
            raise ValueError(f"a kilometre must cost something; got {self.fen_per_kilometre} fen")

    def place_of_stop(self, stop: int) -> int:
        """Return the row of a stop in the travel table."""
        return len(self.pairs) + stop

    def capacity(self) -> int:
        """Return how many visits all pairs together may be given."""
        return sum(pair.max_visits for pair in self.pairs)

    def may_serve(self, pair: int, stop: int) -> bool:
        """Say whether somebody in the pair speaks the language the stop needs."""
        needed = self.stops.language[stop]
        return not needed or needed in self.pairs[pair].languages

    def windows_of(self, stop: int) -> list[tuple[int, int]]:
        """Return first and last start minutes of one stop, earliest first.

        The last start leaves room for the whole stay before the window's end; windows that are
        too short for it are left out.
        """
        stay = int(self.stops.stay_minutes[stop])
        found = []
        for row in np.flatnonzero(self.windows.stop == stop):
            early = int(self.windows.early_minute[row])
            late = min(
                int(self.windows.late_minute[row]), int(self.windows.end_minute[row]) - stay
            )
            if late >= early:
                found.append((early, late))
        return sorted(found)

    def take(self, stops: Rows) -> "RoutingProblem":
        """Return the problem with only the named stops, in the order given."""
        position = np.full(len(self.stops), -1, dtype=np.int64)
        position[stops] = np.arange(stops.size)
        kept = position[self.windows.stop] >= 0
        places = np.concatenate([np.arange(len(self.pairs)), len(self.pairs) + stops])
        return RoutingProblem(
            stops=self.stops.take(stops),
            windows=WindowColumns(
                stop=position[self.windows.stop[kept]],
                early_minute=self.windows.early_minute[kept],
                late_minute=self.windows.late_minute[kept],
                end_minute=self.windows.end_minute[kept],
            ),
            pairs=self.pairs,
            travel=self.travel.take(places),
            fen_per_kilometre=self.fen_per_kilometre,
        )


def start_places(pairs: Sequence[PairShift]) -> tuple[list[float], list[float]]:
    """Return latitudes and longitudes of the pairs' start points, in order."""
    return [pair.start.latitude for pair in pairs], [pair.start.longitude for pair in pairs]
