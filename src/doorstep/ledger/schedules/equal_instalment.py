"""Which schedule pays the same sum every month (等额本息)?"""

from fractions import Fraction

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

_PER_MONTH = MONTHS_A_YEAR * MILLION


def equal_instalment(terms: LoanTerms) -> Schedule:
    """Return the annuity: equal instalments, less and less of them interest.

    The instalment is the exact annuity rounded to the fen once; the last one takes what rounding
    left over.

    Raises:
        ValueError: ``refuse_terms`` has a reason against the terms.
    """
    instalment = _instalment_fen(checked(terms))
    left = terms.principal_fen
    principal, interest = [], []
    for number in range(terms.instalments):
        later = terms.instalments - number - 1
        month = rounded(left * terms.yearly_ppm, _PER_MONTH)
        part = left if not later else max(1, min(instalment - month, left - later))
        principal.append(part)
        interest.append(month)
        left -= part
    return Schedule(
        monthly_days(terms.first_due_on, terms.instalments),
        np.array(principal, dtype=np.int64),
        np.array(interest, dtype=np.int64),
    )


def _instalment_fen(terms: LoanTerms) -> int:
    rate = Fraction(terms.yearly_ppm, _PER_MONTH)
    if not rate:
        return rounded(terms.principal_fen, terms.instalments)
    growth = (1 + rate) ** terms.instalments
    exact = terms.principal_fen * rate * growth / (growth - 1)
    return rounded(exact.numerator, exact.denominator)
