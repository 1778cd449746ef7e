"""What is being sent, how far it is, and what nobody knows about?"""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.notices.actions.hear import settle_unknown
from doorstep_desk.notices.actions.stop import cancel_batch
from doorstep_desk.notices.outgoing import Fate
from doorstep_desk.notices.queries import batches_of, unknown_messages
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Show what was queued together with its progress, and every message in doubt."""
    return _page(request, "", 200)


@require_POST
def stop(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Stop what has not left."""
    count = cancel_batch(actor=actor_of(request), batch=batch, at=clock.now())
    messages.success(request, say(f"已停止 {count} 条。", f"{count} stopped."))
    return HttpResponseRedirect(reverse("office:work"))


@require_POST
def settle(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """Say what became of a message that nobody knew about."""
    fate = Fate.SENT if request.POST.get("fate") == "sent" else Fate.FAILED
    try:
        settle_unknown(actor=actor_of(request), message_id=message_id, fate=fate, at=clock.now())
    except Refused as refused:
        return _page(request, form_errors(refused)[""], 409)
    messages.success(request, say("已记录。", "Taken down."))
    return HttpResponseRedirect(reverse("office:work"))


def _page(request: HttpRequest, error: str, status: int) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "frame": frame_of(actor, "work"),
        "batches": batches_of(actor.agency_id),
        "unknown": unknown_messages(actor.agency_id),
        "may_stop": actor.may("work.stop"),
        "may_settle": actor.may("message.settle"),
        "error": error,
    }
    return render(request, "sending/work.html", context, status=status)
