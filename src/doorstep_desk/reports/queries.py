"""What can be asked about what happened, in numbers?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Sum

from doorstep.strategy.treatment import house_costs
from doorstep.terms.codes import Treatment
from doorstep_desk.payments.standing import Course, cases_that_moved, courses
from doorstep_desk.plumbing.span import Span
from doorstep_desk.reports.measures import FAMILIES, OF_MEASURE, Family
from doorstep_desk.reports.models import Standing
from doorstep_desk.reports.periods import compared_days
from doorstep_desk.reports.rolling import FORWARD, OVERDUE


@dataclass(frozen=True, slots=True)
class Figure:
    """One number.

    Attributes:
        count: Rows that it counts.
        cases: Cases behind them: as many as its list shows.
        fen: Their sum, where there is one.
        currency: Of the sum; empty when there are several or none.
    """

    count: int
    cases: int
    fen: int = 0
    currency: str = ""


def figures(span: Span) -> dict[str, Figure]:
    """Return every measure of a span, in one query per family."""
    found: dict[str, Figure] = {}
    for family in FAMILIES:
        found |= _figures(family, span)
    return found


def _figures(family: Family, span: Span) -> dict[str, Figure]:
    asked: dict[str, Any] = {}
    for key, when in family.measures.items():
        asked[f"{key}_n"] = Count("pk", filter=when)
        asked[f"{key}_cases"] = Count(family.case, distinct=True, filter=when)
    if family.fen:
        asked |= {"fen": Sum(family.fen), "low": Min("currency"), "high": Max("currency")}
    row = family.rows(span).order_by().aggregate(**asked)
    currency = row["low"] if family.fen and row["low"] == row["high"] and row["low"] else ""
    return {
        key: Figure(row[f"{key}_n"], row[f"{key}_cases"], row.get("fen") or 0, currency)
        for key in family.measures
    }


def cases_behind(span: Span, measure: str) -> list[int]:
    """Return the cases behind a number, ascending: those whose rows it counts."""
    family = OF_MEASURE[measure]
    rows = family.rows(span).filter(family.measures[measure])
    found = rows.order_by().values_list(family.case, flat=True).distinct()
    return sorted(key for key in found if key is not None)


def courses_of(span: Span) -> tuple[tuple[date, ...], list[Course]]:
    """Return the compared days up to the last day of a span, and how cases moved over them.

    Taken from what was kept when that day was over, if it was; computed otherwise.
    """
    kept = Standing.objects.filter(as_of=span.last, **span.whose(""))
    rows = list(kept.values_list("creditor_id", "buckets", "cases", "left_fen", "days"))
    if rows:
        return tuple(rows[0][4]), [
            Course(creditor, tuple(stages), cases, tuple(left))
            for creditor, stages, cases, left, _ in rows
        ]
    days = compared_days(span.last)
    return days, courses(span, days)


def cases_rolled(span: Span, was_on: date, is_on: date, was: int) -> list[int]:
    """Return the cases that rolled forward out of a stage between two days."""
    return cases_that_moved(span, was_on, is_on, [was], FORWARD[was])


def cases_cured(span: Span, was_on: date) -> list[int]:
    """Return the cases that were overdue on a day and are not any more on the last of a span."""
    return cases_that_moved(span, was_on, span.last, OVERDUE, [0])


def cost_and_harm(counts: dict[str, Figure]) -> tuple[int, int]:
    """Return what contacts cost out of pocket and the priced burden of them, in fen."""
    costs = house_costs()
    visit, call = costs.of(Treatment.VISIT), costs.of(Treatment.CALL)
    message = costs.of(Treatment.SMS)
    visits, calls = counts["visits"].count, counts["calls"].count
    others = counts["attempts"].count - visits - calls
    rows: Sequence[tuple[int, Any]] = ((visits, visit), (calls, call), (others, message))
    cost = sum(n * each.cost_fen for n, each in rows)
    return cost, sum(n * each.harm_fen for n, each in rows)
