"""One of the team: what they can do, their certificates, their days away, and a sick call."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.office.forms.people import (
    absence_of,
    certificate_of,
    profile_of,
    sick_until,
    typed_of,
)
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.people.member import member_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.actions.absences import note_absence, withdraw_absence
from doorstep_desk.staff.actions.certificates import add_certificate, revoke_certificate
from doorstep_desk.staff.actions.profile import change_profile
from doorstep_desk.workdays.actions.team_day import call_in_sick


@require_safe
def member(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Show what is kept about one of the team."""
    return _page(request, staff_id, {}, {}, 200)


@require_POST
def change(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Change what somebody speaks, can do and knows."""
    typed, errors = typed_of(request.POST), dict[str, str]()
    profile = profile_of(typed, errors)
    if errors:
        return _page(request, staff_id, typed, errors, 400)
    change_profile(actor=actor_of(request), staff_id=staff_id, profile=profile, at=clock.now())
    return _back(request, staff_id, say("已保存。", "Saved."))


@require_POST
def add_absence(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Note days away."""
    typed, errors = typed_of(request.POST), dict[str, str]()
    absence = absence_of(typed, staff_id, errors)
    if errors:
        return _page(request, staff_id, typed, errors, 400)
    return _tried(
        request, staff_id, typed, say("已登记，这几天不再排班。", "Noted; not planned then."),
        note_absence, absence=absence,
    )  # fmt: skip


@require_POST
def take_back_absence(request: HttpRequest, staff_id: int, absence_id: UUID) -> HttpResponse:
    """Take a note about days away back."""
    withdraw_absence(actor=actor_of(request), absence_id=absence_id, at=clock.now())
    return _back(request, staff_id, say("已撤回。", "Taken back."))


@require_POST
def certify(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Write a certificate down."""
    typed, errors = typed_of(request.POST), dict[str, str]()
    new = certificate_of(typed, staff_id, clock.today(), errors)
    if errors:
        return _page(request, staff_id, typed, errors, 400)
    add_certificate(actor=actor_of(request), new=new, at=clock.now())
    return _back(request, staff_id, say("证书已登记。", "The certificate is written down."))


@require_POST
def revoke(request: HttpRequest, staff_id: int, certificate_id: UUID) -> HttpResponse:
    """Take a certificate back."""
    revoke_certificate(actor=actor_of(request), certificate_id=certificate_id, at=clock.now())
    return _back(request, staff_id, say("证书已收回。", "The certificate is taken back."))


@require_POST
def sick(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Take a sick call, and show which visits go to whom now."""
    actor, typed, errors = actor_of(request), typed_of(request.POST), dict[str, str]()
    today = clock.today()
    until = sick_until(typed, today, errors)
    if errors:
        return _page(request, staff_id, typed, errors, 400)
    try:
        done = call_in_sick(
            actor=actor, staff_id=staff_id, on=today, until_on=until, at=clock.now()
        )
    except Refused as refused:
        return _page(request, staff_id, typed, _said(refused), 409)
    page = member_page(actor, staff_id, today, {}, {})
    context = {"frame": frame_of(actor, "team"), "page": page, "done": done}
    return render(request, "people/sick.html", context)


def _tried(
    request: HttpRequest, staff_id: int, typed: Mapping[str, str], sentence: str,
    act: Callable[..., Any], **what: Any,
) -> HttpResponse:  # fmt: skip
    try:
        act(actor=actor_of(request), at=clock.now(), **what)
    except Refused as refused:
        return _page(request, staff_id, typed, _said(refused), 409)
    return _back(request, staff_id, sentence)


def _said(refused: Refused) -> dict[str, str]:
    return form_errors(refused)


def _back(request: HttpRequest, staff_id: int, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("office:member", args=[staff_id]))


def _page(
    request: HttpRequest, staff_id: int, values: Mapping[str, str], errors: Mapping[str, str],
    status: int,
) -> HttpResponse:  # fmt: skip
    actor = actor_of(request)
    page = member_page(actor, staff_id, clock.today(), values, errors)
    context = {"frame": frame_of(actor, "team"), "page": page}
    return render(request, "people/member.html", context, status=status)
