"""At which stage of arrears did each case stand on some past days, as known at an instant?

Computed from what was placed, paid and let off, never from what somebody noted at the time: so any
past day can be asked for, and the same day answers the same for good.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from doorstep.ledger.bucket import DAYS_PER_BUCKET, LAST_BUCKET
from doorstep_desk.cases.queries import ACCOUNT_ROWS
from doorstep_desk.ledger.queries import LET_OFF_ROWS
from doorstep_desk.plumbing.span import Span

NOT_OURS: Final = -2
"""On that day the case had not been placed, or had been taken back."""

UNKNOWN: Final = -1
"""Something is left, and nobody knows since when it is due."""


@dataclass(frozen=True, slots=True)
class Course:
    """Cases that stood at the same stages on the days that were asked for.

    Attributes:
        creditor_id: To whom they owe.
        buckets: Stage on each day: ``NOT_OURS``, ``UNKNOWN``, 0 nothing overdue, 1 to 7 M1 to M7+.
        cases: How many.
        left_fen: What was left on them on each day.
    """

    creditor_id: int
    buckets: tuple[int, ...]
    cases: int
    left_fen: tuple[int, ...]


def courses(span: Span, days: Sequence[date]) -> list[Course]:
    """Return how cases moved through the stages, as few rows as there are different courses."""
    n = len(days)
    stages = ", ".join(f"b{i}" for i in range(n))
    sums = ", ".join(f"sum(l{i})::bigint" for i in range(n))
    statement = (
        f"{_stood(n)} SELECT creditor_id, {stages}, count(*), {sums} FROM stood "  # noqa: S608
        f"GROUP BY creditor_id, {stages} ORDER BY creditor_id, {stages}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, _parameters(span, days))
        rows = cursor.fetchall()
    return [
        Course(row[0], tuple(row[1 : n + 1]), row[n + 1], tuple(map(int, row[n + 2 :])))
        for row in rows
    ]


def cases_that_moved(
    span: Span, was_on: date, is_on: date, was: Sequence[int], now: Sequence[int]
) -> list[int]:
    """Return the cases that stood at some stages on one day and at some on another, ascending."""
    statement = (
        f"{_stood(2)} SELECT case_id FROM stood "  # noqa: S608 (numbers and texts of ours)
        "WHERE b0 = ANY(%(was)s) AND b1 = ANY(%(now)s) ORDER BY case_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            _parameters(span, [was_on, is_on]) | {"was": list(was), "now": list(now)},
        )
        return [row[0] for row in cursor.fetchall()]


def _parameters(span: Span, days: Sequence[date]) -> dict[str, Any]:
    named = {f"d{place}": day for place, day in enumerate(days)}
    return named | {
        "agency": span.agency_id, "creditor": span.creditor_id, "known_at": span.known_at,
    }  # fmt: skip


def _stood(n: int) -> str:
    """Return the SQL in which each case has its stage and what is left on it on each of n days.

    Three steps: what moved on each account by each day; what was left on it then, NULL while it
    was not ours; the stage of its case. Every table is read once.
    """
    each = range(n)
    moved = ", ".join(f"sum(fen) FILTER (WHERE on_day <= %(d{i})s) AS m{i}" for i in each)
    left = ", ".join(
        f"CASE WHEN a.placed_on > %(d{i})s OR a.recalled_on <= %(d{i})s THEN NULL "
        f"ELSE greatest(a.owed_fen - coalesce(m.m{i}, 0), 0) END AS l{i}"
        for i in each
    )
    stage = ", ".join(f"{_stage(i)} AS b{i}, coalesce(sum(l{i}), 0) AS l{i}" for i in each)
    return f"""
    WITH accounts AS ({ACCOUNT_ROWS}), moved AS (
        SELECT account_id, {moved} FROM (
            SELECT p.account_id, p.received_on AS on_day, p.amount_fen AS fen
              FROM payments_payment p JOIN accounts a ON a.id = p.account_id
             WHERE p.received_on >= a.placed_on AND p.recorded_at <= %(known_at)s
            UNION ALL {LET_OFF_ROWS}) AS moves
         GROUP BY account_id
    ), was_left AS (
        SELECT a.case_id, a.creditor_id, a.due_on, {left}
          FROM accounts a LEFT JOIN moved m ON m.account_id = a.id
    ), stood AS (
        SELECT case_id, creditor_id, {stage} FROM was_left GROUP BY case_id, creditor_id
    )
    """  # noqa: S608 (numbers and texts of ours)


def _stage(i: int) -> str:
    days = f"(%(d{i})s - min(due_on) FILTER (WHERE l{i} > 0))"
    return (
        f"CASE WHEN count(l{i}) = 0 THEN {NOT_OURS} WHEN sum(l{i}) = 0 THEN 0 "
        f"WHEN {days} IS NULL THEN {UNKNOWN} ELSE "
        f"least(greatest(({days} + {DAYS_PER_BUCKET - 1}) / {DAYS_PER_BUCKET}, 0), {LAST_BUCKET})"
        " END"
    )
