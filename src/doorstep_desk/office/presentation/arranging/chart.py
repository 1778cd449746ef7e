"""How is drawn what is still owed after each instalment, and how likely the plan then holds?"""

from datetime import date

from doorstep.affordability.arrangement import ArrangementTerms
from doorstep_desk.office.presentation.arranging.parts import PlanChart
from doorstep_desk.office.presentation.parts import Odds


def plan_chart(
    terms: ArrangementTerms,
    today: date,
    holds: tuple[float, ...] = (),
    odds: Odds | None = None,
) -> PlanChart | None:
    """Lay the steps out in a square of 100, from today to the last day; None without sums.

    The line starts at what is paid in all and falls at each instalment; the bottom is nothing.
    The second line stands in a square of its own over the same days: two scales never share one.

    Args:
        terms: The plan.
        today: Where the drawing begins.
        holds: The chance that the plan holds after each instalment; empty where it is not known.
        odds: That it is kept to its end.
    """
    if not terms.instalments:
        return None
    ends = terms.instalments[-1].due_on
    days = max((ends - today).days, 1)
    total = left = terms.total_fen
    corners = [(0.0, 0.0)]
    table: list[tuple[date, int, float | None]] = []
    chances = [(0.0, 0.0)]
    for place, each in enumerate(terms.instalments):
        x = round(100 * (each.due_on - today).days / days, 2)
        corners.append((x, _height(left, total)))
        left -= each.amount_fen
        corners.append((x, _height(left, total)))
        table.append((each.due_on, left, holds[place] if holds else None))
        if holds:
            chances += [(x, chances[-1][1]), (x, round(100 - 100 * holds[place], 2))]
    points = _line(corners)
    area = f"0,100 {points} {corners[-1][0]:g},100"
    second = _line(chances) if holds else ""
    return PlanChart(points, area, today, ends, total, tuple(table), second, odds)


def _line(corners: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in corners)


def _height(left_fen: int, total_fen: int) -> float:
    return round(100 - 100 * left_fen / total_fen, 2)
