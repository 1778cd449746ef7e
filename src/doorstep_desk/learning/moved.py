"""How far have outcomes moved away from the model in use since it was learned, and how told?"""

from typing import Any, Final

import numpy as np

from doorstep.probability.fit import FittedHead
from doorstep.probability.heads import Basis
from doorstep.probability.rolling import Rolling
from doorstep.probability.samples import Samples
from doorstep.probability.watch.report import watched
from doorstep_desk.decisions.marks import Marker

MOST_OUTCOMES: Final = 5_000
"""Newest outcomes that the moves are folded from; older ones would be forgotten anyway."""

TRUSTED_OUTCOMES: Final = 2_000
"""Newest outcomes before the model was learned, that later ones are compared with."""


def moved_since(
    head: FittedHead, samples: Samples, marker: Marker, seed: int
) -> tuple[Rolling, dict[str, Any]]:
    """Fold all outcomes that a head has not learned from, oldest first; return also the watch.

    Each chance that is watched was told before its outcome moved anything.
    """
    model = head.model
    start = Rolling(round(model.line.offset + model.line.slope * model.intercept, 6))
    if head.card.basis is Basis.BASE_RATE:
        return start, {}
    learned = samples.anchor_day < head.card.learned_before_day
    later = _newest(samples.take(~learned), MOST_OUTCOMES)
    marks = marker.marks(later.matrix.case_id.tolist(), later.anchor_day.tolist())
    moved, told = start.told(model.log_odds(later.matrix), later.labels, marks)
    trusted = _newest(samples.take(learned), TRUSTED_OUTCOMES)
    return moved, watched(model, trusted, later, told, seed)


def _newest(samples: Samples, most: int) -> Samples:
    return samples.take(np.arange(max(len(samples) - most, 0), len(samples)))
