"""How much of what stood at one stage of arrears moved on to a later one?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from doorstep.ledger.bucket import LAST_BUCKET
from doorstep_desk.payments.standing import NOT_OURS, Course

STAGES: Final = tuple(range(1, LAST_BUCKET))
"""Stages from which a case can roll into a later one: M1 to M6."""

FORWARD: Final = {was: tuple(range(was + 1, LAST_BUCKET + 1)) for was in STAGES}
OVERDUE: Final = tuple(range(1, LAST_BUCKET + 1))


@dataclass(frozen=True, slots=True)
class Rolled:
    """One cell: what became of a stage between two days.

    Attributes:
        was_on: The earlier day.
        is_on: The later day.
        was: The stage on the earlier day.
        cases: Cases that rolled forward.
        of_cases: Cases that stood there and were still ours.
        fen: What was left on the earlier day on those that rolled.
        of_fen: What was left on all of them.
    """

    was_on: date
    is_on: date
    was: int
    cases: int
    of_cases: int
    fen: int
    of_fen: int

    @property
    def share(self) -> float | None:
        """Return the share of the money that rolled; None when nothing stood there."""
        return self.fen / self.of_fen if self.of_fen else None


def rolled(
    found: Iterable[Course], days: tuple[date, ...], was_on: date, is_on: date, was: int
) -> Rolled:
    """Return what became of one stage between two of the compared days."""
    i, j = days.index(was_on), days.index(is_on)
    rows = [each for each in found if each.buckets[i] == was and each.buckets[j] != NOT_OURS]
    moved = [each for each in rows if each.buckets[j] in FORWARD[was]]
    return Rolled(
        was_on, is_on, was,
        sum(each.cases for each in moved), sum(each.cases for each in rows),
        sum(each.left_fen[i] for each in moved), sum(each.left_fen[i] for each in rows),
    )  # fmt: skip


def cured(
    found: Iterable[Course], days: tuple[date, ...], was_on: date, is_on: date
) -> tuple[int, int]:
    """Return how many overdue cases of a day are not any more on a later one, and of how many."""
    i, j = days.index(was_on), days.index(is_on)
    rows = [each for each in found if each.buckets[i] in OVERDUE and each.buckets[j] != NOT_OURS]
    return (
        sum(each.cases for each in rows if each.buckets[j] == 0),
        sum(each.cases for each in rows),
    )
