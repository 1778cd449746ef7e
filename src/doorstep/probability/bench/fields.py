"""Which numbers does a model see of a table that it has never met?

Numbers stay as they are. Text becomes the share of yes among earlier rows with the same text
(ordered target statistics), drawn towards the general share. Dates become days after the row's
first date, weekdays and days of the month (wages come on some of them), never a point in time: a
model must not learn the one regime that its file is from. Neighbouring 0/1 columns of which never
two hold at once are put back into the one choice that they were made from. Unknown stays unknown:
it gets a bin of its own.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.bench.source import Column, Part
from doorstep.probability.glass.table_types import Range

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Integers = NDArray[np.int64]

PRIOR_ROWS: Final = 20.0
"""How many rows of the general share each text begins with."""

_CALENDAR: Final = ("weekday", "day_of_month")
"""What is taken of every date, if it differs from row to row."""


@dataclass(frozen=True, slots=True)
class Field:
    """One number of a row and how it is had.

    Attributes:
        name: How reasons call it.
        kind: ``number``, ``text``, ``one_of``, ``days_after``, ``weekday`` or
            ``day_of_month``.
        sources: Columns it is made from.
        levels: Of text: each known text with its share of yes among the training rows.
        low: Least value seen in training.
        high: Greatest value seen in training.
        may_miss: Whether training had rows without it; else one without it is out of support.
    """

    name: str
    kind: str
    sources: tuple[str, ...]
    levels: tuple[tuple[str, float], ...] = ()
    prior: float = 0.0
    low: float = -np.inf
    high: float = np.inf
    may_miss: bool = True

    def values(self, columns: dict[str, Column]) -> tuple[Floats, Flags]:
        """Return the field of rows that were not learned from, and which lie out of support."""
        if self.kind == "text":
            code, known = self.codes(columns)
            shares = np.array([*(share for _, share in self.levels), self.prior])
            missing = _missing(columns[self.sources[0]])
            values = np.where(missing, np.nan, shares[code])
            return values, ~known & (~missing | (not self.may_miss))
        values = _plain(self, columns)
        seen = Range(self.name, self.low, self.high, self.may_miss)
        return values, seen.leaves_out(values)

    def codes(self, columns: dict[str, Column]) -> tuple[Integers, Flags]:
        """Return for each text its place among the levels, one past the last if unknown."""
        place: dict[str | None, int] = {text: at for at, (text, _) in enumerate(self.levels)}
        column = columns[self.sources[0]].values
        texts, back = _unique(column)
        found = np.array([place.get(text, len(place)) for text in texts], dtype=np.int64)[back]
        return found, found < len(place)


@dataclass(frozen=True, slots=True)
class Fields:
    """All fields of a table, in the order of the matrix."""

    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name of each column of the matrix."""
        return tuple(field.name for field in self.fields)

    def matrix(self, columns: dict[str, Column]) -> tuple[Floats, Flags]:
        """Return the matrix of rows not learned from and a flag per row: out of support."""
        rows = len(next(iter(columns.values())).values)
        values = np.empty((rows, len(self.fields)), order="F")
        outside = np.zeros(rows, dtype=bool)
        for at, field in enumerate(self.fields):
            values[:, at], out = field.values(columns)
            outside |= out
        return values, outside

    @property
    def texts(self) -> tuple[int, ...]:
        """Return the places of the fields that are learned from outcomes."""
        return tuple(at for at, field in enumerate(self.fields) if field.kind == "text")


def learned_fields(part: Part, used: tuple[str, ...]) -> Fields:
    """Return the fields of the used columns, learned from the training rows."""
    found: list[Field] = []
    dates = [name for name in used if part.columns[name].kind == "date"]
    numbers = [name for name in used if part.columns[name].kind == "number"]
    grouped = {names[0]: names for names in exclusive_runs(part.columns, tuple(numbers))}
    inside = {name for names in grouped.values() for name in names}
    for name in used:
        column = part.columns[name]
        if column.kind == "text":
            found.append(_text_field(column, part.target))
        elif name in grouped:
            names = grouped[name]
            found.append(Field(_group_name(names), "one_of", names))
        elif column.kind == "number" and name not in inside:
            found.append(Field(name, "number", (name,)))
    found += [
        Field(f"{name} days after {dates[0]}", "days_after", (name, dates[0]))
        for name in dates[1:]
    ]
    found += [
        Field(f"{name} {kind.replace('_', ' ')}", kind, (name,))
        for name in dates
        for kind in _CALENDAR
    ]
    ranged = (_with_range(field, part.columns) for field in found)
    return Fields(tuple(one for one in ranged if one.kind not in _CALENDAR or one.low < one.high))


def relearned(fields: Fields, part: Part) -> Fields:
    """Return the same fields with the shares of texts learned from other outcomes."""
    return Fields(
        tuple(
            replace(
                _text_field(part.columns[field.sources[0]], part.target), may_miss=field.may_miss
            )
            if field.kind == "text"
            else field
            for field in fields.fields
        )
    )


def ordered_shares(
    codes: Integers, levels: int, target: Flags, order: NDArray[np.intp], prior: float
) -> Floats:
    """Return for each row the share of yes among the rows of its level that stand before it.

    Source:
        Prokhorenkova et al. (2018), NeurIPS 31: ordered target statistics.
    """
    by_level = np.lexsort((_rank(order), codes))
    sorted_codes, yes = codes[by_level], target[by_level].astype(np.float64)
    starts = np.searchsorted(sorted_codes, np.arange(levels + 1), side="left")
    before = np.concatenate(([0.0], np.cumsum(yes)))[:-1]
    first = starts[np.minimum(sorted_codes, levels)]
    seen = np.arange(len(codes)) - first
    said = before - np.concatenate(([0.0], np.cumsum(yes)))[first]
    shares = np.empty(len(codes))
    shares[by_level] = (said + PRIOR_ROWS * prior) / (seen + PRIOR_ROWS)
    return shares


def exclusive_runs(
    columns: dict[str, Column], names: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    """Return runs of neighbouring 0/1 columns of which no row has two."""
    runs: list[tuple[str, ...]] = []
    run: list[str] = []
    taken: Flags = np.zeros(0, dtype=bool)
    for name in (*names, None):
        values = None if name is None else columns[name].values
        is_flag = values is not None and bool(np.isin(values, (0.0, 1.0)).all())
        is_next = is_flag and run and not np.any(taken & (values == 1.0))
        if not is_next:
            runs += [tuple(run)] if len(run) > 1 else []
            run, taken = [], np.zeros(0, dtype=bool)
        if is_flag and name is not None and values is not None:
            taken = (values == 1.0) | (taken if len(run) else False)
            run.append(name)
    return tuple(runs)


def _group_name(names: tuple[str, ...]) -> str:
    return f"{names[0]} … {names[-1]}"


def _text_field(column: Column, target: Flags) -> Field:
    texts, back = _unique(column.values)
    known = np.array([text is not None for text in texts], dtype=bool)
    prior = float(target.mean())
    count = np.bincount(back, minlength=len(texts))
    yes = np.bincount(back, weights=target.astype(np.float64), minlength=len(texts))
    shares = (yes + PRIOR_ROWS * prior) / (count + PRIOR_ROWS)
    levels = tuple(
        (str(text), float(share))
        for text, share, is_known in zip(texts, shares, known, strict=True)
        if is_known
    )
    return Field(column.name, "text", (column.name,), levels, prior)


def _plain(field: Field, columns: dict[str, Column]) -> Floats:
    parts = [columns[name].values for name in field.sources]
    match field.kind:
        case "one_of":
            held = [part == 1.0 for part in parts]
            values: Floats = sum((at + 1.0) * part for at, part in enumerate(held)) + np.zeros(
                len(parts[0])
            )
            odd = sum(part.astype(np.int64) for part in held) > 1
            for part in parts:
                odd |= ~np.isin(part, (0.0, 1.0))
            values[odd] = np.nan
        case "days_after":
            values = np.round(parts[0] - parts[1], 3)
        case "weekday":
            values = (np.floor(parts[0]) + 3) % 7
        case "day_of_month":
            values = _day_of_month(np.floor(parts[0]))
        case _:
            values = parts[0].astype(np.float64)
    return np.where(np.isfinite(values), values, np.nan)


def _day_of_month(days: Floats) -> Floats:
    known = np.isfinite(days)
    dates = np.where(known, days, 0.0).astype(np.int64).astype("datetime64[D]")
    first = dates.astype("datetime64[M]").astype("datetime64[D]")
    return np.where(known, (dates - first).astype(np.float64) + 1.0, np.nan)


def _with_range(field: Field, columns: dict[str, Column]) -> Field:
    if field.kind == "text":
        return replace(field, may_miss=bool(_missing(columns[field.sources[0]]).any()))
    values = _plain(field, columns)
    if np.isnan(values).all():
        return field
    seen = Range.of(field.name, values)
    return replace(field, low=seen.low, high=seen.high, may_miss=seen.has_unknown)


def _missing(column: Column) -> Flags:
    return np.array([value is None for value in column.values], dtype=bool)


def _unique(values: NDArray[Any]) -> tuple[list[str | None], NDArray[np.intp]]:
    place: dict[str | None, int] = {}
    back = np.fromiter(
        (place.setdefault(value, len(place)) for value in values), dtype=np.intp, count=len(values)
    )
    return list(place), back


def _rank(order: NDArray[np.intp]) -> NDArray[np.intp]:
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank
