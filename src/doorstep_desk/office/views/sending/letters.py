"""Letters: what a case would read, today's print, what was posted, and what came back."""

import uuid
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep.terms.local_time import local_day
from doorstep_desk.cases.queries import case_of
from doorstep_desk.notices.actions.letters import (
    CAME_BACK,
    letters_said,
    post_letters,
    print_letters,
    take_back_letter,
    write_letter,
)
from doorstep_desk.notices.letters import (
    LetterSeen,
    letter_words,
    letters_since,
    print_of_day,
    waiting_letters,
)
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.law import law_of
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_day

_LONGEST_KEY: Final = 40
_MOST_SHOWN: Final = 10


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Show what waits to be printed, and the prints of the last weeks by day."""
    actor, today = actor_of(request), clock.today()
    by_day: dict[date, list[LetterSeen]] = {}
    for each in letters_since(actor.agency_id, today):
        if each.printed_on is not None:
            by_day.setdefault(each.printed_on, []).append(each)
    context = {
        "frame": frame_of(actor, "work"),
        "waiting": waiting_letters(actor.agency_id, clock.now()),
        "days": [
            (on, rows, any(each.state == "sending" for each in rows))
            for on, rows in by_day.items()
        ],
        "may_post": actor.may("letter.post"),
        "reasons": CAME_BACK,
    }
    return render(request, "sending/letters.html", context)


@require_safe
def letter(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show which letters could be written to a borrower, as they would read them."""
    return _letter(request, case_id, "", 200)


@require_POST
def write(request: HttpRequest, case_id: int) -> HttpResponse:
    """Queue a letter for printing; a rule that stands against it is named."""
    actor, now = actor_of(request), clock.now()
    asked = case_asked(case_of(actor, case_id), local_day(now), now)
    key = request.POST.get("key", "")[:_LONGEST_KEY]
    try:
        write_letter(actor=actor, asked=asked, key=key, at=now)
    except Refused as refused:
        sentence = form_errors(refused)[""]
        if refused.rule and refused.rule != "limit":
            law = law_of(actor.agency_id, asked.on).sentence_of(refused.rule)
            sentence = f"{sentence} {law} ({refused.rule})"
        return _letter(request, case_id, sentence, 409)
    messages.success(request, say("已排入打印。", "It waits to be printed."))
    return HttpResponseRedirect(reverse("office:letters"))


@require_POST
def print_now(request: HttpRequest) -> HttpResponse:
    """Take what waits into today's print."""
    count = print_letters(actor=actor_of(request), at=clock.now())
    messages.success(
        request, say(f"今天的打印件新增 {count} 封。", f"{count} more in today's print.")
    )
    return HttpResponseRedirect(reverse("office:letters"))


@require_safe
def paper(request: HttpRequest, on: str) -> HttpResponse:
    """Send the print of a day as one PDF."""
    pdf = print_of_day(actor_of(request).agency_id, _day(on))
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="letters-{on}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def post(request: HttpRequest, on: str) -> HttpResponse:
    """Write down that the print of a day was handed to the post, but for what was spoiled."""
    spoiled = [_key(text) for text in request.POST.getlist("spoiled")]
    count = post_letters(actor=actor_of(request), on=_day(on), left_behind=spoiled, at=clock.now())
    messages.success(request, say(f"已交邮 {count} 封。", f"{count} handed to the post."))
    return HttpResponseRedirect(reverse("office:letters"))


@require_POST
def came_back(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """Write down that a letter came back."""
    take_back_letter(
        actor=actor_of(request), message_id=message_id,
        reason=request.POST.get("reason", ""), at=clock.now(),
    )  # fmt: skip
    messages.success(
        request, say("已登记退信，该地址标为存疑。", "Noted; its address is in doubt now.")
    )
    return HttpResponseRedirect(reverse("office:letters"))


def _letter(request: HttpRequest, case_id: int, error: str, status: int) -> HttpResponse:
    actor, now = actor_of(request), clock.now()
    case = case_of(actor, case_id)
    asked = case_asked(case, local_day(now), now)
    said = letters_said(actor, asked, letter_words(actor.agency_id)[:_MOST_SHOWN])
    choices = [(each.words.key, each.subject, each.body) for each in said]
    context = {
        "frame": frame_of(actor, "cases"), "case": case, "choices": choices, "error": error,
    }  # fmt: skip
    return render(request, "sending/letter.html", context, status=status)


def _day(text: str) -> date:
    try:
        return typed_day(text)
    except ValueError as fault:
        raise Malformed([say("日期格式不对。", "This is not a day.")]) from fault


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as fault:
        raise Malformed([say("没有这封信。", "There is no such letter.")]) from fault
