"""How far may a chance be off, without assuming anything of the model?

A row is added to the calibration rows once as a no and once as a yes; the two isotonic fits give
the two ends of an interval of which one end is calibrated.

Source:
    Vovk, Petej (2014), Venn-Abers predictors, UAI-30.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

POINTS: Final = 200
MOST_ROWS: Final = 20_000


def venn_abers(scores: Floats, outcomes: Flags, asked: Floats) -> tuple[Floats, Floats]:
    """Return the two ends for each asked score.

    Between 200 quantiles of the asked scores the ends run along straight lines.

    Args:
        scores: Of calibration rows, by models that had not seen them, shape ``(n,)``.
        outcomes: What came of them.
        asked: Scores to be told about, shape ``(m,)``.
    """
    step = max(1, len(scores) // MOST_ROWS)
    order = np.argsort(scores[::step], kind="stable")
    known, came = scores[::step][order], outcomes[::step][order].astype(np.float64)
    points = np.unique(np.quantile(asked, np.linspace(0, 1, POINTS)))
    low, high = np.empty(len(points)), np.empty(len(points))
    for at, point in enumerate(points):
        place = int(np.searchsorted(known, point))
        for ends, label in ((low, 0.0), (high, 1.0)):
            ends[at] = isotonic_regression(np.insert(came, place, label)).x[place]
    return np.interp(asked, points, low), np.interp(asked, points, high)
