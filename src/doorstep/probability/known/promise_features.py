"""What had been promised in a case, and what had become of it?"""

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import PromiseColumns
from doorstep.probability.heads import SETTLED_AFTER_DAYS
from doorstep.probability.known.rows import Rows
from doorstep.probability.known.timeline import Timeline
from doorstep.terms.codes import PromiseState

Floats = NDArray[np.float64]


def promise_columns(promises: PromiseColumns, rows: Rows) -> dict[str, Floats]:
    """Return each case's promises before each row's instant, shape ``(n,)`` each.

    The state of a promise is the one known at the instant of the facts. It is used only for rows
    after the promise's grace has run out, when it could not change any more.
    """
    made = Timeline.of(promises.case_id, promises.made_at)
    until = (rows.case_id, rows.at)
    due = made.last_value(*until, promises.due_day.astype(np.float64))
    ahead = due - rows.day
    return {
        "promises_made": made.count(rows.case_id, np.zeros_like(rows.at), rows.at),
        "promises_kept": _settled(promises, rows, (PromiseState.KEPT,)),
        "promises_broken": _settled(
            promises, rows, (PromiseState.BROKEN, PromiseState.PARTLY_KEPT)
        ),
        "days_since_promise": np.floor((rows.at - made.last_time(*until)) / 86_400),
        "days_to_promise": np.where(ahead >= 0, ahead, np.nan),
    }


def _settled(promises: PromiseColumns, rows: Rows, states: tuple[PromiseState, ...]) -> Floats:
    chosen = np.isin(promises.state, states)
    settled = promises.due_day[chosen].astype(np.int64) + SETTLED_AFTER_DAYS
    timeline = Timeline.of(promises.case_id[chosen], settled)
    return timeline.count(rows.case_id, np.zeros_like(rows.day), rows.day)
