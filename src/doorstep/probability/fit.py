"""From samples to a model in use: learn, judge, recalibrate, and say what was done."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.base_rate import PRIORS, base_rate_model
from doorstep.probability.calibrate import Likelihoods
from doorstep.probability.evaluate import Evaluation
from doorstep.probability.glass.logistic import expit
from doorstep.probability.heads import Basis, Head
from doorstep.probability.matrix import FeatureMatrix
from doorstep.probability.model_card import FAIRNESS, LIMITS, ModelCard
from doorstep.probability.recipe import GlassBoxRecipe, Lesson
from doorstep.probability.refresh import refresh_on
from doorstep.probability.samples import Samples
from doorstep.probability.split import Split, split_by_time, split_for_use
from doorstep.probability.tables import GlassBoxModel
from doorstep.terms.local_time import beijing_days

Floats = NDArray[np.float64]

FEWEST_FIT_ROWS: Final = 300
FEWEST_STOP_ROWS: Final = 50
FEWEST_OF_EACH: Final = 15
"""Rows of either outcome below which nothing is learned and the base rate is used."""

LATEST_ROWS: Final = 1_000
"""Newest outcomes that a recalibration looks at."""


@dataclass(frozen=True, slots=True)
class FittedHead:
    """A model in use and its card.

    Attributes:
        model: The tables.
        card: Where they come from and how good they are.
    """

    model: GlassBoxModel
    card: ModelCard

    def predict(self, matrix: FeatureMatrix) -> Likelihoods:
        """Return the chances of rows that the model has not learned from.

        No outcome stands behind a row that is unlike all that the model has seen.

        Raises:
            ValueError: A row is dated before the day up to which the head has learned.
        """
        days = beijing_days(matrix.at)
        if len(days) and int(days.min()) < self.card.learned_before_day:
            raise ValueError(
                f"row of day {int(days.min())}: this head has learned up to day "
                f"{self.card.learned_before_day} and may not predict what it learned from"
            )
        found = Likelihoods.of(self.model.log_odds(matrix), self.model.bins, self.model.basis)
        strange = self.model.out_of_support(matrix)
        return replace(found, support=np.where(strange, 0, found.support))

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {"model": self.model.as_dict(), "card": self.card.as_dict()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "FittedHead":
        """Read what ``as_dict`` wrote.

        Raises:
            ValueError: The card is of another model.
        """
        model, card = GlassBoxModel.from_dict(data["model"]), ModelCard.from_dict(data["card"])
        if model.version != card.version:
            raise ValueError(f"the card is of model {card.version}, not {model.version}")
        return cls(model, card)


@dataclass(frozen=True, slots=True)
class Trial:
    """A model that the same recipe learned from older rows alone, and how it did on the newest.

    Attributes:
        parts: Which rows fitted, calibrated and judged.
        model: What was learned.
        chances: What it says of the rows that judge.
    """

    parts: Split
    model: GlassBoxModel
    chances: Floats


@dataclass(frozen=True, slots=True)
class Fitted:
    """A head and the trial that its figures come from; None for a base rate."""

    head: FittedHead
    trial: Trial | None


def fit_head(samples: Samples, recipe: GlassBoxRecipe, seed: int) -> FittedHead:
    """Learn a head from samples, or fall back to the base rate when they are too few."""
    return fit_with_trial(samples, recipe, seed).head


def fit_with_trial(samples: Samples, recipe: GlassBoxRecipe, seed: int) -> Fitted:
    """Learn a head from samples, or fall back to the base rate when they are too few.

    Twice, by the same recipe and with the same pairs. First on the oldest 70 %, calibrated on the
    next 15 %: its figures on the newest 15 % go on the card. Then, for use, on the oldest 85 %,
    calibrated on the newest 15 % and once more on the newest outcomes of these.
    """
    trial, parts = split_by_time(samples), split_for_use(samples)
    if not (_is_enough(trial) and _is_enough(parts)):
        return Fitted(_base_rate_head(samples), None)
    tried = _learned(trial, recipe, seed)
    chances = expit(tried.log_odds(trial.evaluate.matrix))
    judged = Evaluation.of(chances, trial.evaluate.labels)
    newest = _newest(parts.calibrate, LATEST_ROWS)
    pairs = tuple((pair.first, pair.second) for pair in tried.pairs)
    model = _learned(parts, recipe, seed, pairs)
    card = _card(model, samples, parts, judged, len(newest))
    return Fitted(FittedHead(model, card), Trial(trial, tried, chances))


def _learned(
    parts: Split,
    recipe: GlassBoxRecipe,
    seed: int,
    allowed: tuple[tuple[str, str], ...] | None = None,
) -> GlassBoxModel:
    fit, stop = parts.fit, parts.calibrate
    lesson = Lesson(fit.matrix, fit.labels, stop.matrix, stop.labels)
    model = recipe.fit(fit.head, lesson, seed, allowed)
    newest = _newest(stop, LATEST_ROWS)
    return refresh_on(model, newest.matrix, newest.labels, _group(fit.head))


def refresh_head(head: FittedHead, samples: Samples, last: int = LATEST_ROWS) -> FittedHead:
    """Recalibrate a stored head on the newest outcomes it has not learned from.

    Args:
        head: The head in use.
        samples: Later samples of the same question; rows before ``head.card.learned_before_day``
            are left out.
        last: How many of the newest rows count at most.

    Raises:
        ValueError: The samples are of another question.
    """
    if samples.head is not head.model.head:
        raise ValueError(f"samples of {samples.head} cannot refresh {head.model.head}")
    newest = _newest(samples.since(head.card.learned_before_day), last)
    model = refresh_on(head.model, newest.matrix, newest.labels, _group(samples.head))
    learned = max(samples.as_of_day, head.card.learned_before_day)
    return FittedHead(model, head.card.refreshed(model.version, len(newest), learned))


def evaluate_head(head: FittedHead, samples: Samples) -> Evaluation:
    """Measure a head on rows it has not learned from.

    Raises:
        ValueError: A row is dated before the day up to which the head has learned.
    """
    return Evaluation.of(head.predict(samples.matrix).p, samples.labels)


def base_rate_head(head: Head, as_of_day: int) -> FittedHead:
    """Return the head without any history: the documented prior."""
    model = base_rate_model(head)
    return FittedHead(model, _base_rate_card(model, 0, PRIORS[head], as_of_day, None))


def _is_enough(parts: Split) -> bool:
    wanted = ((parts.fit, FEWEST_FIT_ROWS), (parts.calibrate, FEWEST_STOP_ROWS))
    return all(
        len(part) >= fewest and min(part.labels.sum(), (~part.labels).sum()) >= FEWEST_OF_EACH
        for part, fewest in wanted
    )


def _newest(samples: Samples, most: int) -> Samples:
    return samples.take(np.arange(max(len(samples) - most, 0), len(samples)))


def _group(head: Head) -> str | None:
    """Return the feature whose levels answer a change of behaviour each in its own way."""
    return "planned_channel" if head is Head.CONTACT else None


def _base_rate_head(samples: Samples) -> FittedHead:
    model = base_rate_model(samples.head, samples.labels)
    rate = float(samples.labels.mean()) if len(samples) else PRIORS[samples.head]
    card = _base_rate_card(model, len(samples), rate, samples.as_of_day, _days(samples))
    return FittedHead(model, card)


def _days(samples: Samples) -> tuple[int, int] | None:
    if not len(samples):
        return None
    return int(samples.anchor_day[0]), int(samples.anchor_day[-1])


def _base_rate_card(
    model: GlassBoxModel, rows: int, rate: float, as_of_day: int, days: tuple[int, int] | None
) -> ModelCard:
    from_day, to_day = (None, None) if days is None else days
    return ModelCard(
        version=model.version, head=model.head, basis=Basis.BASE_RATE, rows=rows, fitted=0,
        calibrated=0, evaluation=Evaluation(0, 0.0, None, None, None, None), recalibrated=0,
        from_day=from_day, to_day=to_day, learned_before_day=as_of_day, base_rate=rate,
        features=(), fairness=FAIRNESS, limits=LIMITS[model.head],
    )  # fmt: skip


def _card(
    model: GlassBoxModel, samples: Samples, parts: Split, judged: Evaluation, recalibrated: int
) -> ModelCard:
    return ModelCard(
        version=model.version, head=model.head, basis=Basis.LEARNED, rows=len(samples),
        fitted=len(parts.fit), calibrated=len(parts.calibrate), evaluation=judged,
        recalibrated=recalibrated, from_day=int(samples.anchor_day[0]),
        to_day=int(samples.anchor_day[-1]), learned_before_day=samples.as_of_day,
        base_rate=float(samples.labels.mean()), features=model.features, fairness=FAIRNESS,
        limits=LIMITS[model.head],
    )  # fmt: skip
