"""Since when do outcomes no longer follow the chances?

Two running sums of what the chances missed, one upwards and one downwards, each started anew
where it falls below zero. How high one may rise by chance alone is learned by shuffling outcomes
from a time when the model was trusted, not taken from a table.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ALLOWANCE: Final = 0.2
"""Standard deviations per outcome let pass; shifts near or below it are found late or never."""

STREAM: Final = 10_000
SHUFFLES: Final = 400
FALSE_SHARE: Final = 0.02
"""Share of shuffled streams of ``STREAM`` outcomes in which an alarm is accepted."""

FEWEST_OUTCOMES: Final = 500
FEWEST_OF_EACH: Final = 30


@dataclass(frozen=True, slots=True)
class Trusted:
    """What the chances missed while the model was trusted, and how high a sum may rise.

    Attributes:
        mean: Mean of outcome minus chance.
        spread: Its standard deviation, above 0.
        threshold: The sum, in standard deviations, above which there is an alarm.
    """

    mean: float
    spread: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Alarm:
    """The chances stopped fitting.

    Attributes:
        began: Index of the outcome with which the sum began to rise.
        raised: Index of the outcome at which the alarm was raised.
        too_low: Whether more happens than the chances say; otherwise less does.
    """

    began: int
    raised: int
    too_low: bool


def trust(chances: Floats, outcomes: Flags, chance: np.random.Generator) -> Trusted:
    """Learn from a trusted time how high the sums rise when nothing has changed.

    Args:
        chances: As they were issued, shape ``(n,)``.
        outcomes: What happened, shape ``(n,)``.
        chance: Shuffles; the same seed gives the same threshold.

    Raises:
        ValueError: Columns do not fit, or there are too few outcomes of either kind.
    """
    missed = _missed(chances, outcomes)
    positives = int(np.count_nonzero(outcomes))
    fewest = min(positives, len(outcomes) - positives)
    if len(outcomes) < FEWEST_OUTCOMES or fewest < FEWEST_OF_EACH:
        raise ValueError(
            f"an alarm needs {FEWEST_OUTCOMES} outcomes and {FEWEST_OF_EACH} of each kind; "
            f"got {len(outcomes)}, of which {fewest} of the rarer kind"
        )
    mean, spread = float(missed.mean()), float(missed.std())
    steps = (missed - mean) / spread
    highest = [_highest(chance.choice(steps, STREAM)) for _ in range(SHUFFLES)]
    threshold = float(np.quantile(highest, 1 - FALSE_SHARE, method="higher"))
    return Trusted(mean, spread, threshold)


def alarms(trusted: Trusted, chances: Floats, outcomes: Flags) -> tuple[Alarm, ...]:
    """Return the alarms in outcomes given oldest first; after each, both sums start anew.

    Raises:
        ValueError: Columns do not fit.
    """
    steps = (_missed(chances, outcomes) - trusted.mean) / trusted.spread
    found: list[Alarm] = []
    start = 0
    while (alarm := _first(steps[start:], trusted.threshold, start)) is not None:
        found.append(alarm)
        start = alarm.raised + 1
    return tuple(found)


def _missed(chances: Floats, outcomes: Flags) -> Floats:
    if chances.shape != outcomes.shape or chances.ndim != 1:
        raise ValueError(f"need columns of one length; got {chances.shape}, {outcomes.shape}")
    if not np.all((chances > 0) & (chances < 1)):
        raise ValueError("a chance lies strictly between 0 and 1")
    return outcomes - chances


def _sum(steps: Floats) -> tuple[Floats, Floats]:
    """Return the running sum that never falls below zero, and the walk it was made from."""
    walk = np.concatenate(([0.0], np.cumsum(steps - ALLOWANCE)))
    lowest = np.minimum.accumulate(walk)
    return walk - lowest, walk


def _highest(steps: Floats) -> float:
    return max(float(_sum(steps)[0].max()), float(_sum(-steps)[0].max()))


def _first(steps: Floats, threshold: float, start: int) -> Alarm | None:
    found: list[Alarm] = []
    for too_low, signed in ((True, steps), (False, -steps)):
        height, walk = _sum(signed)
        over = np.flatnonzero(height > threshold)
        if len(over):
            end = int(over[0])
            began = int(np.argmin(walk[: end + 1]))
            found.append(Alarm(start + began, start + end - 1, too_low))
    return min(found, key=lambda alarm: alarm.raised, default=None)
