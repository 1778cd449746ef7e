"""The page "may I?": reading only, nothing is counted or written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep_desk.office.forms.may_i import question_of
from doorstep_desk.office.pages.frame import frame_of, local_now
from doorstep_desk.office.pages.lawbook.may_i import may_i_page
from doorstep_desk.plumbing.door import actor_of


@require_safe
def may_i(request: HttpRequest) -> HttpResponse:
    """Answer one question about one case, or offer the cases to choose from."""
    actor, now = actor_of(request), local_now()
    page = may_i_page(actor, question_of(request.GET.dict(), now), now)
    status = 400 if page.errors else 200
    context = {"frame": frame_of(actor, "law"), "page": page, "here": "may_i"}
    return render(request, "lawbook/may_i.html", context, status=status)
