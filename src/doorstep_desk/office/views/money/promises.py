"""Promises by day, and how long arrangements hold."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep_desk.office.pages.arranging.promises import promises_page
from doorstep_desk.office.pages.arranging.survival import survival_page
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Show a month or a week of promises."""
    actor = actor_of(request)
    page = promises_page(actor, request.GET.dict(), clock.today())
    context = {"frame": frame_of(actor, "promises"), "page": page}
    return render(request, "arranging/promises.html", context)


@require_safe
def survival(request: HttpRequest) -> HttpResponse:
    """Show how long arrangements hold, as known on a day."""
    actor = actor_of(request)
    page = survival_page(actor, request.GET.dict(), clock.today())
    context = {"frame": frame_of(actor, "promises"), "page": page}
    return render(request, "arranging/survival.html", context)
