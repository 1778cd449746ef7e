"""Write to one borrower from their case: read the exact words, then send them."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep.terms.codes import Channel
from doorstep.terms.local_time import local_day
from doorstep_desk.cases.queries import case_of
from doorstep_desk.notices.actions.write import WRITTEN_BY, write_message
from doorstep_desk.notices.errors import message_channel
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.law import law_of
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.pages.sending.message import MessageWanted, message_page
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say

_LONGEST_KEY: Final = 40
_LONGEST_SEEN: Final = 64
_CHANNELS: Final = {each.word: each for each in WRITTEN_BY}


@require_safe
def message(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a message as this borrower would read it, and whether it may leave now."""
    return _page(request, case_id, MessageWanted(*_asked(request.GET)), 200)


@require_POST
def send(request: HttpRequest, case_id: int) -> HttpResponse:
    """Queue the message that was read; whatever stands against it is named."""
    actor, now = actor_of(request), clock.now()
    channel, key = _asked(request.POST)
    case = case_of(actor, case_id)
    asked = case_asked(case, local_day(now), now)
    try:
        write_message(
            actor=actor, asked=asked, key=key, channel=_channel(channel),
            seen=request.POST.get("seen", "")[:_LONGEST_SEEN], at=now,
        )  # fmt: skip
    except Refused as refused:
        sentence = form_errors(refused)[""]
        if refused.rule and refused.rule != "limit":
            law = law_of(actor.agency_id, asked.on).sentence_of(refused.rule)
            sentence = f"{sentence} {law} ({refused.rule})"
        return _page(request, case_id, MessageWanted(channel, key, sentence), 409)
    messages.success(
        request,
        say("已排队，几分钟内发出。", "It is queued and leaves within minutes."),
    )
    return HttpResponseRedirect(reverse("office:case", args=[case_id]))


def _asked(given: QueryDict) -> tuple[str, str]:
    return given.get("channel", "")[:_LONGEST_KEY], given.get("key", "")[:_LONGEST_KEY]


def _channel(word: str) -> Channel:
    if word not in _CHANNELS:
        raise message_channel()
    return _CHANNELS[word]


def _page(request: HttpRequest, case_id: int, wanted: MessageWanted, status: int) -> HttpResponse:
    actor = actor_of(request)
    page = message_page(actor, case_id, wanted, clock.now())
    context = {"frame": frame_of(actor, "cases"), "page": page}
    return render(request, "sending/message.html", context, status=status)
