"""Which rows fit, which calibrate, and which judge?

By time, never at random: 70 % oldest fit, 15 % calibrate, 15 % newest judge. A day is never split.
A row is left out when its outcome was still open at the first question of the next part, as the
model would not have known it then.
"""

from dataclasses import dataclass

import numpy as np

from doorstep.probability.samples import Samples

FIT_SHARE = 0.70
CALIBRATE_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Split:
    """Three parts of samples, oldest first."""

    fit: Samples
    calibrate: Samples
    evaluate: Samples


def split_by_time(samples: Samples) -> Split:
    """Split samples into the three parts; parts may be empty when there are few days."""
    return _split(samples, FIT_SHARE)


def split_for_use(samples: Samples) -> Split:
    """Split samples for the model that goes into use: 85 % fit, 15 % calibrate, none judge."""
    parts = _split(samples, FIT_SHARE + CALIBRATE_SHARE)
    return Split(parts.fit, parts.evaluate, samples.take(np.zeros(0, dtype=np.intp)))


def _split(samples: Samples, fit_share: float) -> Split:
    first = _first_day(samples, fit_share)
    second = _first_day(samples, FIT_SHARE + CALIBRATE_SHARE)
    day, closed = samples.anchor_day, samples.window_end_day
    return Split(
        fit=samples.take((day < first) & (closed <= first)),
        calibrate=samples.take((day >= first) & (day < second) & (closed <= second)),
        evaluate=samples.take(day >= second),
    )


def _first_day(samples: Samples, share: float) -> int:
    """Return the day with which the part after ``share`` of the rows begins."""
    if not len(samples):
        return samples.as_of_day
    return int(samples.anchor_day[min(int(np.ceil(share * len(samples))), len(samples) - 1)])
