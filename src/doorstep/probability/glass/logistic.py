"""Which weights of a few columns explain yes and no best, given what was believed before?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS = 50


@dataclass(frozen=True, slots=True)
class Belief:
    """A normal prior on each weight.

    Attributes:
        mean: Shape ``(k,)``.
        spread: Standard deviation, shape ``(k,)``, above 0.
    """

    mean: Floats
    spread: Floats


def fit_logistic(columns: Floats, outcomes: Floats, weights: Floats, belief: Belief) -> Floats:
    """Return the most likely weights, shape ``(k,)``, by damped Newton steps.

    Args:
        columns: Shape ``(n, k)``.
        outcomes: 0 or 1, shape ``(n,)``.
        weights: How much each row counts, shape ``(n,)``.
        belief: What to stay near when the rows say little.
    """
    precision = belief.spread**-2.0
    beta = belief.mean.astype(np.float64).copy()
    best = _penalised(columns, outcomes, weights, belief, beta)
    for _ in range(_STEPS):
        chance = expit(columns @ beta)
        slope = columns.T @ (weights * (outcomes - chance)) - precision * (beta - belief.mean)
        curve = (columns.T * (weights * chance * (1 - chance))) @ columns + np.diag(precision)
        step = np.linalg.solve(curve, slope)
        while (found := _penalised(columns, outcomes, weights, belief, beta + step)) < best:
            step = step / 2
            if np.max(np.abs(step)) < 1e-12:
                return beta
        beta, gain, best = beta + step, found - best, found
        if gain < 1e-12:
            break
    return beta


def log_evidence(
    columns: Floats, outcomes: Floats, weights: Floats, belief: Belief, beta: Floats
) -> float:
    """Return how likely the outcomes are under the belief as a whole (Laplace's approximation).

    Freedom that the rows did not ask for costs; so beliefs can be compared on few rows.

    Source:
        MacKay (1992), Neural Computation 4(3): 415-447, the Occam factor.
    """
    chance = expit(columns @ beta)
    curve = (columns.T * (weights * chance * (1 - chance))) @ columns
    scaled = np.eye(len(beta)) + belief.spread[:, None] * curve * belief.spread[None, :]
    _, volume = np.linalg.slogdet(scaled)
    return _penalised(columns, outcomes, weights, belief, beta) - 0.5 * float(volume)


def spreads_of(columns: Floats, weights: Floats, belief: Belief, beta: Floats) -> Floats:
    """Return how sure each weight is, as a standard deviation, shape ``(k,)`` (Laplace)."""
    chance = expit(columns @ beta)
    curve = (columns.T * (weights * chance * (1 - chance))) @ columns
    known = np.linalg.inv(curve + np.diag(belief.spread**-2.0))
    return np.asarray(np.sqrt(np.diag(known)))


def log_likelihood(log_odds: Floats, outcomes: Floats, weights: Floats) -> float:
    """Return the weighted sum of the log-likelihoods of outcomes, shape ``(n,)`` each."""
    return float(np.sum(weights * (outcomes * log_odds - np.logaddexp(0.0, log_odds))))


def _penalised(
    columns: Floats, outcomes: Floats, weights: Floats, belief: Belief, beta: Floats
) -> float:
    distance = (beta - belief.mean) / belief.spread
    fit = log_likelihood(columns @ beta, outcomes, weights)
    return fit - 0.5 * float(distance @ distance)


def expit(log_odds: Floats) -> Floats:
    """Return the chance for log-odds, without overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * log_odds))


def logit(chance: Floats) -> Floats:
    """Return the log-odds of a chance, kept 1e-9 away from 0 and 1."""
    safe = np.clip(chance, 1e-9, 1 - 1e-9)
    return np.log(safe) - np.log1p(-safe)
