"""Do a large ensemble and a scorecard, learned from the same rows, do better on the same ones?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.bench.figures import differences, figures
from doorstep.probability.bench.rivals import Scorecard, stopped_challenger
from doorstep.probability.samples import Samples
from doorstep.probability.split import Split

Floats = NDArray[np.float64]


def rival_chances(parts: Split, seed: int) -> dict[str, Floats]:
    """Return what each rival says of the rows that judge, by name.

    Both learn from the rows that the trial model learned and was calibrated from.
    """
    fit, stop = parts.fit, parts.calibrate
    asked = np.ascontiguousarray(parts.evaluate.matrix.values)
    trees = stopped_challenger(
        (fit.matrix.values, fit.labels), (stop.matrix.values, stop.labels), seed
    )
    whole = np.concatenate((fit.matrix.values, stop.matrix.values))
    scorecard = Scorecard.of(whole, np.concatenate((fit.labels, stop.labels)))
    return {
        "challenger": np.asarray(trees.predict(asked, num_threads=1), dtype=np.float64),
        "scorecard": scorecard.chances(asked),
    }


def compared(
    ours: Floats, theirs: dict[str, Floats], judged: Samples, seed: int
) -> dict[str, dict[str, Any]]:
    """Return each rival's figures, and ours minus theirs with paired 95 % intervals."""
    return {
        name: {
            "figures": figures(chances, judged.labels),
            "difference": differences(ours, chances, judged.labels, seed, judged.matrix.case_id),
        }
        for name, chances in theirs.items()
    }
