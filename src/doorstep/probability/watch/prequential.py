"""How well did the chances foretell, each measured before its outcome was known?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of outcomes, in the order in which they came.

    Attributes:
        first: Index of its first outcome.
        rows: Outcomes in it.
        log_loss: Mean log-loss of the chances as issued.
        base_loss: The same of the share of outcomes seen until then, half a one of each assumed.
    """

    first: int
    rows: int
    log_loss: float
    base_loss: float


def foretold(chances: Floats, outcomes: Flags, length: int) -> tuple[Stretch, ...]:
    """Measure issued chances stretch by stretch beside the running base rate, oldest first.

    The last stretch may be shorter. Chances are kept 1e-12 away from 0 and 1.

    Args:
        chances: As they were issued, shape ``(n,)``.
        outcomes: What happened, shape ``(n,)``.
        length: Outcomes in a stretch, at least 1.

    Raises:
        ValueError: Columns differ in length, or the length is below 1.
    """
    if chances.shape != outcomes.shape or chances.ndim != 1:
        raise ValueError(f"need columns of one length; got {chances.shape}, {outcomes.shape}")
    if length < 1:
        raise ValueError(f"a stretch has at least one outcome; got {length}")
    came = outcomes.astype(np.float64)
    running: Floats = (np.cumsum(came) - came + 0.5) / np.arange(1, len(came) + 1)
    own, base = _losses(chances, outcomes), _losses(running, outcomes)
    return tuple(
        Stretch(
            first=start,
            rows=len(own[start : start + length]),
            log_loss=float(own[start : start + length].mean()),
            base_loss=float(base[start : start + length].mean()),
        )
        for start in range(0, len(outcomes), length)
    )


def _losses(chances: Floats, outcomes: Flags) -> Floats:
    safe = np.clip(chances, 1e-12, 1 - 1e-12)
    return -np.where(outcomes, np.log(safe), np.log1p(-safe))
