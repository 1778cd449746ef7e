"""What can be asked about what happened, in numbers?"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Max, Min, Model, Sum
from django.db.models.functions import TruncMonth

from doorstep.strategy.treatment import house_costs
from doorstep.terms.codes import Treatment
from doorstep.terms.local_time import BEIJING
from doorstep_desk.payments.standing import Course, cases_that_moved, courses
from doorstep_desk.plumbing.span import Span
from doorstep_desk.reports.measures import BY_MONTH, FAMILIES, OF_MEASURE, Family
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


ByMonth = dict[str, dict[date, Figure]]
"""A figure of each month, by its first day, for each measure of ``BY_MONTH``."""


def figures(span: Span, but: Container[str] = ()) -> dict[str, Figure]:
    """Return every measure of a span, in one query per family.

    Args:
        span: Of which days, and whose.
        but: Measures that are known already; a family of which all are known is not asked.
    """
    found: dict[str, Figure] = {}
    for family in FAMILIES:
        if any(key not in but for key in family.measures):
            found |= _figures(family, span)
    return found


def _figures(family: Family, span: Span) -> dict[str, Figure]:
    asked: dict[str, Any] = {}
    for key, when in family.measures.items():
        asked[f"{key}_n"] = Count("pk", filter=when)
        asked[f"{key}_cases"] = Count(family.case, distinct=True, filter=when)
    row = family.rows(span).order_by().aggregate(**asked, **_summed(family))
    return {
        key: Figure(row[f"{key}_n"], row[f"{key}_cases"], row.get("fen") or 0, _currency(row))
        for key in family.measures
    }


def by_month(span: Span, but: Container[str] = ()) -> ByMonth:
    """Return the measures of ``BY_MONTH`` for each month of a span, in one query per family."""
    found: ByMonth = {}
    for key in (each for each in BY_MONTH if each not in but):
        family = OF_MEASURE[key]
        rows = family.rows(span).filter(family.measures[key])
        month = _month(rows.model, family.on)
        grouped = rows.order_by().annotate(month=month).values("month")
        summed = _summed(family)
        counted = grouped.annotate(
            n=Count("pk"), cases=Count(family.case, distinct=True), **summed
        )
        found[key] = {
            row["month"]: Figure(row["n"], row["cases"], row.get("fen") or 0, _currency(row))
            for row in counted
        }
    return found


def _summed(family: Family) -> dict[str, Any]:
    if not family.fen:
        return {}
    return {"fen": Sum(family.fen), "low": Min("currency"), "high": Max("currency")}


def _currency(row: dict[str, Any]) -> str:
    """Return the currency of a sum; none when there are several."""
    low = row.get("low") or ""
    return low if low == row.get("high") else ""


def _month(model: type[Model], on: str) -> TruncMonth:
    """Return the first day of the month, in Beijing, of a day or an instant of a row."""
    is_day = type(model._meta.get_field(on)) is DateField
    return TruncMonth(on, output_field=DateField(), tzinfo=None if is_day else BEIJING)


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
