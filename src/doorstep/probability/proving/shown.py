"""How do chances lie against what came of them, as a picture needs it?"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

PARTS: Final = 10


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Rows with nearly the same chance.

    Attributes:
        said: Their mean chance.
        came: Share with the outcome.
        low: Lower end of its 90 % Jeffreys interval.
        high: Upper end.
        rows: How many there are.
    """

    said: float
    came: float
    low: float
    high: float
    rows: int


@dataclass(frozen=True, slots=True)
class LiftPoint:
    """The rows with the highest chances.

    Attributes:
        rows_share: Share of all rows that they are.
        found_share: Share of all outcomes that is among them.
    """

    rows_share: float
    found_share: float


def calibration_curve(
    chances: Floats, outcomes: Flags, parts: int = PARTS
) -> tuple[CurvePoint, ...]:
    """Return said and came of equally large parts, the lowest chances first.

    Raises:
        ValueError: Columns differ in length.
    """
    _check(chances, outcomes)
    order = np.argsort(chances, kind="stable")
    return tuple(
        _point(chances[rows], outcomes[rows])
        for rows in np.array_split(order, min(parts, len(order)))
        if len(rows)
    )


def lift(chances: Floats, outcomes: Flags, parts: int = PARTS) -> tuple[LiftPoint, ...]:
    """Return how many of the outcomes the highest chances find; nothing without an outcome.

    Raises:
        ValueError: Columns differ in length.
    """
    _check(chances, outcomes)
    total = int(outcomes.sum())
    if not total:
        return ()
    order = np.argsort(-chances, kind="stable")
    found = np.cumsum(outcomes[order])
    ends = np.unique(np.linspace(0, len(order), min(parts, len(order)) + 1).round()[1:])
    return tuple(
        LiftPoint(float(end) / len(order), float(found[int(end) - 1]) / total) for end in ends
    )


def _point(chances: Floats, outcomes: Flags) -> CurvePoint:
    rows, yes = len(outcomes), float(outcomes.sum())
    low, high = betaincinv(yes + 0.5, rows - yes + 0.5, np.array([0.05, 0.95]))
    return CurvePoint(float(chances.mean()), yes / rows, float(low), float(high), rows)


def _check(chances: Floats, outcomes: Flags) -> None:
    if chances.shape != outcomes.shape or chances.ndim != 1:
        raise ValueError(f"need columns of one length; got {chances.shape}, {outcomes.shape}")
