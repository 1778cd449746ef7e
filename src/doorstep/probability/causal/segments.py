"""How far does the effect in each part of the portfolio differ from the effect in all of it?

The effect of a segment is drawn towards the mean of all, the more so the fewer rows it has and the
less the segments really differ.

Source:
    DerSimonian, Laird (1986), Controlled Clinical Trials 7: 177-188, for the spread; the shrunken
    effects are the empirical Bayes means.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.causal.effect import Trial

Floats = NDArray[np.float64]

FEWEST_PER_ARM = 20


@dataclass(frozen=True, slots=True)
class SegmentEffect:
    """The effect in one segment.

    Attributes:
        segment: Its name.
        rows: How many rows it has.
        plain: The effect by its own rows alone.
        shrunk: The same drawn towards the mean of all segments.
        low: Lower end of the 95 % interval of ``shrunk``.
        high: Upper end.
    """

    segment: str
    rows: int
    plain: float
    shrunk: float
    low: float
    high: float


def shrink(effects: Floats, errors: Floats) -> tuple[Floats, Floats]:
    """Return the shrunken effects and their errors.

    Args:
        effects: Effect of each segment, shape ``(k,)``.
        errors: Its standard error, above 0.

    Raises:
        ValueError: Shapes differ, or an error is not above 0.
    """
    if effects.shape != errors.shape or not len(effects) or not (errors > 0).all():
        raise ValueError("every segment needs an effect and a standard error above 0")
    precision = errors**-2.0
    mean = float(precision @ effects / precision.sum())
    spread = max(
        0.0,
        (float(precision @ (effects - mean) ** 2) - (len(effects) - 1))
        / max(float(precision.sum() - (precision @ precision) / precision.sum()), 1e-12),
    )
    weight = 1.0 / (errors**2 + spread)
    centre = float(weight @ effects / weight.sum())
    keep = spread / (spread + errors**2)
    error = np.sqrt(keep * errors**2 + (1 - keep) ** 2 / weight.sum())
    return centre + keep * (effects - centre), error


def effects_by_segment(trial: Trial, segments: Sequence[str]) -> tuple[SegmentEffect, ...]:
    """Return the effect in each segment that has enough rows of both arms, by name.

    Raises:
        ValueError: There is not one segment per row.
    """
    if len(segments) != len(trial.outcome):
        raise ValueError(f"{len(segments)} segments but {len(trial.outcome)} rows")
    names = np.array(segments, dtype=object)
    found = [
        (str(name), int(inside.sum()), *_effect(trial.take(inside)))
        for name in sorted(set(segments))
        for inside in [names == name]
        if min(trial.treated[inside].sum(), (~trial.treated[inside]).sum()) >= FEWEST_PER_ARM
    ]
    if not found:
        return ()
    shrunk, errors = shrink(
        np.array([each[2] for each in found]), np.array([each[3] for each in found])
    )
    return tuple(
        SegmentEffect(
            name, rows, plain, float(mean), float(mean - 1.96 * error), float(mean + 1.96 * error)
        )
        for (name, rows, plain, _), mean, error in zip(found, shrunk, errors, strict=True)
    )


def _effect(trial: Trial) -> tuple[float, float]:
    """Return the weighted difference of the arms and its error, never nothing."""
    value, variance = 0.0, 0.0
    for arm, sign in ((trial.treated, 1.0), (~trial.treated, -1.0)):
        chance = trial.propensity[arm] if sign > 0 else 1 - trial.propensity[arm]
        weight = 1 / chance
        weight = weight / weight.sum()
        mean = float(weight @ trial.outcome[arm])
        value += sign * mean
        rest = trial.outcome[arm] - mean
        variance += float((weight**2) @ (rest**2)) + 0.25 / len(rest) ** 2
    return value, float(np.sqrt(variance))
