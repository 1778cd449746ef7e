"""Conduct statistics, for people and for programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.oversight.conduct import conduct_page
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.reports.asked import ReportAsked, asked_report
from doorstep_desk.reports.conduct import conduct_statistics


@require_safe
def conduct(request: HttpRequest) -> HttpResponse:
    """Show how borrowers were treated, in numbers."""
    actor = actor_of(request)
    page = conduct_page(actor, _asked(request), clock.now())
    context = {"frame": frame_of(actor, "oversight"), "page": page}
    return render(request, "oversight/conduct.html", context)


@require_safe
def conduct_json(request: HttpRequest) -> HttpResponse:
    """Send the same numbers by the published schema."""
    said = conduct_statistics(actor_of(request), _asked(request), clock.now())
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def _asked(request: HttpRequest) -> ReportAsked:
    words = request.GET
    return asked_report(words.get("as_of", ""), words.get("days", ""), "", clock.now())
