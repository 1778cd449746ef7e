"""May a model be put into use, as far as groups of people are concerned?

The groups come from fields that no model reads. A model is blocked by a group only when the
group's whole interval lies beyond a limit; what is unclear stays for a person to weigh.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.parameters.dated import dated_value
from doorstep.probability.watch.groups import GroupFigures, Interval, Limits, Standing, by_group

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

_FILE: Final = ("odds", "group-limits.yaml")
_KEYS: Final = frozenset({"gap_points", "burden_percent"})


@dataclass(frozen=True, slots=True)
class Audited:
    """Groups of the rows that judge.

    Attributes:
        groups: For each attribute kept for audit, the group of each row.
        contacts: Contacts borne by the person of each row.
        limits: How far groups may lie apart.
        case_id: Case of each row. Rows of one case are no independent witnesses, so only the
            newest of each counts.
    """

    groups: Mapping[str, Sequence[str]]
    contacts: Counts
    limits: Limits
    case_id: NDArray[np.int64]


def limits_on(on: date) -> Limits:
    """Return the limits in force on a day.

    Raises:
        ParameterError: The parameter file is wrong, or names none for the day.
    """
    value = dated_value(_FILE, _KEYS, on)
    return Limits(gap=value["gap_points"] / 100, burden=value["burden_percent"] / 100)


def group_table(audited: Audited, chances: Floats, outcomes: Flags) -> list[dict[str, Any]]:
    """Return one line per attribute and group: rows, gap and burden with intervals, standings."""
    newest = _newest_of_each(audited.case_id)
    return [
        _line(attribute, figures)
        for attribute, names in audited.groups.items()
        for figures in by_group(
            [names[row] for row in newest.tolist()],
            chances[newest],
            outcomes[newest],
            audited.contacts[newest],
            audited.limits,
        )
    ]


def blocking(table: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the groups for whose sake a model may not be put into use."""
    return [
        {"attribute": line["attribute"], "group": line["group"], "why": why}
        for line in table
        for why in ("gap", "burden")
        if line[f"{why}_standing"] == Standing.OVER.value
    ]


def _newest_of_each(case_id: NDArray[np.int64]) -> NDArray[np.intp]:
    _, from_the_end = np.unique(case_id[::-1], return_index=True)
    return np.sort(len(case_id) - 1 - from_the_end)


def _line(attribute: str, figures: GroupFigures) -> dict[str, Any]:
    return {
        "attribute": attribute,
        "group": figures.name,
        "rows": figures.rows,
        "miss": _plain(figures.miss),
        "gap": _plain(figures.gap),
        "burden": _plain(figures.burden),
        "gap_standing": figures.gap_standing.value,
        "burden_standing": figures.burden_standing.value,
    }


def _plain(interval: Interval) -> dict[str, float | None]:
    """Return an interval for JSON, which knows no infinity."""
    return {
        name: round(value, 6) if math.isfinite(value) else None
        for name, value in asdict(interval).items()
    }
