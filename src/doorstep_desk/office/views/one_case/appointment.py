"""Staff book, move or cancel a visit that a borrower asked for, and say how they heard it."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.one_case.appointment import appointment_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.self_service.actions.appoint import book, cancel

_CONFLICT: Final = 409


@require_safe
def appointment(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show what is booked and what can be."""
    return _page(request, case_id)


@require_POST
def book_visit(request: HttpRequest, case_id: int) -> HttpResponse:
    """Book what the borrower chose, or move to it what they hold."""
    chosen, heard = request.POST.get("slot", "")[:20], request.POST.get("heard", "")[:10]
    return _done(
        request, case_id, say("已预约。", "Booked."),
        lambda: book(
            actor=actor_of(request), case_id=case_id, chosen=chosen, form=heard, at=clock.now()
        ),
    )  # fmt: skip


@require_POST
def cancel_visit(request: HttpRequest, case_id: int) -> HttpResponse:
    """Cancel what the borrower holds."""
    heard = request.POST.get("heard", "")[:10]
    return _done(
        request, case_id, say("已取消，没有人会去。", "Cancelled; nobody goes."),
        lambda: cancel(actor=actor_of(request), case_id=case_id, form=heard, at=clock.now()),
    )  # fmt: skip


def _done(
    request: HttpRequest, case_id: int, sentence: str, act: Callable[[], Appointment]
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        return _page(request, case_id, form_errors(refused)[""], _CONFLICT)
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("office:appointment", args=[case_id]))


def _page(request: HttpRequest, case_id: int, error: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    page = appointment_page(actor, case_id, clock.now(), error)
    context = {"frame": frame_of(actor, "cases"), "page": page}
    return render(request, "case/appointment.html", context, status=status)
