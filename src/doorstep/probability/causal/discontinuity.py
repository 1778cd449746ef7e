"""What does more effort bring, where a threshold decides who gets it?

On both sides of the threshold a line is fitted, near rows weighing more (triangular kernel); the
jump between the two lines at the threshold is the effect for those who stand there.

Source:
    Hahn, Todd, van der Klaauw (2001), Econometrica 69: 201-209; Imbens, Lemieux (2008).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST_EACH_SIDE: Final = 20
RESAMPLES: Final = 2_000


@dataclass(frozen=True, slots=True)
class Jump:
    """The effect at a threshold.

    Attributes:
        effect: Jump of the outcome.
        low: Lower end of the bootstrap's 95 % interval.
        high: Upper end.
        below: Rows within the bandwidth below the threshold.
        above: Rows within it at or above the threshold.
    """

    effect: float
    low: float
    high: float
    below: int
    above: int


def jump_at(
    running: Floats, outcome: Floats, threshold: float, bandwidth: float, seed: int
) -> Jump:
    """Return the jump of an outcome where a running number crosses a threshold.

    Raises:
        ValueError: Too few rows stand on one side, the running number does not vary there, or the
            bandwidth has no end.
    """
    if not np.isfinite(bandwidth):
        raise ValueError("the bandwidth must be a finite number")
    distance = running - threshold
    near = np.abs(distance) < bandwidth
    distance, outcome = distance[near], outcome[near]
    above = distance >= 0
    if min(int(above.sum()), int((~above).sum())) < FEWEST_EACH_SIDE:
        raise ValueError(
            f"{int((~above).sum())} rows below and {int(above.sum())} above {threshold:g} within "
            f"{bandwidth:g}: {FEWEST_EACH_SIDE} are needed on each side"
        )
    kernel = 1.0 - np.abs(distance) / bandwidth
    effect = _jump(distance, outcome, kernel, above)
    if not np.isfinite(effect):
        raise ValueError("on one side every row has the same running number: no line fits there")
    rng = np.random.default_rng(seed)
    draws = np.empty(RESAMPLES)
    for at in range(RESAMPLES):
        rows = rng.integers(0, len(distance), len(distance))
        draws[at] = _jump(distance[rows], outcome[rows], kernel[rows], above[rows])
    low, high = np.nanquantile(draws, (0.025, 0.975))
    return Jump(effect, float(low), float(high), int((~above).sum()), int(above.sum()))


def _jump(distance: Floats, outcome: Floats, kernel: Floats, above: NDArray[np.bool_]) -> float:
    right = _at_zero(distance[above], outcome[above], kernel[above])
    return right - _at_zero(distance[~above], outcome[~above], kernel[~above])


def _at_zero(distance: Floats, outcome: Floats, weight: Floats) -> float:
    total = float(weight.sum())
    if total <= 0 or float(np.ptp(distance)) == 0.0:
        return float("nan")
    mean_x, mean_y = float(weight @ distance) / total, float(weight @ outcome) / total
    spread = float(weight @ (distance - mean_x) ** 2)
    slope = float(weight @ ((distance - mean_x) * (outcome - mean_y))) / spread
    return mean_y - slope * mean_x
