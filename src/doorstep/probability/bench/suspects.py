"""Which columns may not be learned from, and which look as if they were known only afterwards?"""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.bench.source import MARKERS, Column, Part, Question, Unusable
from doorstep.probability.evaluate import auc

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

DETERMINES: Final = 0.95
"""A single column that ranks the outcomes this well is no forecast; it is left out."""

DETERMINES_BY_NAME: Final = 0.85
"""The same for one that is named like something known only afterwards."""

SUSPICIOUS: Final = 0.90
SUSPICIOUS_BY_NAME: Final = 0.70

AFTERWARDS: Final = re.compile(
    r"(^|_)(duration|closed|repaid|paid_(on|at|date)|days_late|settled|recover\w*|outcome|result|"
    r"charged_off|collection|last_pymnt|total_pymnt|future|after)(_|$)",
    re.IGNORECASE,
)
PROTECTED: Final = re.compile(
    r"(^|_)(age|sex|gender|ethnic\w*|nation\w*|race|religio\w*|marital|marriage|married|"
    r"education|educ|language|birth\w*|disab\w*)(_|\.|$)",
    re.IGNORECASE,
)
_IDENTIFIER: Final = re.compile(r"(^|_)(id|uuid|guid|cust|customer|row|index|key)$", re.IGNORECASE)

_LOOKED_AT: Final = 20_000
_BINS: Final = 64
_FEWEST_REPEATS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is used of a table, and why the rest is not.

    Attributes:
        used: Columns to learn from, in the order of the file.
        dropped: Why each other column is not used.
        warnings: What a person should look at, by column.
        protected: Used columns that no served model may hold.
    """

    used: tuple[str, ...]
    dropped: dict[str, str]
    warnings: dict[str, str]
    protected: tuple[str, ...]


def choose_columns(train: Part, test: Part, question: Question, keep: tuple[str, ...]) -> Chosen:
    """Look at every column of the training file once.

    Raises:
        Unusable: A column that was asked to be dropped is not there.
    """
    if missing := [name for name in question.drop if name not in train.columns]:
        raise Unusable(f"The training file has no column {', '.join(missing)} to drop.")
    dropped: dict[str, str] = {}
    warnings: dict[str, str] = {}
    seen: dict[bytes, str] = {}
    ranks: dict[str, float] = {}
    for name, column in train.columns.items():
        reason = _refused(name, column, test, question) or _copy_of(column, seen)
        if reason:
            dropped[name] = reason
            continue
        ranks[name] = single_auc(column, train.target)
        if name not in keep and _determines(name, ranks[name]):
            dropped[name] = (
                f"almost determines the target (AUC {ranks[name]:.3f} by itself): "
                "probably known only afterwards; --keep would use it"
            )
            warnings[name] = dropped[name]
        elif said := _suspicion(name, ranks[name]):
            warnings[name] = said
    late = _late_dates(train, tuple(n for n in train.columns if n not in (*dropped, *keep)))
    dropped, warnings = dropped | late, warnings | late
    used = tuple(name for name in train.columns if name not in dropped)
    protected = tuple(name for name in used if PROTECTED.search(name))
    return Chosen(used, dropped, warnings, protected)


def _refused(name: str, column: Column, test: Part, question: Question) -> str | None:
    if name in question.target_columns:
        return "the target"
    if name in question.drop:
        return "asked to be dropped"
    if name in MARKERS:
        return "bookkeeping: number of the row or part of a split"
    if column.kind == "other":
        return "a list, record or bytes: nothing to learn from"
    if name not in test.columns:
        return "not in the test file"
    if column.kind != test.columns[name].kind:
        return f"a {column.kind} here, but another type in the test file"
    return _empty_or_identifier(name, column)


def _empty_or_identifier(name: str, column: Column) -> str | None:
    known = _known(column)
    if not known.any():
        return "all values are missing"
    distinct = len(set(column.values[known].tolist()))
    if distinct == 1 and known.all():
        return "constant"
    rows = int(known.sum())
    if column.kind == "text" and distinct > max(50, rows / _FEWEST_REPEATS):
        return "almost every row has a text of its own"
    if _IDENTIFIER.search(name) and distinct > max(20, rows / 20):
        return "an identifier, by its name and its many values"
    return None


def _known(column: Column) -> Flags:
    if column.kind == "text":
        return np.array([value is not None for value in column.values], dtype=bool)
    return np.isfinite(column.values.astype(np.float64))


def _copy_of(column: Column, seen: dict[bytes, str]) -> str | None:
    values = column.values
    if column.kind == "text":
        content = "\0".join("\1" if v is None else str(v) for v in values).encode()
    else:
        content = np.nan_to_num(values.astype(np.float64), nan=-9.99e300).tobytes()
    earlier = seen.setdefault(content, column.name)
    return None if earlier == column.name else f"the same values as {earlier}"


def single_auc(column: Column, target: Flags) -> float:
    """Return how well one column alone ranks outcomes of rows that it was not binned on."""
    step = max(1, len(target) // _LOOKED_AT)
    values, yes = column.values[::step], target[::step]
    bins = _bins(column.kind, values)
    learn = np.arange(len(yes)) % 2 == 0
    size = int(bins.max()) + 1
    prior = float(yes[learn].mean()) if learn.any() else 0.5
    count = np.bincount(bins[learn], minlength=size)
    came = np.bincount(bins[learn], weights=yes[learn].astype(np.float64), minlength=size)
    shares = (came + 5 * prior) / (count + 5)
    found = auc(shares[bins[~learn]], yes[~learn]) if (~learn).any() else None
    return 0.5 if found is None else found


def _bins(kind: str, values: NDArray[np.generic]) -> NDArray[np.intp]:
    if kind == "text":
        place: dict[object, int] = {}
        return np.array([place.setdefault(value, len(place)) for value in values], dtype=np.intp)
    numbers = values.astype(np.float64)
    known = numbers[np.isfinite(numbers)]
    cuts = np.unique(np.quantile(known, np.arange(1, _BINS) / _BINS)) if len(known) else known
    place_of = np.searchsorted(cuts, numbers, side="left")
    place_of[~np.isfinite(numbers)] = len(cuts) + 1
    return place_of


def _determines(name: str, rank: float) -> bool:
    least = DETERMINES_BY_NAME if AFTERWARDS.search(name) else DETERMINES
    return rank >= least


def _suspicion(name: str, rank: float) -> str | None:
    if rank >= SUSPICIOUS:
        return f"ranks the outcomes almost alone (AUC {rank:.3f}): is it known beforehand?"
    if rank >= SUSPICIOUS_BY_NAME and AFTERWARDS.search(name):
        return f"named like something known only afterwards (AUC {rank:.3f} by itself)"
    return None


def _late_dates(train: Part, used: tuple[str, ...]) -> dict[str, str]:
    dates = [name for name in used if train.columns[name].kind == "date"]
    found = {}
    for name in dates[1:]:
        later = train.columns[name].values > train.columns[dates[0]].values
        if later.mean() > 0.5 and AFTERWARDS.search(name):
            found[name] = (
                f"lies after {dates[0]} in {later.mean():.0%} of the rows: "
                "named like something known only afterwards; --keep would use it"
            )
    return found
