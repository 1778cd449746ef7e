"""Which case, whose, and when is each row about?"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import AccountColumns, Ids
from doorstep.terms.local_time import Instants, beijing_days, beijing_seconds_of_day

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Questions about cases at instants; all arrays have shape ``(n,)``.

    Attributes:
        case_id: The case.
        person_id: Its borrower.
        at: The instant, seconds.
        day: Its Beijing day number.
        hour: Its Beijing hour, 0 to 23.
    """

    case_id: Ids
    person_id: Ids
    at: Instants
    day: Integers
    hour: Integers

    @classmethod
    def of(cls, accounts: AccountColumns, case_id: Ids, at: Instants) -> Self:
        """Look up whose case each row is about.

        Raises:
            ValueError: Columns differ in length, or a case has no account.
        """
        case_id = np.asarray(case_id, dtype=np.int64)
        at = np.asarray(at, dtype=np.int64)
        if case_id.shape != at.shape:
            raise ValueError(f"{case_id.shape} cases but {at.shape} instants")
        cases, first = np.unique(accounts.case_id, return_index=True)
        unknown = np.setdiff1d(case_id, cases)
        if len(unknown):
            raise ValueError(f"no account is known for case {unknown[0]}")
        person = accounts.person_id[first][np.searchsorted(cases, case_id)] if len(cases) else at
        hour = beijing_seconds_of_day(at) // 3600
        days = beijing_days(at).astype(np.int64)
        return cls(case_id, person, at, days, hour.astype(np.int64))
