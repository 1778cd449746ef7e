"""Which figures are at hand, because the day with which they end is over?

A case belongs to one agency, so the figures of a lender with several agencies are their sum.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from doorstep_desk.plumbing.span import Span
from doorstep_desk.reports.asked import months_of
from doorstep_desk.reports.models import KeptReport
from doorstep_desk.reports.queries import ByMonth, Figure, by_month, figures


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a span, and month by month up to its last day."""

    figures: dict[str, Figure]
    months: ByMonth


def report_of(span: Span) -> Report:
    """Return the figures of a span: as they were kept, or counted now.

    What was kept before a measure existed does not know it; that one alone is counted now.
    """
    length = (span.last - span.first).days + 1
    rows = KeptReport.objects.filter(as_of=span.last, length=length, creditor_id=span.creditor_id)
    if span.agency_id is not None:
        rows = rows.filter(agency_id=span.agency_id)
    kept = [_read(row) for row in rows.order_by("agency_id")]
    known = _together(kept) if kept else Report({}, {})
    return Report(
        known.figures | figures(span, but=known.figures),
        known.months | by_month(months_of(span), but=known.months),
    )


def written(report: Report) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return figures and months as plain JSON."""
    months = {
        key: {month.isoformat(): _plain(each) for month, each in found.items()}
        for key, found in report.months.items()
    }
    return {key: _plain(each) for key, each in report.figures.items()}, months


def _plain(figure: Figure) -> list[Any]:
    return [figure.count, figure.cases, figure.fen, figure.currency]


def _read(row: KeptReport) -> Report:
    months = {
        key: {date.fromisoformat(month): Figure(*each) for month, each in found.items()}
        for key, found in row.months.items()
    }
    return Report({key: Figure(*each) for key, each in row.figures.items()}, months)


def _together(kept: list[Report]) -> Report:
    if len(kept) == 1:
        return kept[0]
    keys = [key for key in kept[0].figures if all(key in each.figures for each in kept)]
    months: ByMonth = {}
    for key in (key for key in kept[0].months if all(key in each.months for each in kept)):
        ends = {month for each in kept for month in each.months[key]}
        months[key] = {
            end: _sum(each.months[key].get(end, Figure(0, 0)) for each in kept) for end in ends
        }
    return Report({key: _sum(each.figures[key] for each in kept) for key in keys}, months)


def _sum(parts: Iterable[Figure]) -> Figure:
    found = list(parts)
    currencies = {each.currency for each in found if each.count}
    return Figure(
        sum(each.count for each in found), sum(each.cases for each in found),
        sum(each.fen for each in found), currencies.pop() if len(currencies) == 1 else "",
    )  # fmt: skip
