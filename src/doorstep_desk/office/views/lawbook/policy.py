"""House policy: read, propose, approve by a second person, take back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.office.forms.policy import proposal_of
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.lawbook.policy import policy_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.presentation.lawbook.policy import PolicyPage
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.policies.actions import approve_policy, propose_policy, withdraw_policy


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """Show the numbers of the house, and the history of one of them."""
    page = policy_page(actor_of(request), clock.today(), request.GET.get("number", ""))
    return _answer(request, page)


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a stricter number; it changes nothing until another person approves it."""
    actor, today = actor_of(request), clock.today()
    wish = proposal_of(request.POST.dict(), today)
    if wish.state.errors or wish.value is None or wish.from_on is None:
        return _answer(request, policy_page(actor, today, typed=wish.state), 400)
    try:
        propose_policy(
            actor=actor, parameter_key=wish.key, value=wish.value, effective_from=wish.from_on,
            reason=wish.reason, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        state = FormState(values=wish.state.values, errors=form_errors(refused))
        return _answer(request, policy_page(actor, today, typed=state), 409)
    return _done(request, say("已提出，等待另一人批准。", "Proposed; another person approves it."))


@require_POST
def approve(request: HttpRequest, policy_id: uuid.UUID) -> HttpResponse:
    """Approve a proposal of somebody else, exactly as it was read."""
    actor = actor_of(request)
    try:
        approve_policy(
            actor=actor, policy_id=policy_id, payload_hash_seen=request.POST.get("seal", ""),
            at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _refused(request, policy_id, refused)
    return _done(request, say("已批准。", "Approved."))


@require_POST
def withdraw(request: HttpRequest, policy_id: uuid.UUID) -> HttpResponse:
    """Take back a proposal, or ask that an approved number be taken back, or agree to that."""
    try:
        row = withdraw_policy(
            actor=actor_of(request), policy_id=policy_id,
            because=request.POST.get("because", "")[:500], at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _refused(request, policy_id, refused)
    if row.withdrawn_at is None:
        return _done(request, say("已请求撤回，等待另一人同意。", "Another person must agree."))
    return _done(request, say("已撤回。", "Taken back."))


def _refused(request: HttpRequest, policy_id: uuid.UUID, refused: Refused) -> HttpResponse:
    sentence = form_errors(refused).get("", "")
    page = policy_page(actor_of(request), clock.today(), errors={str(policy_id): sentence})
    return _answer(request, page, 409)


def _answer(request: HttpRequest, page: PolicyPage, status: int = 200) -> HttpResponse:
    frame = frame_of(actor_of(request), "law")
    context = {"frame": frame, "page": page, "here": "policy"}
    return render(request, "lawbook/policy.html", context, status=status)


def _done(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("office:policy"))
