"""The signed log: what it is, and asking for it to be read again as a whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.audit.actions import ask_for_check
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.oversight.log import log_page
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.speech import say


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show the last checkpoint, its size, what the witness holds and the last check."""
    actor = actor_of(request)
    context = {"frame": frame_of(actor, "oversight"), "page": log_page(actor, clock.now())}
    return render(request, "oversight/log.html", context)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the whole log to be read again."""
    ask_for_check(actor=actor_of(request), at=clock.now())
    messages.success(
        request,
        say(
            "已请求核验。几秒后刷新本页可见结果。",
            "Asked for. Reload in a few seconds to see what it found.",
        ),
    )
    return HttpResponseRedirect(reverse("office:log"))
