"""What did each treatment change, of those that a lot gave to one case and denied to another?

Only choices drawn by lot count, each with the chance it had. A case counts once for each pair of
treatments. With enough rows the effect is the doubly robust one, so that what was known of each
case narrows its interval; before that it is the plain difference of shares. Where too few were
drawn, or the interval holds zero, the answer says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from doorstep.probability.causal.effect import QUICK, Trial, estimate
from doorstep.probability.causal.segments import SegmentEffect, effects_by_segment

Floats = NDArray[np.float64]

FEWEST_PER_ARM: Final = 30
FEWEST_TO_ADJUST: Final = 150
"""Rows of either arm from which the doubly robust effect is asked for."""

SEED: Final = 20261126
CONFIDENCE: Final = 0.95


class Answer(StrEnum):
    """What the lots say."""

    MORE = "more"
    LESS = "less"
    NO_EVIDENCE = "no_evidence"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Lot:
    """One choice that was drawn.

    Attributes:
        case_id: The case.
        given: What it was given.
        denied: What it was denied.
        propensity: Chance with which it was given that, within 0 and 1.
        segment: To which part of the portfolio it belongs.
        came: Whether something was paid within the window.
        known: What was known of the case when the lot was drawn, the same figures for all; a
            missing one is NaN.
    """

    case_id: int
    given: str
    denied: str
    propensity: float
    segment: str
    came: bool
    known: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """The difference that a treatment makes against another.

    Attributes:
        treatment: The treatment.
        against: What it is compared with.
        rows: Cases with the treatment.
        others: Cases with the other.
        value: Difference of the shares that paid; None when there are too few.
        low: Lower end of its 95 % interval.
        high: Upper end.
        answer: What may be said.
        by_segment: The effect in each part of the portfolio, drawn to the mean of all.
        differs: Whether it differs by person as far as rows left out show; None when too few.
    """

    treatment: str
    against: str
    rows: int
    others: int
    value: float | None
    low: float | None
    high: float | None
    answer: Answer
    by_segment: tuple[SegmentEffect, ...] = ()
    differs: bool | None = None


def effect_of(lots: Sequence[Lot], treatment: str, against: str) -> Effect:
    """Return the effect of one treatment against another, on the lots between the two."""
    seen: set[int] = set()
    arms: tuple[list[Lot], list[Lot]] = ([], [])
    for lot in lots:
        if {lot.given, lot.denied} == {treatment, against} and lot.case_id not in seen:
            seen.add(lot.case_id)
            arms[lot.given == against].append(lot)
    own, other = arms
    nothing = Effect(treatment, against, len(own), len(other), None, None, None, Answer.TOO_FEW)
    if min(len(own), len(other)) < FEWEST_PER_ARM:
        return nothing
    trial = _trial(own, other)
    value, error, differs = _found(own, other, trial)
    half = float(ndtri((1 + CONFIDENCE) / 2)) * error
    low, high = max(value - half, -1.0), min(value + half, 1.0)
    answer = Answer.MORE if low > 0 else Answer.LESS if high < 0 else Answer.NO_EVIDENCE
    parts = effects_by_segment(trial, [lot.segment for lot in (*own, *other)])
    return replace(
        nothing, value=value, low=low, high=high, answer=answer, differs=differs,
        by_segment=parts if len(parts) > 1 else (),
    )  # fmt: skip


def _found(
    own: Sequence[Lot], other: Sequence[Lot], trial: Trial
) -> tuple[float, float, bool | None]:
    """Return the effect, its error, and whether it differs by person."""
    if min(len(own), len(other)) >= FEWEST_TO_ADJUST and trial.matrix.shape[1]:
        said = estimate(trial, trial.matrix[:0], SEED, QUICK)
        return said.mean, said.error, said.is_heterogeneous
    (up, up_error), (down, down_error) = _share(own), _share(other)
    return up - down, float(np.hypot(up_error, down_error)), None


def _trial(own: Sequence[Lot], other: Sequence[Lot]) -> Trial:
    """Lay both arms out as rows, those with the treatment first."""
    return Trial(
        np.array([lot.known for lot in (*own, *other)], dtype=np.float64),
        np.arange(len(own) + len(other)) < len(own),
        np.array([float(lot.came) for lot in (*own, *other)]),
        np.array([*(lot.propensity for lot in own), *(1 - lot.propensity for lot in other)]),
    )


def _share(lots: Sequence[Lot]) -> tuple[float, float]:
    """Return the weighted share that paid and its error, with one of each more for the error."""
    weight = np.array([1.0 / lot.propensity for lot in lots])
    weight /= weight.sum()
    came = np.array([float(lot.came) for lot in lots])
    share = float(weight @ came)
    safe = (share * len(lots) + 1) / (len(lots) + 2)
    return share, float(np.sqrt(safe * (1 - safe) * float(weight @ weight)))
