"""Lenders' own ways to pay: the list, proposing, approving and taking one back."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.money.pay_ways import case_ways_page, pay_ways_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.payments.actions.ways import (
    approve_pay_way,
    propose_pay_way,
    withdraw_pay_way,
)
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


@require_safe
def pay_ways(request: HttpRequest) -> HttpResponse:
    """Show how each lender can be paid."""
    return _page(request, {}, {}, 200)


@require_safe
def show_ways(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a borrower how their lender is paid."""
    actor = actor_of(request)
    context = {"frame": frame_of(actor, "cases"), "page": case_ways_page(actor, case_id)}
    return render(request, "money/case_ways.html", context)


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a way; somebody else approves it before anybody is shown it."""
    typed = {
        name: request.POST.get(name, "").strip()[:300]
        for name in ("lender", "kind", "holder", "place")
    }
    lender = typed["lender"]
    try:
        propose_pay_way(
            actor=actor_of(request), lender_id=int(lender) if lender.isdecimal() else 0,
            kind=typed["kind"], holder=typed["holder"], place=typed["place"], at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, typed, form_errors(refused), 409)
    messages.success(
        request, say("已提出，等待另一人批准。", "Proposed; somebody else approves it.")
    )
    return HttpResponseRedirect(reverse("office:pay_ways"))


@require_POST
def approve(request: HttpRequest, way_id: uuid.UUID) -> HttpResponse:
    """Approve what somebody else proposed."""
    return _decided(request, approve_pay_way, way_id, say("已批准。", "Approved."))


@require_POST
def withdraw(request: HttpRequest, way_id: uuid.UUID) -> HttpResponse:
    """Take a way back at once."""
    return _decided(request, withdraw_pay_way, way_id, say("已撤回。", "Taken back."))


def _decided(
    request: HttpRequest, act: Callable[..., Any], way_id: uuid.UUID, sentence: str
) -> HttpResponse:
    try:
        act(actor=actor_of(request), way_id=way_id, at=clock.now())
    except Refused as refused:
        return _page(request, {}, form_errors(refused), 409)
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("office:pay_ways"))


def _page(
    request: HttpRequest, values: Mapping[str, str], errors: Mapping[str, str], status: int
) -> HttpResponse:
    actor = actor_of(request)
    page = pay_ways_page(actor, values, errors)
    context = {"frame": frame_of(actor, "pay_ways"), "page": page}
    return render(request, "money/pay_ways.html", context, status=status)
