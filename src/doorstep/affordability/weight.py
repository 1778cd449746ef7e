"""Is a heavier plan kept less often, and by how much, as plans that are over show?

How heavy a plan is: its largest instalment as a share of the most that could have been asked for.
How many dues it has is reckoned with already (``completion``); what is learned here is what weight
adds to that, as one slope of the log-odds over plans whose whole course is over. It is drawn to
nothing by a prior and never turned round: no offer looks better for being heavier. It is used only
where it would have foretold later plans better than its absence, each time learned from earlier
ones alone; otherwise weight counts for nothing, which is an assumption and is said as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms
from doorstep.affordability.budget import Budget
from doorstep.affordability.completion import Completion, completed
from doorstep.probability.glass.logistic import (
    Belief,
    expit,
    fit_logistic,
    log_likelihood,
    logit,
    spreads_of,
)
from doorstep.terms.refusal import Refusal

FEWEST_PLANS: Final = 60
"""House rule: plans that are over, below which nothing is said about weight."""
FEWEST_OF_EACH: Final = 10
"""House rule: so many of them kept, and so many not."""
ENOUGH_GAIN: Final = log(3)
"""House rule: with the slope, what came later was to be three times as likely as without."""
PRIOR_SPREAD: Final = 1.0
"""House assumption: between a plan that takes nothing and one that takes all, the odds differ by a
factor of e or less in two cases of three, until plans speak."""
_LEVEL_SPREAD: Final = 3.0
_REACH: Final = 1.645
"""Ends of the slope that hold in nine cases of ten."""
_FIXED: Final = 1e-6
"""Spread of what is not learned."""
_LEAST: Final = 0.01
"""Chances of one due are taken no closer to nothing and to certainty than this."""

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SettledPlan:
    """A plan whose whole course is over.

    Attributes:
        dues: How many instalments it had.
        skips: How many might be skipped.
        burden: How heavy it was, above 0 to 1.
        is_kept: It was kept to its end.
    """

    dues: int
    skips: int
    burden: float
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Weight:
    """How far weight lowers the chance of a plan.

    Attributes:
        slope: Fall of the log-odds from a plan that takes nothing to one that takes all; never
            below nothing.
        spread: Its standard error.
        middle: The usual weight, at which nothing is added or taken away.
        plans: How many stand behind it.
        gain: By how much later plans became more likely, as a logarithm.
    """

    slope: float
    spread: float
    middle: float
    plans: int
    gain: float


def burden_of(terms: ArrangementTerms, budget: Budget) -> float | None:
    """Return how heavy a plan is; None where the month does not bear it, or nothing is left."""
    if terms.kind in (ArrangementKind.PAUSE, ArrangementKind.SETTLEMENT):
        return None
    if not terms.largest_fen or not budget.most_fen:
        return None
    return terms.largest_fen / budget.most_fen


def weight_of(plans: Sequence[SettledPlan], chance: float, correlation: float) -> Weight | Refusal:
    """Return what weight adds, or why nothing is reckoned for it.

    Args:
        plans: In the order in which they came to their end.
        chance: That one due is kept, for what the number of dues explains already; its level is
            learned anew.
        correlation: Between two dues of one household.
    """
    kept = sum(plan.is_kept for plan in plans)
    if len(plans) < FEWEST_PLANS or min(kept, len(plans) - kept) < FEWEST_OF_EACH:
        return Refusal(
            "not-enough-plans",
            f"{len(plans)} plans are over, {kept} of them kept; {FEWEST_PLANS} are needed, "
            f"{FEWEST_OF_EACH} of them kept and {FEWEST_OF_EACH} not.",
        )
    offset = _offsets(plans, chance, correlation)
    burden = np.array([plan.burden for plan in plans])
    is_kept = np.array([plan.is_kept for plan in plans], dtype=np.float64)
    gain = _gain(offset, burden, is_kept)
    middle = float(burden.mean())
    _, slope, spread = _fitted(offset, burden - middle, is_kept, PRIOR_SPREAD)
    if gain < ENOUGH_GAIN or slope <= 0:
        return Refusal(
            "weight-not-shown",
            f"{len(plans)} plans are over and do not show that heavier ones are kept less often.",
        )
    return Weight(slope, spread, middle, len(plans), gain)


def weighed(found: Completion, burden: float, weight: Weight) -> Completion:
    """Return the chance of a plan with its weight, whose own interval is reckoned in."""
    away = weight.middle - burden
    reach = _REACH * weight.spread
    ends = [away * max(each, 0.0) for each in (weight.slope - reach, weight.slope + reach)]
    shift = away * weight.slope
    return replace(
        found,
        value=_moved(found.value, shift),
        low=_moved(found.low, min(ends)),
        high=_moved(found.high, max(ends)),
        holds=tuple(_moved(each, shift) for each in found.holds),
    )


def _moved(chance: float, shift: float) -> float:
    """Return a chance whose log-odds are moved; certainty stays certain."""
    if chance <= 0 or chance >= 1:
        return chance
    return float(expit(logit(np.array([chance])) + shift)[0])


def _offsets(plans: Sequence[SettledPlan], chance: float, correlation: float) -> Column:
    """Return the log-odds that each plan has by the number of its dues and skips."""
    due = min(max(chance, _LEAST), 1 - _LEAST)
    kinds = {(plan.dues, plan.skips) for plan in plans}
    known = {kind: completed(*kind, due, correlation) for kind in kinds}
    return logit(np.array([known[plan.dues, plan.skips] for plan in plans]))


def _gain(offset: Column, burden: Column, is_kept: Column) -> float:
    """Return by how much the slope foretells plans better, each learned from earlier ones."""
    gain, begins = 0.0, FEWEST_PLANS // 2
    while begins < len(burden):
        ends = min(begins + max(begins // 10, 1), len(burden))
        known, coming = slice(0, begins), slice(begins, ends)
        middle = burden[known].mean()
        for spread, sign in ((PRIOR_SPREAD, 1), (0.0, -1)):
            level, slope, _ = _fitted(
                offset[known], burden[known] - middle, is_kept[known], spread
            )
            slope = max(slope, 0.0)
            said = offset[coming] + level - slope * (burden[coming] - middle)
            gain += sign * log_likelihood(said, is_kept[coming], np.ones_like(said))
        begins = ends
    return gain


def _fitted(
    offset: Column, burden: Column, is_kept: Column, spread: float
) -> tuple[float, float, float]:
    """Return level and slope at their most likely, and the standard error of the slope.

    What the number of dues explains counts as it is. Without a spread the slope is nothing.
    """
    columns = np.column_stack([offset, np.ones_like(burden), -burden])
    belief = Belief(np.array([1.0, 0.0, 0.0]), np.array([_FIXED, _LEVEL_SPREAD, spread or _FIXED]))
    alike = np.ones_like(burden)
    found = fit_logistic(columns, is_kept, alike, belief)
    return float(found[1]), float(found[2]), float(spreads_of(columns, alike, belief, found)[2])
