"""Which box is learned from a table, by rows left out and never by the test?"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.bench.boosting import (
    Pairs,
    Settings,
    grow,
    strongest_pairs,
    with_values,
)
from doorstep.probability.bench.box import Box
from doorstep.probability.bench.fields import Fields
from doorstep.probability.bench.prepared import Prepared
from doorstep.probability.bench.source import Part
from doorstep.probability.calibrate import Line, fit_line
from doorstep.probability.glass.compiling import Tables
from doorstep.probability.glass.logistic import logit

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FEWEST_OF_EACH: Final = 20
"""Rows of either outcome below which the base rate is all that can be said."""

MANY_ROWS: Final = 60_000
VAST_ROWS: Final = 300_000
SAMPLE: Final = 100_000

_CANDIDATES: Final = {
    "plain": Settings(),
    "loose": Settings(fewest_in_leaf=20, shrinkage=1.0),
    "strict": Settings(fewest_in_leaf=100, shrinkage=20.0, share_of_fields=0.5),
}


@dataclass(frozen=True, slots=True)
class Learned:
    """A box and how it was come by.

    Attributes:
        box: The model.
        recipe: What was tried, chosen and left.
        left_out: Scores of training rows by members that had not seen them, and their outcomes.
    """

    box: Box
    recipe: dict[str, Any]
    left_out: tuple[Floats, Flags] | None = None


def learn(
    fields: Fields,
    part: Part,
    seed: int,
    time_ordered: bool = False,
    monotone: dict[str, int] | None = None,
) -> Learned:
    """Learn the box of a table; too few rows give the base rate and say so."""
    fewer = min(int(part.target.sum()), int((~part.target).sum()))
    if fewer < FEWEST_OF_EACH or not fields.fields:
        return _base_rate(fields, part)
    rows = Prepared.of(fields, part, _bins(len(part)), time_ordered, None)
    name, settings, pairs, tried = _chosen(rows, seed, monotone)
    ensemble = grow(rows, settings, seed + 1, pairs, monotone)
    known = ~np.isnan(ensemble.left_out)
    line = fit_line(ensemble.left_out[known], part.target[known])
    tables = ensemble.tables(rows)
    recipe = {
        "basis": "learned",
        "settings": name,
        "members": len(ensemble.boosters),
        "trees_per_member": ensemble.rounds,
        "log_loss_left_out": round(ensemble.log_loss, 6),
        "pairs": [list(pair) for pair in _named(tables)],
        "tried": tried,
        "line": {"slope": line.slope, "offset": line.offset},
    }
    box = Box(fields, with_values(tables, rows), line)
    left_out = line.offset + line.slope * ensemble.left_out[known]
    return Learned(box, recipe, (left_out, part.target[known]))


def learn_with(
    fields: Fields,
    part: Part,
    seed: int,
    settings: Settings,
    groups: NDArray[np.intp] | None = None,
) -> Learned:
    """Learn with given settings; ``groups`` keeps rows of one case in one fold."""
    rows = replace(Prepared.of(fields, part, settings.bins, False, None), groups=groups)
    quick = grow(rows, replace(settings, rate=0.1), seed)
    pairs = strongest_pairs(quick.tables(rows), rows, settings.most_pairs)
    ensemble = grow(rows, settings, seed + 1, pairs)
    line = fit_line(ensemble.left_out, part.target)
    recipe = {"basis": "learned", "trees_per_member": ensemble.rounds}
    return Learned(Box(fields, with_values(ensemble.tables(rows), rows), line), recipe)


def _chosen(
    rows: Prepared, seed: int, monotone: dict[str, int] | None
) -> tuple[str, Settings, Pairs, dict[str, float]]:
    """Try settings with all pairs allowed; keep the best and its strongest pairs."""
    count = len(rows.target)
    sample = rows if count <= VAST_ROWS else rows.sample(SAMPLE, seed)
    candidates = _CANDIDATES if count <= MANY_ROWS else {"plain": _CANDIDATES["plain"]}
    tried = {}
    for name, settings in candidates.items():
        quick = replace(settings, rate=0.1, folds=5)
        if count > VAST_ROWS:
            quick = replace(quick, members=2, rounds=200, patience=20)
        tried[name] = (grow(sample, quick, seed, None, monotone), settings)
    best = min(tried, key=lambda name: tried[name][0].log_loss)
    ensemble, settings = tried[best]
    pairs = strongest_pairs(ensemble.tables(sample), sample, settings.most_pairs)
    losses = {name: round(found.log_loss, 6) for name, (found, _) in tried.items()}
    return best, _sized(settings, count), pairs, losses


def _sized(settings: Settings, rows: int) -> Settings:
    if rows > VAST_ROWS:
        return replace(settings, rate=0.2, folds=10, members=2, rounds=150, patience=20)
    return replace(settings, repeats=3 if rows <= 8_000 else 1)


def _bins(rows: int) -> int:
    return 127 if rows <= MANY_ROWS else 255 if rows <= VAST_ROWS else 127


def _named(tables: Tables) -> list[tuple[str, str]]:
    return [(pair.first, pair.second) for pair in tables.pairs]


def _base_rate(fields: Fields, part: Part) -> Learned:
    rate = (float(part.target.sum()) + 0.5) / (len(part) + 1.0)
    tables = Tables(float(logit(np.array([rate]))[0]), (), ())
    recipe = {"basis": "base-rate", "because": "too few rows of one outcome to learn from"}
    return Learned(Box(fields, tables, Line()), recipe)
