"""With which words are messages sent? One person proposes, rules look, another approves."""

import uuid
from collections.abc import Mapping
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.notices.actions.templates import (
    NewTemplate,
    approve_template,
    propose_template,
    withdraw_template,
)
from doorstep_desk.notices.queries import templates_of
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say

_CHANNELS: Final = (Channel.SMS, Channel.EMAIL, Channel.LETTER)
_PURPOSES: Final = (Purpose.REMIND, Purpose.SERVICE, Purpose.NOTIFY)
_LANGUAGES: Final = ("zh", "en", "ko")
_LONGEST: Final = 8_000


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """Show the words that are agreed on, and those that wait."""
    return _page(request, {}, "", 200)


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Propose words; a rule that objects is named at once."""
    typed = {
        name: request.POST.get(name, "").strip()[:_LONGEST]
        for name in ("key", "channel", "purpose", "language", "subject", "body")
    }
    try:
        propose_template(actor=actor_of(request), new=_read(typed), at=clock.now())
    except Refused as refused:
        sentence = form_errors(refused)[""]
        rule = f" [{refused.rule}]" if refused.rule else ""
        return _page(request, typed, f"{sentence}{rule}", 409)
    messages.success(
        request, say("已提出，等待另一人批准。", "Proposed; somebody else approves it.")
    )
    return HttpResponseRedirect(reverse("office:templates"))


@require_POST
def approve(request: HttpRequest, template_id: uuid.UUID) -> HttpResponse:
    """Approve the words of somebody else, as they were read."""
    try:
        approve_template(
            actor=actor_of(request), template_id=template_id,
            payload_hash_seen=request.POST.get("seen", ""), at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, {}, form_errors(refused)[""], 409)
    messages.success(request, say("已批准。", "Approved."))
    return HttpResponseRedirect(reverse("office:templates"))


@require_POST
def withdraw(request: HttpRequest, template_id: uuid.UUID) -> HttpResponse:
    """Take words back at once."""
    try:
        withdraw_template(actor=actor_of(request), template_id=template_id, at=clock.now())
    except Refused as refused:
        return _page(request, {}, form_errors(refused)[""], 409)
    messages.success(request, say("已撤回。", "Taken back."))
    return HttpResponseRedirect(reverse("office:templates"))


def _read(typed: Mapping[str, str]) -> NewTemplate:
    channels = {each.word: each for each in _CHANNELS}
    purposes = {each.word: each for each in _PURPOSES}
    return NewTemplate(
        typed["key"], channels.get(typed["channel"], Channel.SMS),
        purposes.get(typed["purpose"], Purpose.SERVICE), typed["language"], typed["body"],
        typed["subject"],
    )  # fmt: skip


def _page(request: HttpRequest, typed: Mapping[str, str], error: str, status: int) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "frame": frame_of(actor, "work"),
        "rows": templates_of(actor.agency_id),
        "typed": typed,
        "error": error,
        "channels": [each.word for each in _CHANNELS],
        "purposes": [each.word for each in _PURPOSES],
        "languages": _LANGUAGES,
        "may_propose": actor.may("template.propose"),
        "may_approve": actor.may("template.approve"),
        "reader": actor.name,
    }
    return render(request, "sending/templates.html", context, status=status)
