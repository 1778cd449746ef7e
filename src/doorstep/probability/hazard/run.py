"""One run of the curve: chances of being paid by day, judged on rows that were left aside."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.bench.fields import learned_fields
from doorstep.probability.bench.figures import slope
from doorstep.probability.bench.history import entity_of, with_history
from doorstep.probability.bench.source import Part, Question, Unusable, read_part
from doorstep.probability.bench.suspects import choose_columns
from doorstep.probability.hazard.curve import (
    STEPS,
    Times,
    censored_brier,
    fit_curve,
    kaplan_meier,
)

Floats = NDArray[np.float64]

MOST_DAYS: Final = STEPS[-1]

_SOON: Final = 7
"""Paid within so many days counts as a yes where earlier rows of a borrower are summed up."""


@dataclass(slots=True)
class CurveOrder:
    """What a run of the curve is asked for.

    Attributes:
        train: File of rows to learn from.
        test: File of rows to be judged on.
        days: Column with the days until paid or last looked at.
        paid: 0/1 column that says which; None when every row was paid.
        where: Which rows count.
        drop: Columns not to be used.
        known_later: Columns used only for later rows of the borrower.
        time_ordered: Whether rows stand in the order of time.
        test_history: Earlier test rows count as history of later ones of the same borrower.
        by: Days at which the curve is judged.
        seed: Of all that is drawn.
    """

    train: Path
    test: Path
    days: str
    paid: str | None = None
    where: str | None = None
    drop: tuple[str, ...] = ()
    known_later: tuple[str, ...] = ()
    time_ordered: bool = False
    test_history: bool = False
    by: tuple[int, ...] = (3, 7, 14, 30)
    seed: int = 1


def curve(order: CurveOrder) -> dict[str, Any]:
    """Run the curve.

    Raises:
        Unusable: No figure can come of it; one sentence says why.
    """
    train, test, question, notes = _read(order)
    question.drop += tuple(dict.fromkeys((*order.known_later, order.days)))
    chosen = choose_columns(train, test, question, tuple(train.columns))
    fields = learned_fields(train, chosen.used)
    times = {"train": _times(train, order), "test": _times(test, order)}
    begun = time.perf_counter()
    model = fit_curve(fields, train, times["train"], order.seed)
    seconds = time.perf_counter() - begun
    matrix, outside = model.fields.matrix(test.columns)
    curves = model.curves(matrix)
    answer = _judged(curves, [model.by_day(curves, day) for day in order.by], times, order)
    many = np.asfortranarray(np.tile(matrix, (max(1, 100_000 // len(matrix)), 1)))
    begun = time.perf_counter()
    model.curves(many)
    return answer | {
        "curves_per_second": round(len(many) / (time.perf_counter() - begun)),
        "train_seconds": round(seconds, 3),
        "steps_end_on_days": list(STEPS),
        "rows": {"train": train.counts, "test": test.counts},
        "censored": {part: int((~at.paid).sum()) for part, at in times.items()},
        "dropped": chosen.dropped,
        "protected_columns_used": list(chosen.protected),
        "rows_out_of_support": int(outside.sum()),
        "seeds": {"all": order.seed},
        "notes": notes,
    }


def _read(order: CurveOrder) -> tuple[Part, Part, Question, list[str]]:
    if not order.by or min(order.by) < 1 or max(order.by) > MOST_DAYS:
        raise Unusable(f"--by must name days from 1 to {MOST_DAYS}.")
    question = Question(
        f'"{order.paid}" = 1' if order.paid else f'"{order.days}" <= {_SOON}',
        order.where,
        order.drop,
        order.time_ordered,
    )
    train = read_part(order.train, "training", question)
    test = read_part(order.test, "test", question)
    notes = list(dict.fromkeys(question.notes))
    entity = entity_of(train, test) if order.time_ordered else None
    if entity and entity not in order.drop:
        train, test = with_history(train, test, entity, order.known_later, order.test_history)
        whose = "training and test" if order.test_history else "training"
        notes.append(f"history: earlier {whose} rows of the same {entity} are features")
    train, test = train.take(train.kept), test.take(test.kept)
    if not len(train) or not len(test):
        raise Unusable(f"There are {len(train)} training and {len(test)} test rows to use.")
    return train, test, question, notes


def _times(part: Part, order: CurveOrder) -> Times:
    column = part.columns.get(order.days)
    if column is None or column.kind != "number":
        raise Unusable(f"--days {order.days} is no number in the file.")
    days = column.values.astype(np.float64)
    if not np.isfinite(days).all() or (days < 0).any():
        raise Unusable(f"--days {order.days} must be known and at least 0 in every row used.")
    return Times(np.maximum(np.ceil(days), 1.0), _paid(part, order))


def _paid(part: Part, order: CurveOrder) -> NDArray[np.bool_]:
    """Return which rows were paid; a value beside 0 and 1 could mean either and is refused."""
    if not order.paid:
        return np.ones(len(part), dtype=bool)
    values = part.columns[order.paid].values.astype(np.float64)
    if odd := sorted(set(values[~np.isin(values, (0.0, 1.0))].tolist())):
        raise Unusable(f"--paid {order.paid} must be 0 or 1 in every row used; it is {odd[0]:g}.")
    return part.target


def _judged(
    curves: Floats, said: list[Floats], times: dict[str, Times], order: CurveOrder
) -> dict[str, Any]:
    test = times["test"]
    by_day = {}
    for day, chances in zip(order.by, said, strict=True):
        seen = test.paid | (test.days > day)
        came = test.paid & (test.days <= day)
        plain = np.full(len(chances), 1 - kaplan_meier(times["train"], day))
        found = slope(chances[seen], came[seen])
        by_day[str(day)] = {
            "brier": round(censored_brier(chances, test, day), 6),
            "brier_without_features": round(censored_brier(plain, test, day), 6),
            "mean_chance": round(float(chances.mean()), 6),
            "slope": None if found is None else round(found, 4),
        }
    return {
        "mean_brier": round(float(np.mean([d["brier"] for d in by_day.values()])), 6),
        "mean_brier_without_features": round(
            float(np.mean([d["brier_without_features"] for d in by_day.values()])), 6
        ),
        "crossing_curves": int((np.diff(curves, axis=1) < 0).any(axis=1).sum()),
        "by_day": by_day,
    }
