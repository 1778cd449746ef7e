"""Which chance is there that it is paid by day h, for every h at once?

One model says the chance of each step of days among those not yet paid (a discrete-time hazard).
The curve is one minus the product of what stays unpaid, so it never falls and curves of two days
never cross. A row that was still unpaid when we last looked counts for the steps it was seen in.

Source:
    Tutz, Schmid (2016), Modeling Discrete Time-to-Event Data; Singer, Willett (1993).
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.bench.boosting import Settings
from doorstep.probability.bench.box import Box
from doorstep.probability.bench.fields import Field, Fields, relearned
from doorstep.probability.bench.learn import learn_with
from doorstep.probability.bench.source import Column, Part, Unusable

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

STEPS: Final = (1, 2, 3, 5, 7, 10, 14, 18, 22, 26, 30, 45, 60)
"""Last day of each step."""

STEP: Final = "day of the curve"
FEWEST_PAID: Final = 50


@dataclass(frozen=True, slots=True)
class Times:
    """When each row was paid or last looked at.

    Attributes:
        days: Whole days, at least 1, shape ``(n,)``.
        paid: Whether it was paid then; else it was still open.
    """

    days: Floats
    paid: Flags


@dataclass(frozen=True, slots=True)
class CurveModel:
    """A hazard per step of days.

    Attributes:
        box: Over the fields of a row and the step.
        steps: Last day of each step.
    """

    box: Box
    steps: tuple[int, ...]

    @property
    def fields(self) -> Fields:
        """Return the fields of a row, without the step."""
        return Fields(self.box.fields.fields[:-1])

    def curves(self, matrix: Floats) -> Floats:
        """Return the chance of being paid by the end of each step, shape ``(n, steps)``.

        Args:
            matrix: Values of all fields but the step.
        """
        whole = np.column_stack((matrix, np.zeros(len(matrix))))
        ready = self.box.ready()
        columns = self.box.chosen(whole)
        levels = np.arange(len(self.steps), dtype=np.float64)
        if STEP not in ready.features:
            hazards = np.repeat(ready.chances(columns)[:, None], len(levels), axis=1)
        else:
            hazards = np.concatenate(list(ready.per_treatment(columns, STEP, levels)))
        return np.asarray(1.0 - np.cumprod(1.0 - hazards, axis=1), dtype=np.float64)

    def by_day(self, curves: Floats, day: int) -> Floats:
        """Return the chance of being paid by a day, between steps along a straight line."""
        last = np.concatenate(([0], self.steps))
        padded = np.column_stack((np.zeros(len(curves)), curves))
        right = min(int(np.searchsorted(last, day)), len(self.steps))
        left = max(right - 1, 0)
        span = max(float(last[right] - last[left]), 1.0)
        share = min((day - last[left]) / span, 1.0)
        found: Floats = padded[:, left] + share * (padded[:, right] - padded[:, left])
        return found


def fit_curve(fields: Fields, part: Part, times: Times, seed: int) -> CurveModel:
    """Learn a hazard from rows that were paid or are still open.

    Raises:
        Unusable: Too few were paid to learn a curve from.
    """
    if int(times.paid.sum()) < FEWEST_PAID:
        raise Unusable(
            f"A curve needs {FEWEST_PAID} paid rows; there are {int(times.paid.sum())}."
        )
    row, step, came = _opened(times)
    stepped = part.take(row)
    column = Column(STEP, "number", step.astype(np.float64))
    long = replace(stepped, columns=stepped.columns | {STEP: column}, target=came)
    own = relearned(fields, replace(stepped, target=came))
    wide = Fields((*own.fields, Field(STEP, "number", (STEP,), low=0, high=len(STEPS) - 1)))
    settings = Settings(fewest_in_leaf=30, repeats=2)
    return CurveModel(learn_with(wide, long, seed, settings, groups=row).box, STEPS)


def _opened(times: Times) -> tuple[NDArray[np.intp], NDArray[np.intp], Flags]:
    """Return one row per step that each case entered and was seen to the end of."""
    ends = np.array(STEPS, dtype=np.float64)
    place = np.searchsorted(ends, times.days, side="left")
    seen = np.where(times.paid, place + 1, np.searchsorted(ends, times.days, side="right"))
    seen = np.minimum(seen, len(ends)).astype(np.intp)
    row = np.repeat(np.arange(len(seen)), seen)
    step = np.arange(len(row)) - np.repeat(np.cumsum(seen) - seen, seen)
    return row, step, times.paid[row] & (step == place[row])


def kaplan_meier(times: Times, day: float) -> float:
    """Return the share still open after a day, of rows with the given times."""
    share = 1.0
    for at in np.unique(times.days[times.paid & (times.days <= day)]):
        share *= 1 - float(np.sum(times.paid & (times.days == at)) / np.sum(times.days >= at))
    return share


def censored_brier(said: Floats, times: Times, day: int) -> float:
    """Return the Brier score of being paid by a day; rows not seen so long weigh others up.

    Source:
        Graf et al. (1999), Statistics in Medicine 18: 2529-2545.
    """
    looked = Times(times.days, ~times.paid)
    done = times.paid & (times.days <= day)
    open_still = times.days > day
    weight = np.zeros(len(said))
    weight[open_still] = 1.0 / max(kaplan_meier(looked, day), 1e-6)
    for at in np.unique(times.days[done]):
        weight[done & (times.days == at)] = 1.0 / max(kaplan_meier(looked, at - 0.5), 1e-6)
    return float(np.mean(weight * (said - done) ** 2))
