"""What is a fitted model? Tables that are added up.

``log-odds = offset + slope * (intercept + one value per main table + one value per pair table)``.
A value is found by the bin in which a feature lies: bin ``i`` holds what is above edge ``i - 1``
and at most edge ``i``; one more bin at the end holds what is unknown (NaN).
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.calibrate import CalibrationBins, Line
from doorstep.probability.glass.lookup import Lookup, Scored
from doorstep.probability.glass.table_types import MainTable, PairTable, Range
from doorstep.probability.heads import Basis, Head
from doorstep.probability.matrix import FeatureMatrix

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class GlassBoxModel:
    """A fitted model: plain numbers that can be stored, compared, explained and replayed.

    Attributes:
        head: The question.
        basis: Whether anything was learned.
        intercept: Mean score of the rows it was fitted on.
        mains: One table per used feature, in the order of the catalogue.
        pairs: One table per used pair.
        line: From score to log-odds.
        bins: Outcomes by chance, for intervals.
        ranges: What it has seen of each feature that it reads; empty of models kept before this
            was noted, of which nothing is then said.
    """

    head: Head
    basis: Basis
    intercept: float
    mains: tuple[MainTable, ...]
    pairs: tuple[PairTable, ...]
    line: Line
    bins: CalibrationBins
    ranges: tuple[Range, ...] = ()

    @property
    def features(self) -> tuple[str, ...]:
        """Return the features that any table uses, mains first."""
        pairs = (name for pair in self.pairs for name in (pair.first, pair.second))
        return tuple(dict.fromkeys((*(main.feature for main in self.mains), *pairs)))

    @property
    def version(self) -> str:
        """Return a digest of everything that decides a chance, 16 hexadecimal digits."""
        text = json.dumps(self.as_dict(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def score(self, matrix: FeatureMatrix) -> Scored:
        """Return scores before calibration and each feature's exact share in them.

        A pair's value is shared equally by its two features.

        Raises:
            ValueError: The matrix lacks a feature.
        """
        lookup = Lookup.of(self.mains, self.pairs)
        return lookup.add_up(matrix.columns(lookup.features), self.intercept)

    def log_odds(self, matrix: FeatureMatrix) -> Floats:
        """Return calibrated log-odds, shape ``(n,)``."""
        return self.line.offset + self.line.slope * self.score(matrix).score

    def out_of_support(self, matrix: FeatureMatrix) -> Flags:
        """Return which rows have a value unlike all that the model has seen, shape ``(n,)``."""
        found = np.zeros(len(matrix), dtype=bool)
        for each in self.ranges:
            found |= each.leaves_out(matrix.columns((each.feature,))[:, 0])
        return found

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; what ``version`` is the digest of."""
        seen = {"ranges": [each.as_list() for each in self.ranges]} if self.ranges else {}
        return seen | {
            "format": FORMAT,
            "head": self.head.value,
            "basis": self.basis.value,
            "intercept": self.intercept,
            "mains": [main.as_dict() for main in self.mains],
            "pairs": [pair.as_dict() for pair in self.pairs],
            "slope": self.line.slope,
            "offset": self.line.offset,
            "bins": self.bins.as_dict(),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "GlassBoxModel":
        """Read what ``as_dict`` wrote.

        Raises:
            ValueError: It is of another format.
        """
        if data.get("format") != FORMAT:
            raise ValueError(f"model format {data.get('format')!r} is not {FORMAT}")
        return cls(
            head=Head(data["head"]),
            basis=Basis(data["basis"]),
            intercept=data["intercept"],
            mains=tuple(MainTable.from_dict(main) for main in data["mains"]),
            pairs=tuple(PairTable.from_dict(pair) for pair in data["pairs"]),
            line=Line(data["slope"], data["offset"]),
            bins=CalibrationBins.from_dict(data["bins"]),
            ranges=tuple(Range(*each) for each in data.get("ranges", [])),
        )
