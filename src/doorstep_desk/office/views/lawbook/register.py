"""The rule register and the page of one rule."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.lawbook.register import register_page
from doorstep_desk.office.pages.lawbook.rule import rule_page
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show the rules that fit."""
    page = register_page(request.GET.dict(), clock.today())
    context = {"frame": frame_of(actor_of(request), "law"), "page": page, "here": "law"}
    return render(request, "lawbook/register.html", context)


@require_safe
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Show one rule."""
    actor = actor_of(request)
    page = rule_page(actor, rule_id, clock.today())
    context = {"frame": frame_of(actor, "law"), "page": page, "here": "law"}
    return render(request, "lawbook/rule.html", context)
