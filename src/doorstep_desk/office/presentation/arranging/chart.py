"""How is drawn what is still owed after each instalment?"""

from datetime import date

from doorstep.affordability.arrangement import ArrangementTerms
from doorstep_desk.office.presentation.arranging.parts import PlanChart


def plan_chart(terms: ArrangementTerms, today: date) -> PlanChart | None:
    """Lay the steps out in a square of 100, from today to the last day; None without sums.

    The line starts at what is paid in all and falls at each instalment; the bottom is nothing.
    """
    if not terms.instalments:
        return None
    ends = terms.instalments[-1].due_on
    days = max((ends - today).days, 1)
    total = left = terms.total_fen
    corners = [(0.0, 0.0)]
    table = []
    for each in terms.instalments:
        x = round(100 * (each.due_on - today).days / days, 2)
        corners.append((x, _height(left, total)))
        left -= each.amount_fen
        corners.append((x, _height(left, total)))
        table.append((each.due_on, left))
    points = " ".join(f"{x:g},{y:g}" for x, y in corners)
    area = f"0,100 {points} {corners[-1][0]:g},100"
    return PlanChart(points, area, today, ends, total, tuple(table))


def _height(left_fen: int, total_fen: int) -> float:
    return round(100 - 100 * left_fen / total_fen, 2)
