"""Authority to let something off: the list, writing a limit down, approving it."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep.ledger.components import Component
from doorstep_desk.arrangements.actions.limits import (
    NewLimit,
    approve_limit,
    propose_limit,
    withdraw_limit,
)
from doorstep_desk.arrangements.errors import authority_past, authority_percent
from doorstep_desk.office.pages.arranging.authority import PARTS, authority_page
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_day


@require_safe
def authority(request: HttpRequest) -> HttpResponse:
    """Show what each role may propose to let off."""
    return _page(request, {}, {}, 200)


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Write a lender's word down; somebody else approves it."""
    typed = {name: text.strip()[:300] for name, text in request.POST.dict().items()}
    try:
        propose_limit(actor=actor_of(request), limit=_limit(typed), at=clock.now())
    except Refused as refused:
        return _page(request, typed, form_errors(refused), 409)
    return _back(request, say("已登记，等待另一人批准。", "Noted; somebody else approves it."))


@require_POST
def approve(request: HttpRequest, limit_id: uuid.UUID) -> HttpResponse:
    """Approve what somebody else wrote down."""
    return _decided(request, approve_limit, limit_id, say("已批准。", "Approved."))


@require_POST
def withdraw(request: HttpRequest, limit_id: uuid.UUID) -> HttpResponse:
    """Take a proposal back."""
    return _decided(request, withdraw_limit, limit_id, say("已撤回。", "Taken back."))


def _limit(typed: Mapping[str, str]) -> NewLimit:
    """Return what was typed.

    Raises:
        Refused: A share is no number, or the day is none.
    """
    shares = {part: typed.get(f"part_{part.word}", "") or "0" for part in PARTS}
    if not all(_is_share(share) for share in shares.values()):
        raise authority_percent()
    percent: dict[Component, int] = {part: int(share) for part, share in shares.items()}
    try:
        on = typed_day(typed.get("from_on", ""))
    except ValueError:
        raise authority_past() from None
    lender = typed.get("lender", "")
    return NewLimit(
        int(lender) if lender.isdecimal() else 0, typed.get("role", ""), percent, on,
        typed.get("source", ""),
    )  # fmt: skip


def _is_share(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len("100")


def _decided(
    request: HttpRequest, act: Callable[..., Any], limit_id: uuid.UUID, sentence: str
) -> HttpResponse:
    try:
        act(actor=actor_of(request), limit_id=limit_id, at=clock.now())
    except Refused as refused:
        return _page(request, {}, form_errors(refused), 409)
    return _back(request, sentence)


def _back(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("office:authority"))


def _page(
    request: HttpRequest, values: Mapping[str, str], errors: Mapping[str, str], status: int
) -> HttpResponse:
    actor = actor_of(request)
    page = authority_page(actor, values, errors)
    context = {"frame": frame_of(actor, "approvals"), "page": page}
    return render(request, "arranging/authority.html", context, status=status)
