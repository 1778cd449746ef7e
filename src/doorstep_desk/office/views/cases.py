"""The case list and its export."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep_desk.office.forms.case_search import case_search
from doorstep_desk.office.pages.case_export import export_rows
from doorstep_desk.office.pages.case_list import case_list, rows_found
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Show the cases that fit, page by page."""
    actor = actor_of(request)
    page = case_list(actor, case_search(request.GET.dict()), clock.today())
    context = {"frame": frame_of(actor, "cases"), "page": page, "search_text": page.text}
    return render(request, "office/cases.html", context)


@require_safe
def export_cases(request: HttpRequest) -> HttpResponse:
    """Send the cases that fit as a CSV file that spreadsheet programs open as it is."""
    actor = actor_of(request)
    search = case_search(request.GET.dict())
    rows = rows_found(actor, search, clock.today()).order_by(*search.order)
    text = io.StringIO()
    csv.writer(text).writerows(export_rows(rows, actor, clock.now()))
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"cases-{clock.today().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
