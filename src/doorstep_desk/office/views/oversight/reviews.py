"""Visits that are looked at again: replying, deciding, appealing, and seeing what was taken."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.evidence.actions.look import look_at_photo
from doorstep_desk.fieldwork.actions.review import appeal_review, decide_review, reply_to_review
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.oversight.reviews import outcomes, reviews_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Show what is looked at again; agents see what concerns them."""
    return _page(request, "", 200)


@require_POST
def reply(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Take the word of somebody who was there, or their appeal."""
    act = appeal_review if request.POST.get("kind") == "appeal" else reply_to_review
    try:
        act(
            actor=actor_of(request), review_id=review_id,
            words=request.POST.get("words", ""), at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, form_errors(refused)[""], 409)
    return _done(request)


@require_POST
def decide(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Take a decision and its reason."""
    try:
        decide_review(
            actor=actor_of(request), review_id=review_id,
            outcome=request.POST.get("outcome", ""), words=request.POST.get("words", ""),
            at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, form_errors(refused)[""], 409)
    return _done(request)


@never_cache
@require_POST
def photo(request: HttpRequest, part_id: uuid.UUID) -> HttpResponse:
    """Show a viewing copy of a photograph; that somebody looked is written down."""
    because = "case" if request.POST.get("because") == "case" else "review"
    copy = look_at_photo(actor=actor_of(request), part_id=part_id, because=because, at=clock.now())
    return HttpResponse(copy, content_type="image/jpeg")


def _done(request: HttpRequest) -> HttpResponse:
    messages.success(request, say("已记录。", "Taken down."))
    return HttpResponseRedirect(reverse("office:reviews"))


def _page(request: HttpRequest, error: str, status: int) -> HttpResponse:
    actor = actor_of(request)
    page = reviews_page(actor, clock.now(), error)
    context = {"frame": frame_of(actor, "reviews"), "page": page, "outcomes": outcomes()}
    return render(request, "office/oversight/reviews.html", context, status=status)
