"""Alerts of people who asked who was at their door, and settling one."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.oversight.visitors import visitors_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.visits.actions.check_visitor import OUTCOMES, settle_alert


@require_safe
def visitors(request: HttpRequest) -> HttpResponse:
    """Show the alerts that wait, and those settled lately."""
    return _list(request, "", 200)


@require_POST
def settle(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    """Say what an alert turned out to be."""
    try:
        settle_alert(
            actor=actor_of(request), check_id=check_id,
            outcome=request.POST.get("outcome", ""), at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _list(request, form_errors(refused)[""], 409)
    messages.success(request, say("已记录。", "Taken down."))
    return HttpResponseRedirect(reverse("office:visitors"))


def _list(request: HttpRequest, error: str, status: int) -> HttpResponse:
    actor = actor_of(request)
    page = visitors_page(actor, clock.now(), error)
    context = {"frame": frame_of(actor, "followups"), "page": page, "outcomes": OUTCOMES}
    return render(request, "office/visitors.html", context, status=status)
