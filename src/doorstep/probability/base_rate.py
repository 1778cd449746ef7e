"""What may be said when there is no history to learn from?

A base rate, and that it is one. The priors are house assumptions until our own data speak; they
are shown with support 0 and weigh as much as 20 outcomes.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.calibrate import CalibrationBins, Line
from doorstep.probability.glass.logistic import logit
from doorstep.probability.heads import Basis, Head
from doorstep.probability.tables import GlassBoxModel

PRIOR_OUTCOMES: Final = 20.0
"""Weight of a prior, counted in outcomes."""

PRIORS: Final = {
    Head.CONTACT: 0.25,  # assumption: one attempt in four reaches the borrower
    Head.PAID_WITHIN_14_DAYS: 0.15,  # assumption: later stages pay far less than first weeks
    Head.PROMISE: 0.40,  # assumption
    Head.PROMISE_KEPT: 0.60,  # vendors' figures say that 30 to 50 % of promises are broken
}


def base_rate_model(head: Head, outcomes: NDArray[np.bool_] | None = None) -> GlassBoxModel:
    """Return a model without tables: the prior, moved by the few outcomes there are.

    Args:
        head: The question.
        outcomes: What is known, too little to learn from; None or empty for nothing.
    """
    seen = 0 if outcomes is None else len(outcomes)
    yes = 0 if outcomes is None else int(outcomes.sum())
    prior = PRIORS[head]
    rate = (yes + PRIOR_OUTCOMES * prior) / (seen + PRIOR_OUTCOMES)
    return GlassBoxModel(
        head=head,
        basis=Basis.BASE_RATE,
        intercept=float(logit(np.array([rate]))[0]),
        mains=(),
        pairs=(),
        line=Line(),
        bins=CalibrationBins((), (seen,), (float(yes),)),
    )
