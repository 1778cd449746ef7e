"""The follow-up list, and finishing one."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.followups.actions import finish_followup
from doorstep_desk.office.pages.followups import followups_page
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


@require_safe
def followups(request: HttpRequest) -> HttpResponse:
    """Show what is to be done, by day."""
    return followup_list(request, ("", ""))


@require_POST
def finish(request: HttpRequest, followup_id: uuid.UUID) -> HttpResponse:
    """Mark a follow-up as done, with a word on what was done."""
    note = request.POST.get("note", "").strip()[:300]
    if not note:
        missing = say("请写明做了什么。", "Say what was done.")
        return followup_list(request, (str(followup_id), missing), 400)
    try:
        finish_followup(
            actor=actor_of(request), followup_id=followup_id, note=note, at=clock.now()
        )
    except Refused as refused:
        return followup_list(request, (str(followup_id), form_errors(refused).get("", "")), 409)
    messages.success(request, say("已完成。", "Marked as done."))
    return HttpResponseRedirect(reverse("office:followups"))


def followup_list(
    request: HttpRequest, problem: tuple[str, str], status: int = 200
) -> HttpResponse:
    """Answer with the list; a problem names the follow-up that it is about, and what is wrong."""
    actor = actor_of(request)
    page = followups_page(actor, request.GET.dict(), clock.today(), problem)
    context = {"frame": frame_of(actor, "followups"), "page": page}
    return render(request, "office/followups.html", context, status=status)
