"""The link that is handed to a borrower, and whether they want to be reminded."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep.affordability.reminders import Wish
from doorstep_desk.arrangements.actions.links import make_link, revoke_link
from doorstep_desk.arrangements.actions.reminders import About, wish_reminder
from doorstep_desk.office.pages.arranging.link import link_page
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.speech import say


@require_safe
def personal_link(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show the link of a borrower, to be copied or read out."""

    def address(token: str) -> str:
        return request.build_absolute_uri(reverse("portal:personal", args=[token]))

    actor = actor_of(request)
    page = link_page(actor, case_id, clock.now(), address)
    answer = render(
        request, "arranging/link.html", {"frame": frame_of(actor, "cases"), "page": page}
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def make(request: HttpRequest, case_id: int) -> HttpResponse:
    """Make a link."""
    make_link(actor=actor_of(request), case_id=case_id, at=clock.now())
    return _back(
        request,
        case_id,
        say("链接已生成，七天内有效。", "The link is made; it opens for seven days."),
    )


@require_POST
def revoke(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take the link back."""
    revoke_link(actor=actor_of(request), case_id=case_id, at=clock.now())
    return _back(request, case_id, say("链接已收回。", "The link is taken back."))


@require_POST
def remind(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take down whether and how the borrower wants to be reminded."""
    posted = request.POST
    days, channel = posted.get("days_before", ""), posted.get("channel", "")[:12]
    wish = Wish(
        posted.get("wanted") == "yes", channel,
        int(days) if days.isascii() and days.isdecimal() and len(days) < 3 else -1,
    )  # fmt: skip
    about = About(case_id, _id(posted.get("promise")), _id(posted.get("arrangement")))
    wish_reminder(actor=actor_of(request), about=about, wish=wish, at=clock.now())
    return _back(request, case_id, say("已记下提醒意愿。", "The wish is written down."))


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None


def _back(request: HttpRequest, case_id: int, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("office:personal_link", args=[case_id]))
