"""Phones and alerts: taking one out of use, and saying that somebody was looked after."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.devices.actions.register import revoke_device
from doorstep_desk.fieldwork.actions.watch import handle_alert
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.oversight.devices import devices_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """Show who carries which phone, and the alerts that wait."""
    return _page(request, "", 200)


@require_POST
def revoke(request: HttpRequest, device_id: uuid.UUID) -> HttpResponse:
    """Take a phone out of use."""
    revoke_device(
        actor=actor_of(request), device_id=device_id,
        because=request.POST.get("because", ""), at=clock.now(),
    )  # fmt: skip
    messages.success(request, say("已停用。", "Taken out of use."))
    return HttpResponseRedirect(reverse("office:devices"))


@require_POST
def handle(request: HttpRequest, alert_id: uuid.UUID) -> HttpResponse:
    """Write down that somebody looked after an alert."""
    try:
        handle_alert(
            actor=actor_of(request), alert_id=alert_id, note=request.POST.get("note", ""),
            at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, form_errors(refused)[""], 409)
    messages.success(request, say("已记录。", "Taken down."))
    return HttpResponseRedirect(reverse("office:devices"))


def _page(request: HttpRequest, error: str, status: int) -> HttpResponse:
    actor = actor_of(request)
    page = devices_page(actor, clock.now(), error)
    context = {"frame": frame_of(actor, "devices"), "page": page}
    return render(request, "office/oversight/devices.html", context, status=status)
