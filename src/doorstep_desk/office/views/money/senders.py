"""Keys of lenders' systems: made, rotated and revoked by an administrator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.money.senders import senders_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.payments.actions.keys import MadeKey, make_sender_key, revoke_sender_key
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


@require_safe
def senders(request: HttpRequest) -> HttpResponse:
    """Show the keys of each lender; no secret is among them."""
    return _page(request, None, "", 200)


@never_cache
@require_POST
def make(request: HttpRequest, lender_id: int) -> HttpResponse:
    """Make a key and show its secret, this once."""
    try:
        made = make_sender_key(actor=actor_of(request), lender_id=lender_id, at=clock.now())
    except Refused as refused:
        return _page(request, None, form_errors(refused)[""], 409)
    return _page(request, made, "", 200)


@require_POST
def revoke(request: HttpRequest, key_id: str) -> HttpResponse:
    """Take a key away at once."""
    try:
        revoke_sender_key(actor=actor_of(request), key_id=key_id, at=clock.now())
    except Refused as refused:
        return _page(request, None, form_errors(refused)[""], 409)
    messages.success(request, say("已撤销，当场失效。", "Revoked; it is not taken any more."))
    return HttpResponseRedirect(reverse("office:senders"))


def _page(request: HttpRequest, made: MadeKey | None, error: str, status: int) -> HttpResponse:
    actor = actor_of(request)
    page = senders_page(actor, clock.now(), made, error)
    context = {"frame": frame_of(actor, "senders"), "page": page}
    return render(request, "money/senders.html", context, status=status)
