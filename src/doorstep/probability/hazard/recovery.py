"""How much will come in by each day, and how sure is that?

Of a balance, the curve says when a payment is made and the share says how much of it then. The
interval is that of a portfolio whose cases pay or not independently, each by its curve; that the
curve itself may be off is not in it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Money = NDArray[np.int64]

_RESAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class Recovery:
    """Money expected by the end of each step, in fen.

    Attributes:
        expected: Over all cases, shape ``(steps,)``; never falls.
        low: Lower end of the 90 % interval.
        high: Upper end.
    """

    expected: Floats
    low: Floats
    high: Floats


def mean_share(shares: Floats, fewest: int = 20) -> float:
    """Return the share of the balance that a payment brings, drawn to one half when few.

    Raises:
        ValueError: A share is not within 0 and 1.
    """
    if len(shares) and not ((shares >= 0) & (shares <= 1)).all():
        raise ValueError("every share must lie between 0 and 1")
    return float((shares.sum() + 0.5 * fewest) / (len(shares) + fewest))


def expected_recovery(
    curves: Floats,
    balance_fen: Money,
    past_shares: Floats,
    seed: int,
    own_shares: Floats | None = None,
    draws: int = _RESAMPLES,
) -> Recovery:
    """Return what a portfolio is expected to bring by the end of each step.

    Args:
        curves: Chance of being paid by the end of each step, shape ``(n, steps)``, rising.
        balance_fen: Owed by each case, shape ``(n,)``.
        past_shares: Shares of the balance that past payments brought.
        seed: Of the draws behind the interval.
        own_shares: Expected share of each case; None for the mean of all.
        draws: How many draws are behind the interval.

    Raises:
        ValueError: Shapes differ, or a curve falls.
    """
    if len(curves) != len(balance_fen):
        raise ValueError(f"{len(curves)} curves but {len(balance_fen)} balances")
    if (np.diff(curves, axis=1) < -1e-12).any():
        raise ValueError("a chance of being paid by a day never falls")
    mean = mean_share(past_shares)
    shares = np.full(len(curves), mean) if own_shares is None else own_shares
    owed = balance_fen.astype(np.float64)
    expected = (owed * shares) @ curves
    rng = np.random.default_rng(seed)
    known = past_shares if len(past_shares) else np.array([mean])
    spread_of = known / max(float(known.mean()), 1e-9)
    drawn = np.empty((draws, curves.shape[1]))
    for at in range(draws):
        moment = rng.random(len(curves))[:, None]
        brought = owed * np.minimum(shares * rng.choice(spread_of, len(curves)), 1.0)
        drawn[at] = brought @ (moment < curves)
    spread = np.quantile(drawn, (0.05, 0.95), axis=0)
    return Recovery(expected, np.minimum(spread[0], expected), np.maximum(spread[1], expected))
