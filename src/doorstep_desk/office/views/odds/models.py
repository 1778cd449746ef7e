"""The page about chances, two models side by side, and putting one into use."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep.probability.heads import Head
from doorstep_desk.decisions.actions.promote_model import promote_model, roll_back_model
from doorstep_desk.decisions.registry import version_row
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.odds.compare import compare_page
from doorstep_desk.office.pages.odds.overview import odds_page
from doorstep_desk.office.pages.odds.registry import HEADS
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


@require_safe
def odds(request: HttpRequest) -> HttpResponse:
    """Show how good the chances of one head are, and the models behind them."""
    wanted = request.GET.get("head", "")
    head = next((each for each in HEADS if each.value == wanted), HEADS[0])
    return _page(request, head, "", 200)


@require_safe
def compare(request: HttpRequest, first_id: int, second_id: int) -> HttpResponse:
    """Show two models of one head side by side."""
    actor = actor_of(request)
    page = compare_page(actor, first_id, second_id)
    return render(request, "odds/compare.html", {"frame": frame_of(actor, "odds"), "page": page})


@require_POST
def promote(request: HttpRequest, row_id: int) -> HttpResponse:
    """Put a candidate into use."""
    actor = actor_of(request)
    head = Head(version_row(actor.agency_id, row_id).head)
    try:
        promote_model(actor=actor, row_id=row_id, because=_because(request), at=clock.now())
    except Refused as refused:
        return _page(request, head, form_errors(refused)[""], 409)
    messages.success(
        request, say("从下一个工作日起使用。", "In use from the next day that is run.")
    )
    return _back(head)


@require_POST
def roll_back(request: HttpRequest, row_id: int) -> HttpResponse:
    """Go back to a model that was in use before."""
    actor = actor_of(request)
    head = Head(version_row(actor.agency_id, row_id).head)
    try:
        roll_back_model(actor=actor, row_id=row_id, because=_because(request), at=clock.now())
    except Refused as refused:
        return _page(request, head, form_errors(refused)[""], 409)
    messages.success(request, say("已退回这个模型。", "Gone back to this model."))
    return _back(head)


def _because(request: HttpRequest) -> str:
    return request.POST.get("because", "").strip()[:300]


def _back(head: Head) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('office:odds')}?head={head.value}#models")


def _page(request: HttpRequest, head: Head, error: str, status: int) -> HttpResponse:
    actor = actor_of(request)
    page = odds_page(actor, head, clock.today(), error)
    context = {"frame": frame_of(actor, "odds"), "page": page}
    return render(request, "odds/odds.html", context, status=status)
