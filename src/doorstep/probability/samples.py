"""From which past rows may a model learn?

Every row is a question that was open at an instant and whose answer is now known: its outcome
window lies wholly before the day on which the model learns. Features are those of that instant.
``facts`` must hold closed and recalled cases too, or the rows are of those who have not paid only.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import AttemptColumns, CodeColumn, Ids, PortfolioFacts
from doorstep.probability.features import feature_matrix
from doorstep.probability.heads import PAYMENT_WINDOW_DAYS, SETTLED_AFTER_DAYS, Head
from doorstep.probability.known.contact_features import REACHED, has_outcome, known_at
from doorstep.probability.known.episodes import overdue_episodes
from doorstep.probability.known.timeline import Timeline
from doorstep.probability.matrix import FeatureMatrix
from doorstep.terms.codes import Channel, Direction, PromiseState
from doorstep.terms.local_time import BEIJING_OFFSET_SECONDS, Instants, beijing_days

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_DAY_SECONDS = 86_400
_WEEK = 7
_LEARNED_CHANNELS = (Channel.CALL, Channel.SMS, Channel.VISIT)


@dataclass(frozen=True, slots=True)
class Samples:
    """Rows with known outcomes, oldest first.

    Attributes:
        head: The question.
        as_of_day: Day number on which the rows were gathered; no outcome reaches it.
        matrix: Features at each row's instant.
        labels: The outcome, shape ``(n,)``.
        anchor_day: Day of the question, shape ``(n,)``, ascending.
        window_end_day: First day after the outcome window, shape ``(n,)``.
        is_first: Whether it is the first question of its episode, shape ``(n,)``.
    """

    head: Head
    as_of_day: int
    matrix: FeatureMatrix
    labels: Flags
    anchor_day: Integers
    window_end_day: Integers
    is_first: Flags

    def __post_init__(self) -> None:
        """Refuse rows whose outcome was still open.

        Raises:
            ValueError: A row's outcome window reaches ``as_of_day``, or rows are out of order.
        """
        if len(self) and int(self.window_end_day.max()) > self.as_of_day:
            late = int((self.window_end_day > self.as_of_day).sum())
            raise ValueError(
                f"the outcome window of {late} rows reaches day {self.as_of_day}: "
                "a model may not learn from rows whose outcome is still open"
            )
        if np.any(np.diff(self.anchor_day) < 0):
            raise ValueError("rows must be oldest first")

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.labels)

    def take(self, rows: NDArray[np.intp] | Flags) -> "Samples":
        """Return some of the rows, by ascending index or mask."""
        return Samples(
            self.head,
            self.as_of_day,
            self.matrix.take(rows),
            self.labels[rows],
            self.anchor_day[rows],
            self.window_end_day[rows],
            self.is_first[rows],
        )

    def since(self, day: int) -> "Samples":
        """Return the rows asked on or after a day."""
        return self.take(self.anchor_day >= day)


def contact_samples(facts: PortfolioFacts, as_of_day: int) -> Samples:
    """Return one row per outbound call, SMS or visit with a known result: was it answered?"""
    attempts = facts.attempts
    chosen = _answerable(attempts, as_of_day) & np.isin(attempts.case_id, facts.accounts.case_id)
    chosen &= np.isin(attempts.channel, _LEARNED_CHANNELS)
    return _gathered(
        facts,
        Head.CONTACT,
        as_of_day,
        _Asked(
            attempts.case_id[chosen],
            attempts.at[chosen],
            np.isin(attempts.disposition[chosen], REACHED),
            attempts.channel[chosen],
        ),
        lasts_days=1,
    )


def payment_samples(
    facts: PortfolioFacts, as_of_day: int, observed_from_day: int | None = None
) -> Samples:
    """Return one row per overdue case and week: is anything paid within 14 days?

    The anchors are the first day past due that we saw, and every seventh day while overdue.

    Args:
        facts: The portfolio, closed cases included.
        as_of_day: Day number; windows end before it.
        observed_from_day: First day from which payments were recorded; see
            ``episodes.overdue_episodes`` for what None means.
    """
    episodes = overdue_episodes(facts, as_of_day, observed_from_day)
    last = np.minimum(episodes.last_day, as_of_day - PAYMENT_WINDOW_DAYS)
    count = np.maximum((last - episodes.first_day) // _WEEK + 1, 0)
    row = np.repeat(np.arange(len(count)), count)
    week = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    case_id = episodes.case_id[row]
    day = episodes.first_day[row] + _WEEK * week
    money_in = facts.payments.amount_fen > 0
    paid = Timeline.of(
        facts.payments.case_id[money_in], facts.payments.received_day[money_in].astype(np.int64)
    )
    labels = paid.count(case_id, day, day + PAYMENT_WINDOW_DAYS) > 0
    asked = _Asked(case_id, _midnight(day), labels, None, week == 0)
    return _gathered(facts, Head.PAID_WITHIN_14_DAYS, as_of_day, asked, PAYMENT_WINDOW_DAYS)


def promise_samples(facts: PortfolioFacts, as_of_day: int) -> Samples:
    """Return one row per attempt that reached the borrower: was a promise made that day?"""
    attempts = facts.attempts
    chosen = _answerable(attempts, as_of_day) & np.isin(attempts.case_id, facts.accounts.case_id)
    chosen &= np.isin(attempts.disposition, REACHED)
    case_id, at = attempts.case_id[chosen], attempts.at[chosen]
    made = Timeline.of(facts.promises.case_id, facts.promises.made_at)
    tomorrow = _midnight(beijing_days(at).astype(np.int64) + 1)
    labels = made.count(case_id, at, tomorrow) > 0
    return _gathered(facts, Head.PROMISE, as_of_day, _Asked(case_id, at, labels), lasts_days=1)


def promise_kept_samples(facts: PortfolioFacts, as_of_day: int) -> Samples:
    """Return one row per promise whose grace is over, withdrawn ones left out: was it kept?"""
    promises = facts.promises
    closed = promises.due_day.astype(np.int64) + SETTLED_AFTER_DAYS + 1
    settled = (PromiseState.KEPT, PromiseState.PARTLY_KEPT, PromiseState.BROKEN)
    chosen = np.isin(promises.state, settled) & (closed <= as_of_day)
    chosen &= np.isin(promises.case_id, facts.accounts.case_id)
    made = beijing_days(promises.made_at[chosen]).astype(np.int64)
    asked = _Asked(
        promises.case_id[chosen],
        promises.made_at[chosen],
        promises.state[chosen] == PromiseState.KEPT,
    )
    return _gathered(facts, Head.PROMISE_KEPT, as_of_day, asked, closed[chosen] - made)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions with answers, in any order."""

    case_id: Ids
    at: Instants
    labels: Flags
    channel: CodeColumn | None = None
    is_first: Flags | None = None


def _gathered(
    facts: PortfolioFacts, head: Head, as_of_day: int, asked: _Asked, lasts_days: int | Integers
) -> Samples:
    order = np.lexsort((asked.case_id, asked.at))
    channel = None if asked.channel is None else asked.channel[order]
    matrix = feature_matrix(facts, head, asked.case_id[order], asked.at[order], channel)
    anchor = beijing_days(matrix.at).astype(np.int64)
    lasts = np.broadcast_to(np.asarray(lasts_days, dtype=np.int64), anchor.shape)[order]
    first = np.ones(len(order), dtype=bool) if asked.is_first is None else asked.is_first[order]
    return Samples(head, as_of_day, matrix, asked.labels[order], anchor, anchor + lasts, first)


def _answerable(attempts: AttemptColumns, as_of_day: int) -> Flags:
    """Say which attempts were ours to make, are over, and were known before the day."""
    midnight = _midnight(np.array([as_of_day], dtype=np.int64))[0]
    known: Flags = known_at(attempts) < midnight
    known &= (attempts.direction == Direction.OUTBOUND) & has_outcome(attempts)
    return known


def _midnight(day: Integers) -> Instants:
    return day * _DAY_SECONDS - BEIJING_OFFSET_SECONDS
