"""How well is "paid within 14 days" foreseen on real loans, learning only from the past?

Reads the loans of a digital lender (see the README beside the data), learns as of 2017-02-15 and
judges on the late loans that fall due from that day on. The model stays frozen; each row's
features are those of its own first day past due. Prints one JSON object.

A loan paid in two steps does not say how much came first: half is assumed, or one instalment of
30 days. Loans whose first instalment came in time are late only in the sense that the last one
came after the first due day; they are reported apart.
"""

import json
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import numpy as np

from doorstep.facts.columns import (
    AccountColumns,
    AttemptColumns,
    PaymentColumns,
    PortfolioFacts,
    PromiseColumns,
)
from doorstep.probability.evaluate import Evaluation
from doorstep.probability.fit import FittedHead, fit_head
from doorstep.probability.heads import Head
from doorstep.probability.recipe import recipe_for
from doorstep.probability.samples import Samples, payment_samples
from doorstep.terms.codes import Product
from doorstep.terms.local_time import day_number

DATA = (
    Path(__file__).parents[1] / ".." / "shared" / "data" / "credit" / "superlender_repay.parquet"
)
AS_OF = day_number(date(2017, 2, 15))
END = day_number(date(2017, 8, 1))
SEED = 20170215

QUERY = """
    SELECT cust, loannumber, datediff('day', DATE '1970-01-01', approved_date::DATE),
        datediff('day', DATE '1970-01-01', first_due_date::DATE),
        datediff('day', DATE '1970-01-01', first_repaid_date::DATE),
        datediff('day', DATE '1970-01-01', closed_date::DATE),
        loan_amount, total_due, greatest(1, term_days // 30)
    FROM read_parquet(?) ORDER BY approved_date, cust, loannumber
"""


def _facts(path: Path) -> PortfolioFacts:
    rows = duckdb.execute(QUERY, [str(path)]).fetchnumpy()
    cust, _, opened, due, first, closed, loan, owed, instalments = rows.values()
    account = np.arange(len(cust), dtype=np.int64)
    case = np.asarray(cust, dtype=np.int64)
    day = [np.asarray(column, dtype=np.int32) for column in (opened, due, first, closed)]
    loan_fen, owed_fen = (np.rint(np.asarray(c) * 100).astype(np.int64) for c in (loan, owed))
    parts = np.asarray(instalments, dtype=np.int32)
    accounts = AccountColumns(
        account, case, case, np.zeros_like(account), np.full(len(case), Product.CONSUMER_LOAN,
        dtype=np.int8), day[0], day[0], day[1], owed_fen, loan_fen, loan_fen, parts,
    )  # fmt: skip
    is_twice = day[2] < day[3]
    early = np.where(is_twice, owed_fen // np.maximum(parts, 2), 0)
    again = is_twice.nonzero()[0]
    payments = PaymentColumns(
        np.concatenate((account, account[again])),
        np.concatenate((case, case[again])),
        np.concatenate((day[3], day[2][again])),
        np.concatenate((owed_fen - early, early[again])),
    )
    no_ids, no_at = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    code, none = np.zeros(0, dtype=np.int8), np.zeros(0, dtype=bool)
    attempts = AttemptColumns(
        no_ids, no_ids, no_ids, no_ids, no_at, no_at, code, code, code, code, none
    )
    promises = PromiseColumns(no_ids, no_at, np.zeros(0, dtype=np.int32), no_ids, code)
    return PortfolioFacts(datetime(2017, 8, 1, tzinfo=UTC), accounts, attempts, payments, promises)


def _past(facts: PortfolioFacts, day: int) -> PortfolioFacts:
    """Return what was known at the start of a day."""
    a, p = facts.accounts, facts.payments
    known, paid = a.opened_day < day, p.received_day < day
    accounts = AccountColumns(*(getattr(a, name)[known] for name in a.__slots__))
    payments = PaymentColumns(*(getattr(p, name)[paid] for name in p.__slots__))
    return PortfolioFacts(facts.as_of, accounts, facts.attempts, payments, facts.promises)


def _judged(head: FittedHead, samples: Samples) -> dict[str, object]:
    found = Evaluation.of(head.predict(samples.matrix).p, samples.labels)
    return {
        name: value if value is None or name == "rows" else round(value, 4)
        for name in ("rows", "base_rate", "auc", "ece", "brier", "log_loss")
        for value in [getattr(found, name)]
    }


def _first_paid_in_time(facts: PortfolioFacts, later: Samples) -> np.ndarray:
    """Say in which rows part of the very loan had been paid before the first due day ended."""
    a, p = facts.accounts, facts.payments
    row = np.searchsorted(a.account_id, p.account_id)
    partly = row[(p.received_day <= a.due_day[row]) & (p.amount_fen < a.owed_fen[row])]
    keys = set(zip(a.case_id[partly].tolist(), (a.due_day[partly] + 1).tolist(), strict=True))
    rows = zip(later.matrix.case_id.tolist(), later.anchor_day.tolist(), strict=True)
    return np.array([row in keys for row in rows])


def main() -> int:
    """Print the figures."""
    if not DATA.exists():
        print("the loan data is not beside this repository", file=sys.stderr)
        return 1
    facts = _facts(DATA)
    begun = time.perf_counter()
    lesson = payment_samples(_past(facts, AS_OF), AS_OF)
    head = fit_head(lesson, recipe_for(Head.PAID_WITHIN_14_DAYS), SEED)
    seconds = time.perf_counter() - begun
    later = payment_samples(facts, END)
    later = later.take(later.is_first & (later.anchor_day > AS_OF))
    plain = later.take(~_first_paid_in_time(facts, later))
    print(
        json.dumps(
            {
                "model": head.model.version,
                "as_of": "2017-02-15",
                "fit_rows": len(lesson),
                "card_auc": head.card.auc,
                "card_ece": head.card.ece,
                **_judged(head, later),
                "first_instalment_late": _judged(head, plain),
                "features": len(head.card.features),
                "pairs": len(head.model.pairs),
                "seconds": round(seconds, 2),
            }
        )
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
