"""How likely does a household keep one promise, by the model in use?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from doorstep.affordability.completion import KeptChance, correlation_of
from doorstep.affordability.weight import Weight, weight_of
from doorstep.probability.features import feature_matrix
from doorstep.probability.fit import base_rate_head
from doorstep.probability.heads import Basis, Head
from doorstep.terms.local_time import (
    beijing_instant,
    day_number,
    day_of,
    instant_number,
    local_day,
)
from doorstep.terms.refusal import Refusal
from doorstep_desk.arrangements.lists import pairs_of_promises
from doorstep_desk.arrangements.settled import settled_plans
from doorstep_desk.decisions.chances import CONTACT_HOUR
from doorstep_desk.decisions.one_case import facts_of_borrower
from doorstep_desk.decisions.registry import standing


@dataclass(frozen=True, slots=True)
class KeptOdds:
    """What a household's dues are reckoned with.

    Attributes:
        chance: That one due is kept.
        correlation: How far dues of one household move together.
        is_base_rate: Nothing of this household is in it: a general rate.
        version: Of the model.
        weight: What the weight of a plan adds, or why nothing is reckoned for it.
    """

    chance: KeptChance
    correlation: float
    is_base_rate: bool
    version: str
    weight: Weight | Refusal


def kept_odds(case: Any, at: datetime) -> KeptOdds:
    """Return the chance that one promise of a case is kept, by the model in use.

    Where no model was fitted, or nothing of the case is worked any more, no outcome stands behind
    it; who asks has to look at the support.

    Args:
        case: The case with its borrower.
        at: Now.
    """
    today = local_day(at)
    known = standing(case.agency_id, Head.PROMISE_KEPT, today, at)
    head = known.head if known else base_rate_head(Head.PROMISE_KEPT, day_number(today))
    on = max(today, day_of(head.card.learned_before_day))
    facts = facts_of_borrower(case, on, at)
    seen = pairs_of_promises(case.agency_id)
    correlation = correlation_of(seen)
    usual = seen.kept / seen.settled if seen.settled else 0.5
    weight = weight_of(settled_plans(case.agency_id, today), usual, correlation)
    is_base_rate = head.card.basis is Basis.BASE_RATE
    if case.pk not in facts.accounts.case_id:
        unknown = KeptChance(0.5, 0.0, 1.0, 0)
        return KeptOdds(unknown, correlation, True, head.model.version, weight)
    instant = np.array([instant_number(beijing_instant(on, CONTACT_HOUR))], dtype=np.int64)
    rows = feature_matrix(facts, Head.PROMISE_KEPT, np.array([case.pk], dtype=np.int64), instant)
    found = head.predict(rows)
    value, low, high = (float(column[0]) for column in (found.p, found.low, found.high))
    chance = KeptChance(value, low, high, int(found.support[0]))
    return KeptOdds(chance, correlation, is_base_rate, head.model.version, weight)
