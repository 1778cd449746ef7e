"""What borrowers said on their pages, and answering it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.oversight.said import Returned, said_list
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.self_service.actions.say import answer_said


@require_safe
def said(request: HttpRequest) -> HttpResponse:
    """Show what waits for an answer, what is due first on top."""
    return _page(request, None)


@require_POST
def answer(request: HttpRequest, said_id: uuid.UUID) -> HttpResponse:
    """Take an answer; the borrower reads it on their page."""
    words = request.POST.get("answer", "")[:4000]
    try:
        answer_said(actor=actor_of(request), said_id=said_id, answer=words, at=clock.now())
    except Refused as refused:
        sentence = form_errors(refused).get("", "")
        return _page(request, Returned(str(said_id), words, sentence), 409)
    done = say("已答复，借款人可在自己的页面看到。", "Answered; it stands on the borrower’s page.")
    messages.success(request, done)
    return HttpResponseRedirect(reverse("office:said"))


def _page(request: HttpRequest, returned: Returned | None, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    page = said_list(actor, request.GET.dict(), clock.today(), returned)
    context = {"frame": frame_of(actor, "said"), "page": page}
    return render(request, "oversight/said.html", context, status=status)
