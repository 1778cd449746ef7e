"""Do chances mean the same for every group, and who carries the contacts?

The group of a row comes from fields that are kept for audit alone; no model reads them. A group
is said to be over a limit only when its whole interval is: few rows condemn nothing, and they
acquit nothing either. What is judged compares a group with everybody else: that a model is out for
all alike is a matter of calibration, which follows the outcomes day by day. How far it is out for
each group is told beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, ndtri

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

CONFIDENCE: Final = 0.95
FEWEST_ROWS: Final = 30


class Standing(StrEnum):
    """What the rows say about a limit."""

    WITHIN = "within"
    OVER = "over"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far groups may lie apart.

    Attributes:
        gap: Largest distance between a group's mean miss and that of everybody else.
        burden: Largest multiple of the contacts per person of everybody else.
    """

    gap: float
    burden: float

    def __post_init__(self) -> None:
        """Refuse limits that nothing or everything would pass.

        Raises:
            ValueError: ``gap`` is not between 0 and 1, or ``burden`` is not above 1.
        """
        if not 0 < self.gap < 1 or not self.burden > 1:
            raise ValueError(f"need a gap within 0 to 1 and a burden above 1; got {self}")


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The figures of one group.

    Attributes:
        name: As the audit field has it.
        rows: Rows of the group.
        miss: Share of outcomes minus mean chance: how well its chances are calibrated.
        gap: The same, less that of everybody else.
        burden: Contacts per person over those of everybody else.
        gap_standing: Against the limit on gaps.
        burden_standing: Against the limit on burden.
    """

    name: str
    rows: int
    miss: Interval
    gap: Interval
    burden: Interval
    gap_standing: Standing
    burden_standing: Standing


def by_group(
    names: Sequence[str], chances: Floats, outcomes: Flags, contacts: Counts, limits: Limits
) -> tuple[GroupFigures, ...]:
    """Return the figures of every group, by name.

    Args:
        names: Group of each row.
        chances: As issued, shape ``(n,)``.
        outcomes: What happened, shape ``(n,)``.
        contacts: Contacts borne by the person of each row, shape ``(n,)``.
        limits: How far groups may lie apart.

    Raises:
        ValueError: Columns differ in length.
    """
    lengths = {len(names), len(chances), len(outcomes), len(contacts)}
    if len(lengths) != 1:
        raise ValueError(f"need columns of one length; got lengths {sorted(lengths)}")
    group = np.array(names, dtype=object)
    figures = []
    for name in sorted(set(names)):
        inside: Flags = group == name
        gap = _apart(chances, outcomes, inside)
        burden = _burden(contacts[inside], contacts[~inside])
        rows = int(inside.sum())
        figures.append(
            GroupFigures(
                name=name,
                rows=rows,
                miss=_miss(chances[inside], outcomes[inside]),
                gap=gap,
                burden=burden,
                gap_standing=_standing(gap, -limits.gap, limits.gap, rows),
                burden_standing=_standing(burden, 0.0, limits.burden, rows),
            )
        )
    return tuple(figures)


def _apart(chances: Floats, outcomes: Flags, inside: Flags) -> Interval:
    """Return how much further out the chances are for a group than for everybody else."""
    if inside.all():
        return Interval(0.0, -1.0, 1.0)
    own, rest = (_miss(chances[rows], outcomes[rows]) for rows in (inside, ~inside))
    value = own.value - rest.value
    half = float(np.hypot(own.high - own.value, rest.high - rest.value))
    return Interval(value, value - half, value + half)


def _miss(chances: Floats, outcomes: Flags) -> Interval:
    """Return the mean miss; Wald, with one success and one failure more for its width."""
    rows = len(outcomes)
    value = float(np.mean(outcomes - chances))
    rate = (float(outcomes.sum()) + 1) / (rows + 2)
    half = float(ndtri((1 + CONFIDENCE) / 2)) * float(np.sqrt(rate * (1 - rate) / rows))
    return Interval(value, value - half, value + half)


def _burden(inside: Counts, others: Counts) -> Interval:
    """Return the ratio of two rates; counts are overdispersed as far as the rows show.

    An end of the interval is the end of one rate over the opposite end of the other.
    """
    if not len(others) or not others.sum():
        return Interval(1.0, 0.0, float("inf"))
    own, rest = _rate(inside), _rate(others)
    return Interval(own.value / rest.value, own.low / rest.high, own.high / rest.low)


def _rate(counts: Counts) -> Interval:
    """Return contacts per person with the exact Poisson interval, widened by dispersion."""
    total, rows = float(counts.sum()), len(counts)
    mean = total / rows
    wider = float(np.sqrt(max(1.0, float(counts.var()) / mean))) if total else 1.0
    tail = (1 - CONFIDENCE) / 2
    low = float(gammaincinv(total, tail)) / rows if total else 0.0
    high = float(gammaincinv(total + 1, 1 - tail)) / rows
    return Interval(mean, max(0.0, mean - wider * (mean - low)), mean + wider * (high - mean))


def _standing(found: Interval, lowest: float, highest: float, rows: int) -> Standing:
    if rows < FEWEST_ROWS:
        return Standing.UNCLEAR
    if found.low > highest or found.high < lowest:
        return Standing.OVER
    return Standing.WITHIN if lowest <= found.low and found.high <= highest else Standing.UNCLEAR
