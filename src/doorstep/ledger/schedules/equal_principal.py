"""Which schedule pays back the same part of the loan every month (等额本金)?"""

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


def equal_principal(terms: LoanTerms) -> Schedule:
    """Return equal parts of the loan, each with the month's interest on what is still lent.

    The last part takes what does not divide.

    Raises:
        ValueError: ``refuse_terms`` has a reason against the terms.
    """
    checked(terms)
    part = terms.principal_fen // terms.instalments
    principal = np.full(terms.instalments, part, dtype=np.int64)
    principal[-1] += terms.principal_fen - part * terms.instalments
    left = terms.principal_fen - part * np.arange(terms.instalments, dtype=np.int64)
    interest = [
        rounded(int(still_lent) * terms.yearly_ppm, MONTHS_A_YEAR * MILLION) for still_lent in left
    ]
    return Schedule(
        monthly_days(terms.first_due_on, terms.instalments),
        principal,
        np.array(interest, dtype=np.int64),
    )
