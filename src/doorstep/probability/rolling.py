"""How far have outcomes moved away from the chances since a model was learned, and where?

An intercept, a slope and one step for each mark of a row (its product, its county, a layer of its
surroundings) are believed with a mean and a variance. Every outcome moves them a little, at once:
those of which little is known move most, and a step without outcomes stays at zero. What was
learned long ago is slowly doubted again, never more than at first.

Source:
    The extended Kalman step for a logistic observation, with independent beliefs; see Jordan et
    al. (1999) on local bounds, and Glickman (1999), Applied Statistics 48: 377-394.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.calibrate import Likelihoods
from doorstep.probability.glass.logistic import expit, logit

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Marks = Sequence[Sequence[tuple[str, float]]]
"""For each row its marks, each with how strongly it holds; 1 for plainly."""

OFFSET_SPREAD: Final = 0.7
SLOPE_SPREAD: Final = 0.15
STEP_SPREAD: Final = 0.25
"""Standard deviations believed at first, in log-odds; the smaller, the nearer to zero it stays."""

HALF_LIFE: Final = 2_000
"""Outcomes after which half of the certainty is gone."""

_FORGETS: Final = 0.5 ** (1 / HALF_LIFE)
_OFFSET: Final = "offset"
_SLOPE: Final = "slope"


@dataclass(frozen=True, slots=True)
class Rolling:
    """What is believed of the moves.

    Attributes:
        centre: Log-odds around which the slope turns.
        beliefs: Mean and variance by name: ``offset``, ``slope``, and a mark each.
        outcomes: How many outcomes it has seen.
    """

    centre: float
    beliefs: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    outcomes: int = 0

    def mean(self, name: str) -> float:
        """Return the mean of one move; zero while nothing is known of it."""
        return self.beliefs.get(name, (0.0, 0.0))[0]

    def moved(self, log_odds: Floats, marks: Marks) -> Floats:
        """Return the log-odds of rows after the moves."""
        steps = np.array(
            [sum(weight * self.mean(name) for name, weight in row) for row in marks],
            dtype=np.float64,
        )
        turned = self.mean(_SLOPE) * (log_odds - self.centre)
        found: Floats = log_odds + self.mean(_OFFSET) + turned + steps
        return found

    def applied(self, likelihoods: Likelihoods, marks: Marks) -> Likelihoods:
        """Return chances after the moves; the intervals move with them."""
        before = logit(likelihoods.p)
        by = self.moved(before, marks) - before

        def along(ends: Floats) -> Floats:
            return expit(logit(np.clip(ends, 1e-9, 1 - 1e-9)) + by)

        return Likelihoods(
            p=expit(before + by),
            low=along(likelihoods.low),
            high=along(likelihoods.high),
            support=likelihoods.support,
            basis=likelihoods.basis,
            as_no=along(likelihoods.as_no),
            as_yes=along(likelihoods.as_yes),
        )

    def after(self, log_odds: Floats, outcomes: Flags, marks: Marks) -> "Rolling":
        """Return what is believed after outcomes, oldest first; as for ``told``."""
        return self.told(log_odds, outcomes, marks)[0]

    def told(self, log_odds: Floats, outcomes: Flags, marks: Marks) -> tuple["Rolling", Floats]:
        """Return what is believed after outcomes, and the chance told before each of them.

        Args:
            log_odds: As the model says them, before any move.
            outcomes: What happened.
            marks: The steps of each row.

        Raises:
            ValueError: Columns differ in length.
        """
        if not len(log_odds) == len(outcomes) == len(marks):
            raise ValueError(
                f"{len(log_odds)} log-odds, {len(outcomes)} outcomes and {len(marks)} marks"
            )
        beliefs = dict(self.beliefs)
        rows = zip(log_odds.tolist(), outcomes.tolist(), marks, strict=True)
        told = [_learn(beliefs, said, said - self.centre, came, row) for said, came, row in rows]
        after = Rolling(self.centre, beliefs, self.outcomes + len(log_odds))
        return after, np.array(told, dtype=np.float64)

    def after_one(self, told: float, came: bool) -> "Rolling":
        """Return what is believed after one outcome whose told log-odds hold all moves already.

        Only the intercept moves: it is what one outcome says most about.
        """
        mean, variance = self.beliefs.get(_OFFSET, (0.0, OFFSET_SPREAD**2))
        variance = min(variance / _FORGETS, OFFSET_SPREAD**2)
        chance = 1.0 / (1.0 + exp(-told))
        certain = chance * (1.0 - chance)
        step = variance * (came - chance) / (1.0 + certain * variance)
        left = variance / (1.0 + certain * variance)
        beliefs = {**self.beliefs, _OFFSET: (mean + step, left)}
        return Rolling(self.centre, beliefs, self.outcomes + 1)

    def shifted(self, by: float) -> "Rolling":
        """Return the same moves with the intercept moved by so much."""
        mean, variance = self.beliefs.get(_OFFSET, (0.0, OFFSET_SPREAD**2))
        return Rolling(
            self.centre, {**self.beliefs, _OFFSET: (mean + by, variance)}, self.outcomes
        )

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "centre": self.centre,
            "beliefs": {name: list(belief) for name, belief in sorted(self.beliefs.items())},
            "outcomes": self.outcomes,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Rolling":
        """Read what ``as_dict`` wrote."""
        beliefs = {name: (mean, spread) for name, (mean, spread) in data["beliefs"].items()}
        return cls(data["centre"], beliefs, data["outcomes"])


def _learn(
    beliefs: dict[str, tuple[float, float]],
    said: float,
    away: float,
    came: bool,
    row: Sequence[tuple[str, float]],
) -> float:
    """Move the beliefs that one row touches by one outcome; return the chance told before it."""
    touched = [(_OFFSET, 1.0, OFFSET_SPREAD), (_SLOPE, away, SLOPE_SPREAD)]
    touched += [(name, weight, STEP_SPREAD) for name, weight in row]
    eta, doubt = said, 0.0
    held = []
    for name, weight, spread in touched:
        mean, variance = beliefs.get(name, (0.0, spread**2))
        variance = min(variance / _FORGETS, spread**2)
        held.append((name, weight, mean, variance))
        eta += weight * mean
        doubt += weight * weight * variance
    chance = 1.0 / (1.0 + exp(-min(max(eta, -30.0), 30.0)))
    certain = chance * (1.0 - chance)
    missed = (came - chance) / (1.0 + certain * doubt)
    for name, weight, mean, variance in held:
        shrunk = weight * weight * variance * certain / (1.0 + certain * doubt)
        beliefs[name] = (mean + weight * variance * missed, variance * (1.0 - shrunk))
    return chance
