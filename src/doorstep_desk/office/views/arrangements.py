"""Arrangements: the queue of approvals, and what can be done about one of them."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.arrangements.actions import (
    agree_arrangement,
    approve_arrangement,
    contest_arrangement,
    refuse_proposal,
    uphold_arrangement,
    withdraw_arrangement,
)
from doorstep_desk.office.pages.arranging.approvals import approvals_page
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.speech import say

_DECISIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "approve": approve_arrangement,
    "refuse": refuse_proposal,
    "uphold": uphold_arrangement,
}


@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """Show what waits for a second person."""
    return _queue(request, request.GET.get("open", ""), {}, "")


@require_POST
def decide(request: HttpRequest, arrangement_id: uuid.UUID) -> HttpResponse:
    """Approve, refuse or uphold what somebody else proposed, exactly as it was read."""
    because = request.POST.get("because", "").strip()[:500]
    act = _DECISIONS.get(request.POST.get("decision", ""))
    if act is None:
        raise Malformed("decision: approve, refuse or uphold")
    try:
        act(
            actor=actor_of(request), arrangement_id=arrangement_id, because=because,
            seal=request.POST.get("seal", ""), at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _queue(request, str(arrangement_id), form_errors(refused), because, 409)
    messages.success(request, say("已决定。", "Decided."))
    return HttpResponseRedirect(reverse("office:approvals"))


@require_POST
def agree(request: HttpRequest, case_id: int, arrangement_id: uuid.UUID) -> HttpResponse:
    """Write down that the borrower agreed; collection stops."""
    agree_arrangement(
        actor=actor_of(request), arrangement_id=arrangement_id,
        seal=request.POST.get("seal", ""), at=clock.now(),
    )  # fmt: skip
    return _back(
        request, case_id, say("已约定；催收随即停止。", "Agreed; collection stops from now on.")
    )


@require_POST
def contest(request: HttpRequest, case_id: int, arrangement_id: uuid.UUID) -> HttpResponse:
    """Write down that the borrower says: this is not what I agreed."""
    contest_arrangement(
        actor=actor_of(request), arrangement_id=arrangement_id,
        because=request.POST.get("because", "")[:500], at=clock.now(),
    )  # fmt: skip
    return _back(
        request, case_id, say("已记下，由另一人查看。", "Noted; somebody else looks at it.")
    )


@require_POST
def withdraw(request: HttpRequest, case_id: int, arrangement_id: uuid.UUID) -> HttpResponse:
    """Take a proposal back, or a contested arrangement."""
    withdraw_arrangement(
        actor=actor_of(request), arrangement_id=arrangement_id,
        because=request.POST.get("because", "")[:500], at=clock.now(),
    )  # fmt: skip
    return _back(request, case_id, say("已撤回。", "Taken back."))


def _queue(
    request: HttpRequest, chosen: str, errors: Mapping[str, str], typed: str, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    page = approvals_page(actor, chosen, errors, typed)
    context = {"frame": frame_of(actor, "approvals"), "page": page}
    return render(request, "arranging/approvals.html", context, status=status)


def _back(request: HttpRequest, case_id: int, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("office:case", args=[case_id]) + "#arrangement")
