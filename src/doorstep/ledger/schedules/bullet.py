"""Which schedule pays interest on the way and the loan at the end (先息后本)?"""

import numpy as np

from doorstep.ledger.rounding import rounded
from doorstep.ledger.schedules.terms import (
    MILLION,
    MONTHS_A_YEAR,
    LoanTerms,
    Schedule,
    checked,
    monthly_days,
)


def bullet(terms: LoanTerms) -> Schedule:
    """Return a month's interest on each day but the last, which also pays back everything.

    Raises:
        ValueError: ``refuse_terms`` has a reason against the terms.
    """
    checked(terms)
    month = rounded(terms.principal_fen * terms.yearly_ppm, MONTHS_A_YEAR * MILLION)
    principal = np.zeros(terms.instalments, dtype=np.int64)
    principal[-1] = terms.principal_fen
    return Schedule(
        monthly_days(terms.first_due_on, terms.instalments),
        principal,
        np.full(terms.instalments, month, dtype=np.int64),
    )
