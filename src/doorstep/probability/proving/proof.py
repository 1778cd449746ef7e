"""What has a new model to show: figures, curve, rivals, groups, and the model that stands?"""

from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.bench.figures import differences, figures
from doorstep.probability.bench.venn_abers import venn_abers
from doorstep.probability.fit import FittedHead, Trial
from doorstep.probability.glass.logistic import expit, logit
from doorstep.probability.proving.groups import Audited, blocking, group_table
from doorstep.probability.proving.rivals import compared, rival_chances
from doorstep.probability.proving.shown import calibration_curve, lift
from doorstep.probability.samples import Samples

Floats = NDArray[np.float64]

FEWEST_JUDGED: Final = 100
"""Below so many rows that judge, nothing is compared: every interval would be as wide as it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The model in use, as a new one is compared with it.

    Attributes:
        head: It, with its card.
        name: Its version.
    """

    head: FittedHead
    name: str


def prove(trial: Trial, audited: Audited, standing: Standing | None, seed: int) -> dict[str, Any]:
    """Return all that a person should see beside a model, as plain data for JSON.

    Every figure is of rows that the model compared has not learned from.

    Args:
        trial: What the recipe made of the older rows, judged on the newest.
        audited: Groups of the rows that judge, in their order.
        standing: The model in use, or None.
        seed: Of resampling and of the rivals.
    """
    judged = trial.parts.evaluate
    rows, yes = len(judged), int(judged.labels.sum())
    found: dict[str, Any] = {"judged_rows": rows, "rivals": {}, "standing": None}
    if rows < FEWEST_JUDGED or not 0 < yes < rows:
        return found | {"figures": {}, "curve": [], "lift": [], "groups": [], "blocked_by": []}
    table = group_table(audited, trial.chances, judged.labels)
    return found | {
        "figures": figures(trial.chances, judged.labels),
        "curve": [asdict(point) for point in calibration_curve(trial.chances, judged.labels)],
        "lift": [asdict(point) for point in lift(trial.chances, judged.labels)],
        "doubt": _doubt(trial),
        "rivals": compared(trial.chances, rival_chances(trial.parts, seed), judged, seed),
        "standing": None if standing is None else _beside(standing, trial, judged, seed),
        "groups": table,
        "blocked_by": blocking(table),
    }


def _doubt(trial: Trial) -> dict[str, float]:
    """Return the mean and greatest width of the Venn-Abers interval over the rows that judge."""
    calibrated = trial.parts.calibrate
    scores = trial.model.log_odds(calibrated.matrix)
    low, high = venn_abers(scores, calibrated.labels, logit(trial.chances))
    width = np.abs(high - low)
    return {"mean": round(float(width.mean()), 6), "greatest": round(float(width.max()), 6)}


def _beside(standing: Standing, trial: Trial, judged: Samples, seed: int) -> dict[str, Any]:
    """Return how the model in use does on the rows that neither has learned from."""
    unseen = judged.anchor_day >= standing.head.card.learned_before_day
    rows = judged.take(unseen)
    yes = int(rows.labels.sum())
    found: dict[str, Any] = {"version": standing.name, "rows": len(rows)}
    if len(rows) < FEWEST_JUDGED or not 0 < yes < len(rows):
        return found | {"figures": None, "difference": None}
    chances = expit(standing.head.model.log_odds(rows.matrix))
    return found | {
        "figures": figures(chances, rows.labels),
        "difference": differences(
            trial.chances[unseen], chances, rows.labels, seed, rows.matrix.case_id
        ),
    }
