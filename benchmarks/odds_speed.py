"""How fast are features, learning, scores and reasons on a portfolio of 5,000 cases?

Everything is drawn from a seed; nobody in it exists. Prints one JSON object; times in seconds on
one thread, rates in rows per second.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import numpy as np

from doorstep.facts.columns import (
    AccountColumns,
    AttemptColumns,
    PaymentColumns,
    PortfolioFacts,
    PromiseColumns,
)
from doorstep.probability.features import feature_matrix
from doorstep.probability.fit import fit_head
from doorstep.probability.heads import Head
from doorstep.probability.reasons import explain_many
from doorstep.probability.recipe import recipe_for
from doorstep.probability.samples import contact_samples, payment_samples
from doorstep.terms.codes import Channel, Disposition

TODAY = 20_782
CASES, ATTEMPTS, PAYMENTS, PROMISES = 5_000, 60_000, 20_000, 4_000
DAY = 86_400


def portfolio(rng: np.random.Generator) -> PortfolioFacts:
    """Return a drawn portfolio with 180 days of history."""
    case = np.arange(CASES, dtype=np.int64)
    opened = TODAY - rng.integers(60, 700, CASES)
    due = np.minimum(opened + rng.integers(30, 180, CASES), TODAY - 1)
    loan = rng.integers(200_000, 5_000_000, CASES)
    days = [np.asarray(c, dtype=np.int32) for c in (opened, np.full(CASES, TODAY - 180), due)]
    accounts = AccountColumns(
        case, case, case, case % 3, (1 + case % 2).astype(np.int8), *days, loan, loan, loan,
        rng.integers(1, 24, CASES).astype(np.int32),
    )  # fmt: skip
    at = np.sort((TODAY - 180) * DAY + rng.integers(0, 180 * DAY, ATTEMPTS))
    of = rng.integers(0, CASES, ATTEMPTS)
    channel = rng.choice([Channel.CALL, Channel.SMS, Channel.VISIT], ATTEMPTS, p=[0.6, 0.3, 0.1])
    trait = rng.normal(size=CASES)
    log_odds = trait[of] - 1.5 + 1.2 * (channel == Channel.VISIT) - 2.5 * (channel == Channel.SMS)
    reached = rng.random(ATTEMPTS) < 1 / (1 + np.exp(-log_odds))
    answer = np.where(reached, Disposition.RIGHT_PARTY_CONTACT, Disposition.NO_ANSWER)
    zero = np.zeros(ATTEMPTS, dtype=np.int8)
    attempts = AttemptColumns(
        of, of, of, of % 3, at, at, channel.astype(np.int8), zero, zero, answer.astype(np.int8),
        np.zeros(ATTEMPTS, dtype=bool),
    )  # fmt: skip
    payer = rng.choice(CASES, PAYMENTS, p=np.exp(trait) / np.exp(trait).sum())
    received = (TODAY - rng.integers(1, 180, PAYMENTS)).astype(np.int32)
    payments = PaymentColumns(payer, payer, received, rng.integers(5_000, 200_000, PAYMENTS))
    who = rng.integers(0, CASES, PROMISES)
    made = (TODAY - rng.integers(10, 170, PROMISES)) * DAY
    promises = PromiseColumns(
        who, made, (made // DAY + 5).astype(np.int32), rng.integers(5_000, 90_000, PROMISES),
        rng.integers(1, 4, PROMISES).astype(np.int8),
    )  # fmt: skip
    return PortfolioFacts(
        datetime(2026, 11, 25, tzinfo=UTC), accounts, attempts, payments, promises
    )


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what work gives and the seconds it took."""
    begun = time.perf_counter()
    done = work()
    return done, time.perf_counter() - begun


def main() -> None:
    """Print the figures."""
    facts = portfolio(np.random.default_rng(7))
    cases = np.arange(CASES, dtype=np.int64)
    at = np.full(CASES, TODAY * DAY)
    today, features_s = timed(lambda: feature_matrix(facts, Head.PAID_WITHIN_14_DAYS, cases, at))
    figures: dict[str, object] = {"features_5000_cases_s": round(features_s, 3)}
    for name, samples_of in (("contact", contact_samples), ("payment", payment_samples)):
        samples, rows_s = timed(lambda of=samples_of: of(facts, TODAY))
        head, fit_s = timed(lambda s=samples: fit_head(s, recipe_for(s.head), 1))
        figures[name] = {
            "rows": len(samples), "rows_s": round(rows_s, 2), "fit_s": round(fit_s, 2),
            "auc": head.card.auc, "ece": head.card.ece, "pairs": len(head.model.pairs),
            "json_bytes": len(json.dumps(head.as_dict())),
        }  # fmt: skip
    rows = np.arange(100_000) % len(today)
    many = today.take(rows)
    _, score_s = timed(lambda: head.model.score(many))
    _, predict_s = timed(lambda: head.predict(many))
    _, explain_s = timed(lambda: explain_many(head.model, today))
    figures |= {
        "score_with_contributions_rows_per_s": round(len(rows) / score_s),
        "predict_rows_per_s": round(len(rows) / predict_s),
        "explain_rows_per_s": round(len(today) / explain_s),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
