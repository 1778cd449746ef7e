"""How does the heat map of roll rates come about?"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.presentation.formats import NOTHING
from doorstep_desk.office.presentation.reporting.report import HeatCell, HeatRow
from doorstep_desk.payments.standing import Course
from doorstep_desk.reports.rolling import STAGES, Rolled, rolled

_LEVELS: Final = 8
_NOISE: Final = 0.02
"""An arrow is drawn for moves of at least two points."""


def heat_of(
    moved: Sequence[Course], days: tuple[date, ...], ends: tuple[date, ...],
    chosen: Mapping[str, str],
) -> tuple[HeatRow, ...]:  # fmt: skip
    """Return one row per stage and one cell per month: the share of the money that rolled on."""
    return tuple(_row(stage, moved, days, ends, chosen) for stage in STAGES)


def _row(
    stage: int, moved: Sequence[Course], days: tuple[date, ...], ends: tuple[date, ...],
    chosen: Mapping[str, str],
) -> HeatRow:  # fmt: skip
    cells = []
    before: float | None = None
    for was_on, is_on in pairwise(ends):
        made = rolled(moved, days, was_on, is_on, stage)
        cells.append(_cell(made, before, chosen))
        before = made.share
    label = f"M{stage}→M{stage + 1}" + ("+" if stage == STAGES[-1] else "")
    return HeatRow(label, tuple(cells))


def _cell(made: Rolled, before: float | None, chosen: Mapping[str, str]) -> HeatCell:
    is_open = (made.is_on + timedelta(days=1)).day != 1
    if made.share is None:
        return HeatCell(NOTHING, None, "", 0, "", is_open)
    change = 0.0 if before is None else made.share - before
    move = "" if abs(change) < _NOISE else ("up" if change > 0 else "down")
    opened = query(
        chosen, measure="rolled", stage=str(made.was), was_on=made.was_on.isoformat(),
        is_on=made.is_on.isoformat(),
    )  # fmt: skip
    level = round(made.share * _LEVELS)
    return HeatCell(
        f"{100 * made.share:.1f}%", level, move, made.cases, opened if made.cases else "", is_open
    )
