"""What was known about each case strictly before an instant?

Money counts by day: a payment dated on the day of the instant is not known yet. An attempt counts
once both it and the arrival of its record lie before the instant. ``accounts.due_day`` is taken as
the day on which the arrears began. What was owed before an account was placed with us is unknown.
"""

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import CodeColumn, Ids, PortfolioFacts
from doorstep.probability.catalogue import feature_names
from doorstep.probability.heads import Head
from doorstep.probability.known.contact_features import contact_columns, planned_columns
from doorstep.probability.known.history_features import earlier_loan_columns
from doorstep.probability.known.money_features import account_columns, payment_columns
from doorstep.probability.known.promise_features import promise_columns
from doorstep.probability.known.rows import Rows
from doorstep.probability.matrix import FeatureMatrix
from doorstep.terms.local_time import Instants, beijing_days

Floats = NDArray[np.float64]


def feature_matrix(
    facts: PortfolioFacts,
    head: Head,
    case_id: Ids,
    at: Instants,
    channel: CodeColumn | None = None,
) -> FeatureMatrix:
    """Return the features of a head for rows of (case, instant[, channel]).

    Args:
        facts: The portfolio; whatever in it is dated at or after a row's instant is not used for
            that row.
        head: Which head the rows are for.
        case_id: Case of each row, shape ``(n,)``.
        at: Instant of each row in seconds, shape ``(n,)``; for the contact head when the attempt
            is planned.
        channel: Channel of the planned attempt, ``codes.Channel``, shape ``(n,)``; the contact
            head needs it, no other head takes it.

    Raises:
        ValueError: A case has no account in ``facts``, or ``channel`` is missing or not wanted.
    """
    if (channel is not None) != (head is Head.CONTACT):
        raise ValueError(f"the {head} head {'needs a' if channel is None else 'takes no'} channel")
    rows = Rows.of(facts.accounts, case_id, at)
    found = account_columns(facts.accounts, facts.payments, rows)
    found |= earlier_loan_columns(facts.accounts, facts.payments, rows, found["log_loan"])
    found |= payment_columns(facts.payments, rows, found["log_owed"])
    found |= promise_columns(facts.promises, rows)
    found |= contact_columns(facts.attempts, rows)
    if channel is not None:
        found |= planned_columns(facts.attempts, rows, channel)
    found |= {"hour": rows.hour.astype(np.float64), "weekday": _weekdays(rows.at)}
    names = feature_names(head)
    values = np.empty((len(rows.at), len(names)), order="F")
    for position, name in enumerate(names):
        values[:, position] = found[name]
    return FeatureMatrix(names, values, rows.case_id, rows.at)


def _weekdays(at: Instants) -> Floats:
    """Return 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday."""
    return ((beijing_days(at).astype(np.int64) + 3) % 7).astype(np.float64)
