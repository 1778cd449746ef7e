"""How much is expected back by each day, over the cases of the newest judged day?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from django.db.models import FloatField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from doorstep.facts.columns import AccountColumns, PaymentColumns
from doorstep.ledger.balance import balances
from doorstep.probability.hazard.amount import AmountHead, cumulative_hazard, curves_through
from doorstep.probability.hazard.curve import STEPS, Times
from doorstep.probability.hazard.recovery import expected_recovery
from doorstep.terms.codes import Product
from doorstep.terms.local_time import day_number
from doorstep_desk.decisions.lists import newest_assessment
from doorstep_desk.decisions.queries import decisions_of
from doorstep_desk.payments.facts import owed_columns, payment_columns

DRAWS: Final = 300
BY_DAYS: Final = (7, 14, 30, 60)
FEWEST_PAYMENTS: Final = 30
"""Past payments below which nothing is said: shares and days would be guesses."""

_CHANCE: Final = Cast(KeyTextTransform("p", KeyTextTransform("paid", "chances")), FloatField())
"""As a number already: reading the text of each took as long as the question itself."""

_MOST_DAYS: Final = STEPS[-1]
_WEEK: Final = 7
_DAYS: Final = 1_000_000
"""More than any day number, so that case and day make one sortable key."""


@dataclass(frozen=True, slots=True)
class RecoveryDay:
    """What is expected to have come in by a day.

    Attributes:
        by_day: Days from the judged day.
        expected_fen: Over all cases.
        low_fen: Lower end of the 90 % interval.
        high_fen: Upper end.
    """

    by_day: int
    expected_fen: int
    low_fen: int
    high_fen: int


@dataclass(frozen=True, slots=True)
class ExpectedRecovery:
    """What a portfolio is expected to bring, whatever is done as it is done now.

    Attributes:
        on: The judged day.
        cases: How many cases there are.
        owed_fen: What they owe.
        payments: Past payments that shares and days were learned from.
        mean_share: The share of what is owed that a payment brings.
        days: By each day; empty when too few payments are known.
    """

    on: date
    cases: int
    owed_fen: int
    payments: int
    mean_share: float
    days: tuple[RecoveryDay, ...]


def recovery_of(agency_id: int) -> ExpectedRecovery | None:
    """Return what the cases of the newest judged day are expected to bring; five queries.

    None before the first day was judged.
    """
    assessment = newest_assessment(agency_id)
    if assessment is None:
        return None
    rows = list(
        decisions_of(assessment.pk)
        .order_by("case_id")
        .values_list("case_id", "outstanding_fen", _CHANCE)
    )
    past = _past(agency_id, assessment.on)
    owed = np.array([row[1] for row in rows], dtype=np.int64)
    chances = np.array([row[2] for row in rows], dtype=np.float64)
    head = AmountHead.of(past.shares, past.groups)
    found = ExpectedRecovery(
        assessment.on, len(rows), int(owed.sum()), len(past.shares), head.mean, ()
    )
    if len(past.shares) < FEWEST_PAYMENTS or not rows:
        return found
    curves = curves_through(chances, cumulative_hazard(past.times))
    own = head.shares([past.product.get(row[0], "other") for row in rows])
    money = expected_recovery(curves, owed, past.shares, assessment.seed, own, DRAWS)
    places = [STEPS.index(day) for day in BY_DAYS]
    days = tuple(
        RecoveryDay(
            STEPS[at], round(money.expected[at]), round(money.low[at]), round(money.high[at])
        )
        for at in places
    )
    return ExpectedRecovery(
        found.on, found.cases, found.owed_fen, found.payments, found.mean_share, days
    )


@dataclass(frozen=True, slots=True)
class _Past:
    """Past payments as shares of what was owed, and how long each episode stayed open."""

    shares: np.ndarray
    groups: list[str]
    times: Times
    product: dict[int, str]


def _past(agency_id: int, on: date) -> _Past:
    accounts, payments = owed_columns(agency_id, on), payment_columns(agency_id, on)
    product = {
        case: Product(code).word
        for case, code in zip(accounts.case_id.tolist(), accounts.product.tolist(), strict=True)
    }
    owed = dict.fromkeys(product, 0)
    left = balances(accounts, payments, day_number(on)).owed_fen
    for case, fen in zip(accounts.case_id.tolist(), left.tolist(), strict=True):
        owed[case] += fen
    still = dict(owed)
    shares, groups = [], []
    for case, fen in zip(
        payments.case_id.tolist()[::-1], payments.amount_fen.tolist()[::-1], strict=True
    ):  # the newest of a case first: what was owed before it is what is owed now, and it
        before = owed.get(case, 0) + fen
        owed[case] = before
        if fen > 0 and before > 0:
            shares.append(min(fen / before, 1.0))
            groups.append(product.get(case, "other"))
    return _Past(np.array(shares), groups, _times(accounts, payments, still, on), product)


def _times(
    accounts: AccountColumns, payments: PaymentColumns, left: Mapping[int, int], on: date
) -> Times:
    """Return how long each open case waited for its next payment, asked week by week.

    Weekly, like the rows that the 14-day head learns from; a case that owes nothing any more is
    asked until its last payment.
    """
    today = day_number(on)
    money_in = payments.amount_fen > 0
    cases, days = payments.case_id[money_in], payments.received_day[money_in].astype(np.int64)
    keys = np.sort(cases * _DAYS + days)
    begun: dict[int, int] = {}
    for case, placed in zip(accounts.case_id.tolist(), accounts.placed_day.tolist(), strict=True):
        begun[case] = min(placed, begun.get(case, placed))
    last = dict(zip(cases.tolist(), days.tolist(), strict=True))
    asked = [
        case * _DAYS + day
        for case, begins in begun.items()
        for day in range(begins, today if left[case] else last.get(case, begins) + 1, _WEEK)
    ]
    anchors = np.array(asked, dtype=np.int64)
    place = np.searchsorted(keys, anchors)
    following = np.append(keys, 2**62)[place]
    is_paid = following // _DAYS == anchors // _DAYS
    ends = np.where(is_paid, following - anchors + 1, today - anchors % _DAYS)
    waited = np.clip(ends, 1, _MOST_DAYS)
    return Times(waited.astype(np.float64), is_paid & (ends <= _MOST_DAYS))
