"""What is one table of a model?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MainTable:
    """What one feature adds.

    Attributes:
        feature: Name.
        edges: Upper bounds of all bins but the last known one, ascending, length ``m``.
        values: Summand per bin, length ``m + 2``; the last is for unknown.
    """

    feature: str
    edges: tuple[float, ...]
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse a table whose parts do not fit.

        Raises:
            ValueError: The number of values is not that of the bins.
        """
        if len(self.values) != len(self.edges) + 2:
            raise ValueError(f"{self.feature}: {len(self.edges)} edges, {len(self.values)} values")

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {"feature": self.feature, "edges": list(self.edges), "values": list(self.values)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "MainTable":
        """Read what ``as_dict`` wrote."""
        return cls(data["feature"], tuple(data["edges"]), tuple(data["values"]))


@dataclass(frozen=True, slots=True)
class PairTable:
    """What two features add together, beyond what each adds alone.

    Attributes:
        first: Name of the feature of the rows.
        second: Name of the feature of the columns.
        first_edges: As in ``MainTable``.
        second_edges: As in ``MainTable``.
        values: One tuple per bin of ``first``, each with one summand per bin of ``second``.
    """

    first: str
    second: str
    first_edges: tuple[float, ...]
    second_edges: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a table whose parts do not fit.

        Raises:
            ValueError: The shape of the values is not that of the bins.
        """
        shape = (len(self.first_edges) + 2, len(self.second_edges) + 2)
        if len(self.values) != shape[0] or any(len(row) != shape[1] for row in self.values):
            raise ValueError(f"{self.first} and {self.second}: values are not of shape {shape}")

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "first": self.first,
            "second": self.second,
            "first_edges": list(self.first_edges),
            "second_edges": list(self.second_edges),
            "values": [list(row) for row in self.values],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "PairTable":
        """Read what ``as_dict`` wrote."""
        return cls(
            data["first"],
            data["second"],
            tuple(data["first_edges"]),
            tuple(data["second_edges"]),
            tuple(tuple(row) for row in data["values"]),
        )


@dataclass(frozen=True, slots=True)
class Range:
    """What a model has seen of one feature.

    Attributes:
        feature: Name.
        low: Least value.
        high: Greatest value.
        has_unknown: Whether it was unknown in some row.
    """

    feature: str
    low: float
    high: float
    has_unknown: bool

    @classmethod
    def of(cls, feature: str, values: Floats) -> "Range":
        """Return the range of values of which at least one is known, else of none at all."""
        known = values[np.isfinite(values)]
        low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
        return cls(feature, low, high, len(known) < len(values))

    def leaves_out(self, values: Floats) -> NDArray[np.bool_]:
        """Return which values are unlike all that was seen."""
        unknown = np.isnan(values)
        beyond = (values < self.low) | (values > self.high)
        return np.where(unknown, not self.has_unknown, beyond)

    def as_list(self) -> list[Any]:
        """Return plain data for JSON."""
        return [self.feature, self.low, self.high, self.has_unknown]


def bin_of(values: Floats, edges: Floats) -> NDArray[np.intp]:
    """Return the bin of each value, shape ``(n,)``; NaN lies in the last."""
    place = np.searchsorted(edges, values, side="left")
    place[np.isnan(values)] = len(edges) + 1
    return place


def coarser(fine: Floats, coarse: Floats) -> NDArray[np.intp]:
    """Return the coarse bin of every fine bin, for ``coarse`` edges that are among ``fine``."""
    return np.append(np.searchsorted(coarse, np.append(fine, np.inf)), len(coarse) + 1)
