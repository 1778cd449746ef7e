"""The register of complaints."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep_desk.complaints.register import registered
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.presentation.oversight.complaints import complaints_page
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of


@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """Show every complaint with its deadline and who answers it."""
    actor = actor_of(request)
    page = complaints_page(registered(actor), clock.today(), may_open=actor.may("case.read"))
    context = {"frame": frame_of(actor, "complaints"), "page": page}
    return render(request, "oversight/complaints.html", context)
