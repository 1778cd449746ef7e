"""The danger of addresses: noting it on a case, looking at it again, taking it back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.fieldwork.actions.risks import look_at_risk, note_risk, withdraw_risk
from doorstep_desk.office.forms.risks import risk_of
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.oversight.risks import risks_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.office.views.case import show_case, with_typed
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


@require_safe
def risks(request: HttpRequest) -> HttpResponse:
    """Show which notes hold, which end soon, and which nobody looked at again."""
    return _page(request, "", 200)


@require_POST
def note(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take a note on an address of a case."""
    wish = risk_of(request.POST.dict(), case_id)
    try:
        note_risk(actor=actor_of(request), new=wish.new, at=clock.now())
    except Refused as refused:
        state = FormState(values=wish.typed, errors=form_errors(refused))
        return show_case(request, case_id, with_typed("risk", state), 409)
    messages.success(
        request,
        say("已记录；今日资料会带上。", "Noted; it goes along with the papers of the day."),
    )
    return HttpResponseRedirect(f"{reverse('office:case', args=[case_id])}#safety")


@require_POST
def look(request: HttpRequest, note_id: uuid.UUID) -> HttpResponse:
    """Let a note stand after a second look."""
    try:
        look_at_risk(actor=actor_of(request), note_id=note_id, at=clock.now())
    except Refused as refused:
        return _page(request, form_errors(refused)[""], 409)
    return _done(request)


@require_POST
def withdraw(request: HttpRequest, note_id: uuid.UUID) -> HttpResponse:
    """Take a note back, with the reason."""
    because = request.POST.get("because", "")
    try:
        withdraw_risk(actor=actor_of(request), note_id=note_id, because=because, at=clock.now())
    except Refused as refused:
        return _page(request, form_errors(refused)[""], 409)
    return _done(request)


def _done(request: HttpRequest) -> HttpResponse:
    messages.success(request, say("已记录。", "Taken down."))
    return HttpResponseRedirect(reverse("office:risks"))


def _page(request: HttpRequest, error: str, status: int) -> HttpResponse:
    actor = actor_of(request)
    page = risks_page(actor, clock.now(), error)
    context = {"frame": frame_of(actor, "devices"), "page": page}
    return render(request, "office/oversight/risks.html", context, status=status)
