"""How good are the models, measured on what came later where the store already knows it?"""

from datetime import date
from typing import Any, Final

from doorstep.probability.fit import evaluate_head
from doorstep.probability.samples import payment_samples
from doorstep.terms.local_time import day_number
from doorstep_desk.decisions.facts import whole_history
from doorstep_desk.learning.actions import Learned
from doorstep_desk.payments.queries import last_received_on

ENOUGH_ROWS: Final = 200
"""Below so many later outcomes the figures of the last slice before the day are shown instead."""


def later_evaluation(agency_id: int, on: date, learned: Learned) -> dict[str, Any] | None:
    """Return the model summary of a day.

    For a day in the past of an imported book the store knows what came after it. Nothing of that
    is used to choose or to learn; but it is the honest measure of the chances issued that day:
    first days past due from that day on, and whether anything was paid within 14 days.
    """
    summary = learned.summary()
    last = last_received_on(agency_id)
    if summary is None or last is None or last <= on:
        return summary
    facts = whole_history(agency_id, last)
    samples = payment_samples(facts, day_number(last) + 1).since(day_number(on))
    samples = samples.take(samples.is_first)
    if len(samples) < ENOUGH_ROWS:
        return summary
    found = evaluate_head(learned.heads.paid, samples)
    return {**summary, "auc": found.auc, "ece": found.ece, "evaluated_rows": found.rows}
