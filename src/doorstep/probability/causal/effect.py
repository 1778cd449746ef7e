"""What does a treatment change, for whom, and is there any evidence that it differs by person?

Learned on rows that were treated by chance, with known propensities. Each row's doubly robust
pseudo-outcome estimates its own effect without bias; a stiff regression of these on features gives
personal effects, which are drawn towards the mean. A gate asks rows left out whether the ranking
holds; if not, the answer is the mean effect for everybody.

Sources:
    Kennedy (2023), Electronic Journal of Statistics 17: 3008-3049 (DR-learner);
    Radcliffe (2007), Direct Marketing Analytics Journal 1: 14-21 (Qini).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.causal.learners import Learner, boosted_mean, jumping, linear

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FOLDS: Final = 5
RESAMPLES: Final = 300
GATE: Final = 0.1
"""The gate opens when the lower end of the interval of the slope on rows left out is above this:
at least so large a part of the ranked spread is real."""

_SURE: Final = 2.576
"""Standard errors to that lower end: 99 %, since the better of two ways is asked."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How hard effects are looked for.

    Attributes:
        outcome: How the outcome of each arm is foreseen.
        effects: How personal effects may differ; rows left out choose among these.
        repeats: How often rows are parted anew.
    """

    outcome: Learner
    effects: tuple[Learner, ...]
    repeats: int


THOROUGH: Final = Ways(boosted_mean, (linear, jumping), 3)
QUICK: Final = Ways(linear, (linear,), 1)
"""Milliseconds, for few rows; equally free of bias, since the propensities are known."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Rows treated by chance.

    Attributes:
        matrix: Features known before, shape ``(n, k)``.
        treated: Who had the treatment.
        outcome: What came of it.
        propensity: Chance of the treatment that each row had, within 0 and 1.
    """

    matrix: Floats
    treated: Flags
    outcome: Floats
    propensity: Floats

    def take(self, rows: NDArray[np.intp] | Flags) -> "Trial":
        """Return some of the rows."""
        return Trial(
            self.matrix[rows], self.treated[rows], self.outcome[rows], self.propensity[rows]
        )


@dataclass(frozen=True, slots=True)
class Effects:
    """The mean effect, and personal ones when there is evidence.

    Attributes:
        mean: Effect per row, mean.
        error: Its standard error.
        personal: Effect of each test row; the mean for all when the gate is shut.
        ranking: Effect of each test row as ranked, whatever the gate says.
        is_heterogeneous: Whether the gate is open.
        slope: Of pseudo-outcomes on ranked effects, on training rows left out, with its error.
    """

    mean: float
    error: float
    personal: Floats
    ranking: Floats
    is_heterogeneous: bool
    slope: tuple[float, float]


def estimate(learned: Trial, test: Floats, seed: int, ways: Ways = THOROUGH) -> Effects:
    """Learn effects from a trial and say them of other rows."""
    rng = np.random.default_rng(seed)
    pseudo = np.zeros(len(learned.outcome))
    left_out = np.zeros((len(ways.effects), len(pseudo)))
    said = np.zeros((len(ways.effects), len(test)))
    for _ in range(ways.repeats):
        fold = rng.permutation(len(pseudo)) % FOLDS
        values = _pseudo_outcomes(learned, fold, ways.outcome)
        pseudo += values / ways.repeats
        for part in range(FOLDS):
            inside = fold != part
            asked = np.concatenate([learned.matrix[~inside], test])
            for way, learner in enumerate(ways.effects):
                found = learner(learned.matrix[inside], values[inside], asked)
                left_out[way, ~inside] += found[: len(found) - len(test)] / ways.repeats
                said[way] += found[len(found) - len(test) :] / (ways.repeats * FOLDS)
    return _gated(pseudo, left_out, said)


def _gated(pseudo: Floats, left_out: Floats, said: Floats) -> Effects:
    """Take the way whose ranking holds best on rows left out, and ask the gate."""
    mean, error = float(pseudo.mean()), float(pseudo.std() / np.sqrt(len(pseudo)))
    best = max(range(len(said)), key=lambda way: _agreement(left_out[way], pseudo))
    slope, slope_error = _slope(left_out[best], pseudo)
    is_open = slope - _SURE * slope_error > GATE
    share = float(np.clip(slope, 0.0, 1.0)) if is_open else 0.0
    ranking = said[best]
    personal = mean + share * (ranking - left_out[best].mean())
    return Effects(mean, error, personal, ranking, is_open, (slope, slope_error))


def _pseudo_outcomes(trial: Trial, fold: NDArray[np.intp], foresee: Learner) -> Floats:
    """Return doubly robust pseudo-outcomes, each by models that had not seen the row."""
    found = np.zeros(len(trial.outcome))
    for part in range(FOLDS):
        outside = fold == part
        none, with_it = (
            foresee(trial.matrix[rows], trial.outcome[rows], trial.matrix[outside])
            for arm in (False, True)
            for rows in [~outside & (trial.treated == arm)]
        )
        e, treated = trial.propensity[outside], trial.treated[outside]
        outcome = trial.outcome[outside]
        own = np.where(treated, with_it, none)
        weight = np.where(treated, 1.0 / e, -1.0 / (1.0 - e))
        found[outside] = with_it - none + weight * (outcome - own)
    return found


def _agreement(ranked: Floats, pseudo: Floats) -> float:
    spread = float(ranked.std())
    return float(np.mean((ranked - ranked.mean()) * pseudo)) / spread if spread > 1e-9 else 0.0


def _slope(ranked: Floats, pseudo: Floats) -> tuple[float, float]:
    centred = ranked - ranked.mean()
    spread = float(centred @ centred)
    if spread < 1e-12:
        return 0.0, 0.0
    slope = float(centred @ pseudo) / spread
    rest = pseudo - pseudo.mean() - slope * centred
    return slope, float(np.sqrt((centred**2) @ (rest**2))) / spread


def qini(ranking: Floats, trial: Trial) -> float:
    """Return the Qini: area between the ranking's gain and chance's, over that of a perfect one.

    Gains are incremental outcomes among the treated, cumulated from the highest rank down. The
    perfect ranking puts first who was treated and came, and who was not and did not.
    """
    came = trial.outcome > 0
    perfect = 2.0 * (came == trial.treated) + trial.treated
    best = _area(perfect, trial)
    return _area(ranking, trial) / best if best > 0 else 0.0


def _area(ranking: Floats, trial: Trial) -> float:
    order = np.argsort(-ranking, kind="stable")
    treated = trial.treated[order]
    outcome = trial.outcome[order]
    count, others = np.cumsum(treated), np.cumsum(~treated)
    gain = np.cumsum(treated * outcome) - np.cumsum(~treated * outcome) * count / np.maximum(
        others, 1
    )
    steps = np.arange(1, len(order) + 1) / len(order)
    return float(np.mean(gain - steps * gain[-1])) / max(int(treated.sum()), 1)


def qini_interval(
    ranking: Floats, trial: Trial, seed: int, level: float = 0.90
) -> tuple[float, float]:
    """Return the bootstrap interval of the Qini."""
    rng = np.random.default_rng(seed)
    draws = [
        qini(ranking[rows], trial.take(rows))
        for rows in (rng.integers(0, len(ranking), len(ranking)) for _ in range(RESAMPLES))
    ]
    low, high = np.quantile(draws, ((1 - level) / 2, (1 + level) / 2))
    return float(low), float(high)
