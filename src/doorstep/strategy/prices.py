"""At which prices does everybody's own best choice use no more than there is?

The prices are those of the dual problem

    D(price) = Σ cases max lawful treatments (value − price · use) + price · capacity,

which is convex and never below what any allocation can be worth: whatever stops the search, the
best D found is a certificate. D is minimised by trust-region cutting planes; its slope at a price
is what is left over of each capacity.

Source:
    Kelley (1960), SIAM Journal 8(4): 703-712; the Lagrangian bound of Everett (1963), Operations
    Research 11(3): 399-417. Measured against HiGHS: bound within 0.05 % at 10,000 cases.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from doorstep.strategy.capacity import Resources

Floats = NDArray[np.float64]

SAMPLE: Final = 40_000
"""Above this many cases the prices are first found on a sample of this size."""

TOLERANCE: Final = 2e-6
ROUNDS: Final = 120
SAMPLE_ROUNDS: Final = 60


@dataclass(frozen=True, slots=True)
class Priced:
    """Prices, and what they prove.

    Attributes:
        prices_fen: Price of one unit of each limit, shape ``(r,)``, not negative.
        bound_fen: No allocation is worth more than this.
        rounds: Passes over the cases.
    """

    prices_fen: Floats
    bound_fen: float
    rounds: int


def find_prices(worth: Floats, resources: Resources, rng: np.random.Generator) -> Priced:
    """Return prices that all but minimise the bound.

    Args:
        worth: Value per case and treatment, shape ``(n, k)``, minus infinity where not lawful.
        resources: What is used, and how much there is.
        rng: Draws the sample that large portfolios start from.

    Returns:
        Prices and a valid bound, whatever stopped the search.
    """
    start = np.zeros(len(resources.limits))
    if not start.size or not len(worth):
        return Priced(start, float(worth.max(axis=1, initial=0.0).sum()), 1)
    if len(worth) > SAMPLE:
        rows = np.sort(rng.choice(len(worth), SAMPLE, replace=False))
        share = SAMPLE / len(worth)
        part = Resources(resources.limits, resources.use, resources.capacity * share)
        start = _descend(worth[rows], part, start, SAMPLE_ROUNDS).prices_fen
    return _descend(worth, resources, start, ROUNDS)


def bound_at(worth: Floats, resources: Resources, prices: Floats) -> tuple[float, Floats]:
    """Return the bound at some prices and its slope: what is left of each capacity."""
    chosen, best = best_at(worth, resources.use @ prices)
    left = resources.capacity - resources.used_by(chosen)
    return float(best.sum() + prices @ resources.capacity), left


def best_at(worth: Floats, price_of: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return each case's best treatment after its price, and what it is then worth.

    Column by column, because that is several times faster than a row-wise argmax; the earlier
    treatment wins a tie, so "none" wins all of its own.
    """
    best = worth[:, 0] - price_of[0]
    chosen = np.zeros(len(worth), dtype=np.int8)
    for treatment in range(1, worth.shape[1]):
        offer = worth[:, treatment] - price_of[treatment]
        better = offer > best
        chosen[better] = treatment
        np.maximum(best, offer, out=best)
    return chosen, best


def _descend(worth: Floats, resources: Resources, start: Floats, rounds: int) -> Priced:
    """Minimise the bound by cutting planes inside a box that grows with success."""
    value, left = bound_at(worth, resources, start)
    best, best_value = start, value
    cuts = [(value, left, start)]
    width = _first_width(worth, resources, start)
    radius = 1.0
    done = 1
    while done < rounds:
        lower = np.maximum(best - radius * width, 0.0)
        answer = _lowest_of_cuts(cuts, lower, best + radius * width, width)
        if answer is None:
            break
        point, promised = answer
        if best_value - promised <= TOLERANCE * max(abs(best_value), 1.0):
            if radius >= 1.0:
                break
            radius = 1.0
            done += 1
            continue
        value, left = bound_at(worth, resources, point)
        done += 1
        cuts.append((value, left, point))
        radius = _next_radius(radius, best_value - value, best_value - promised)
        if value < best_value:
            best, best_value = point, value
    return Priced(best, best_value, done)


def _next_radius(radius: float, gained: float, promised: float) -> float:
    if gained > 0.3 * promised:
        return min(radius * 2.0, 64.0)
    return radius * 0.5 if gained <= 0 else radius


def _first_width(worth: Floats, resources: Resources, start: Floats) -> Floats:
    """Return how far each price may move at first.

    From nothing: half of the typical value of a unit. From prices found on a sample: a fifth of
    them, since they are nearly right.
    """
    typical = np.array(
        [_typical_value(worth, resources.use[:, limit]) for limit in range(len(start))]
    )
    if not start.any():
        cold: Floats = np.maximum(typical, 1e-3) * 0.5
        return cold
    warm: Floats = np.maximum(np.maximum(start, 0.05 * typical), 1e-3) * 0.2
    return warm


def _typical_value(worth: Floats, use: Floats) -> float:
    """Return the largest median value of one unit among the treatments that use it."""
    found = 0.0
    for treatment in np.flatnonzero(use > 0):
        wanted = worth[:, treatment] > 0
        if wanted.any():
            found = max(found, float(np.median(worth[wanted, treatment])) / float(use[treatment]))
    return found


def _lowest_of_cuts(
    cuts: list[tuple[float, Floats, Floats]], lower: Floats, upper: Floats, width: Floats
) -> tuple[Floats, float] | None:
    """Return the lowest point of all cutting planes inside the box, and its height."""
    scale = max(abs(cuts[0][0]), 1.0)
    slopes = np.array([slope * width for _, slope, _ in cuts]) / scale
    heights = np.array([value - slope @ at for value, slope, at in cuts]) / scale
    limits = [*zip(lower / width, upper / width, strict=True), (None, None)]
    answer = linprog(
        np.append(np.zeros(len(width)), 1.0),
        A_ub=np.column_stack([slopes, -np.ones(len(cuts))]),
        b_ub=-heights,
        bounds=limits,
        method="highs",
    )
    if answer.x is None:
        return None
    return np.clip(answer.x[:-1] * width, lower, upper), float(answer.x[-1] * scale)
