"""Small portfolios for the odds, built row by row."""

from datetime import UTC, datetime

import numpy as np

from doorstep.facts.columns import (
    AccountColumns,
    AttemptColumns,
    PaymentColumns,
    PortfolioFacts,
    PromiseColumns,
)
from doorstep.probability.catalogue import feature_names
from doorstep.probability.heads import Head
from doorstep.probability.matrix import FeatureMatrix
from doorstep.probability.samples import Samples
from doorstep.terms.codes import Channel, Direction, Disposition, Product, PromiseState

DAY = 86_400
START = 20_000
"""A day number on which most tests begin."""


def instant(day: float) -> int:
    """Return the instant at which Beijing clocks show a (fraction of a) day."""
    return round(day * DAY) - 8 * 3600


def _columns(kind, rows, types):
    width = len(types)
    listed = list(zip(*rows, strict=True)) if rows else [()] * width
    return kind(*(np.array(column, dtype=t) for column, t in zip(listed, types, strict=True)))


class Build:
    """A portfolio in the making; every call adds one row."""

    def __init__(self) -> None:
        self.accounts, self.attempts, self.payments, self.promises = [], [], [], []

    def account(self, account=1, case=1, person=None, due=START, placed=START - 400, **more):
        owed = more.get("owed", 100_000)
        self.accounts.append(
            (account, case, case if person is None else person, 9, int(Product.CONSUMER_LOAN),
             more.get("opened", START - 30), placed, due, owed, owed, more.get("loan", 100_000),
             more.get("instalments", 1))
        )  # fmt: skip
        return self

    def attempt(self, day, case=1, channel=Channel.CALL, answer=Disposition.NO_ANSWER, **more):
        at = instant(day)
        received = instant(more.get("received", day))
        direction = more.get("direction", Direction.OUTBOUND)
        self.attempts.append(
            (case, case, -1, 9, at, received, channel, 0, direction, answer,
             more.get("asked_to_leave", False))
        )  # fmt: skip
        return self

    def payment(self, day, amount=10_000, account=1, case=1):
        self.payments.append((account, case, day, amount))
        return self

    def promise(self, day, due, state=PromiseState.OPEN, case=1, amount=10_000):
        self.promises.append((case, instant(day), due, amount, state))
        return self

    def facts(self) -> PortfolioFacts:
        i8, i4, i1 = np.int64, np.int32, np.int8
        return PortfolioFacts(
            datetime(2026, 11, 25, tzinfo=UTC),
            _columns(
                AccountColumns, self.accounts, (i8, i8, i8, i8, i1, i4, i4, i4, i8, i8, i8, i4)
            ),
            _columns(
                AttemptColumns, self.attempts, (i8, i8, i8, i8, i8, i8, i1, i1, i1, i1, np.bool_)
            ),
            _columns(PaymentColumns, self.payments, (i8, i8, i4, i8)),
            _columns(PromiseColumns, self.promises, (i8, i8, i4, i8, i1)),
        )


def drawn_samples(rows=1500, seed=1, days=100, move=0.0, head=Head.CONTACT, first_day=START):
    """Return contact samples whose true log-odds are known: features drawn, outcome drawn."""
    rng = np.random.default_rng(seed)
    names = feature_names(head)
    values = np.full((rows, len(names)), np.nan, order="F")
    for name in ("days_past_due", "calls_30_days", "reached_share_90_days", "hour"):
        values[:, names.index(name)] = rng.normal(size=rows).round(2)
    values[rng.random(rows) < 0.2, names.index("reached_share_90_days")] = np.nan
    channel = rng.choice([0.0, 1.0, 4.0], rows)
    values[:, names.index("planned_channel")] = channel
    share = np.nan_to_num(values[:, names.index("reached_share_90_days")], nan=-0.5)
    due = values[:, names.index("days_past_due")]
    truth = -0.4 + move + 1.1 * share - 0.6 * due + 0.8 * (channel == 4.0) * (due > 0)
    labels = rng.random(rows) < 1 / (1 + np.exp(-truth))
    day = np.sort(rng.integers(first_day, first_day + days, rows))
    at = day * DAY - 8 * 3600 + 36_000
    matrix = FeatureMatrix(names, values, np.arange(rows), at)
    ones = np.ones(rows, dtype=bool)
    return Samples(head, first_day + days, matrix, labels, day, day + 1, ones)
