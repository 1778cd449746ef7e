"""The page of figures, the cases behind each, and its downloads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.reporting.behind import behind_page
from doorstep_desk.office.pages.reporting.report import report_page
from doorstep_desk.office.pages.reporting.sheets import as_csv, as_xlsx
from doorstep_desk.office.presentation.reporting.report import ReportPage
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.reports.actions.export import note_report_export
from doorstep_desk.reports.asked import ReportAsked, asked_report

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show the figures: recovered beside complaints, stops and visits."""
    context = {"frame": frame_of(actor_of(request), "report"), "page": _page(request)}
    return render(request, "reporting/report.html", context)


@require_safe
def report_cases(request: HttpRequest) -> HttpResponse:
    """Show the cases behind a number."""
    actor = actor_of(request)
    page = behind_page(actor, _asked(request), request.GET.dict(), clock.now())
    context = {"frame": frame_of(actor, "report"), "page": page}
    return render(request, "reporting/behind.html", context)


@require_safe
def report_csv(request: HttpRequest) -> HttpResponse:
    """Send the figures as a CSV file."""
    return _download(request, as_csv(_page(request)), "csv", "text/csv; charset=utf-8")


@require_safe
def report_xlsx(request: HttpRequest) -> HttpResponse:
    """Send the figures as a workbook."""
    return _download(request, as_xlsx(_page(request)), "xlsx", _WORKBOOK)


def _download(request: HttpRequest, body: str | bytes, ending: str, kind: str) -> HttpResponse:
    as_of = _asked(request).as_of
    note_report_export(actor=actor_of(request), as_of=as_of, ending=ending, at=clock.now())
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="report-{as_of}.{ending}"'
    return answer


def _page(request: HttpRequest) -> ReportPage:
    return report_page(actor_of(request), _asked(request), clock.now())


def _asked(request: HttpRequest) -> ReportAsked:
    words = request.GET
    return asked_report(
        words.get("as_of", ""), words.get("days", ""), words.get("creditor", ""), clock.now()
    )
