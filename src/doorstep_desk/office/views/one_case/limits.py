"""What is used up of the limits on contacts with one borrower."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep_desk.office.pages.frame import frame_of, local_now
from doorstep_desk.office.pages.one_case.limits import limits_page
from doorstep_desk.plumbing.door import actor_of


@require_safe
def limits(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show each limit, what counts towards it, and what is left."""
    actor = actor_of(request)
    context = {
        "frame": frame_of(actor, "cases"),
        "page": limits_page(actor, case_id, local_now()),
    }
    return render(request, "case/limits.html", context)
