"""To which groups do the rows belong that judge a model, and who bore how many contacts?"""

from datetime import date

import numpy as np

from doorstep.facts.columns import PortfolioFacts
from doorstep.probability.proving.groups import Audited, limits_on
from doorstep.probability.samples import Samples
from doorstep.terms.codes import Channel, Direction, Disposition
from doorstep_desk.cases.groups import UNKNOWN, audit_groups

_CONTACTS = (Channel.CALL, Channel.VISIT, Channel.SMS)


def audited_rows(agency_id: int, facts: PortfolioFacts, judged: Samples, on: date) -> Audited:
    """Return the groups of rows that judge, and the contacts borne in each row's case."""
    groups = audit_groups(agency_id, on)
    cases = judged.matrix.case_id
    return Audited(
        groups={
            attribute: [of_case.get(case, UNKNOWN) for case in cases.tolist()]
            for attribute, of_case in groups.items()
        },
        contacts=_contacts(facts, cases),
        limits=limits_on(on),
        case_id=cases,
    )


def _contacts(facts: PortfolioFacts, cases: np.ndarray) -> np.ndarray:
    attempts = facts.attempts
    ours = (attempts.direction == Direction.OUTBOUND) & np.isin(attempts.channel, _CONTACTS)
    ours &= attempts.disposition != Disposition.CANCELLED
    known, counts = np.unique(attempts.case_id[ours], return_counts=True)
    place = np.searchsorted(known, cases)
    found = np.zeros(len(cases), dtype=np.int64)
    hit = place < len(known)
    hit[hit] = known[place[hit]] == cases[hit]
    found[hit] = counts[place[hit]]
    return found
