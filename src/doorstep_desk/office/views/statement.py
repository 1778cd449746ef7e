"""The statement of an account, to read and to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep_desk.office.pages.arranging.statement import statement_page
from doorstep_desk.office.pages.frame import frame_of, local_now
from doorstep_desk.plumbing.door import actor_of


@require_safe
def statement(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show every line of the books of one account."""
    actor = actor_of(request)
    page = statement_page(actor, case_id, request.GET.get("account", ""), local_now())
    context = {"frame": frame_of(actor, "cases"), "page": page}
    return render(request, "arranging/statement.html", context)
