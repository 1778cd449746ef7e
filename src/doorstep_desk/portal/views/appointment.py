"""A borrower books, moves or cancels a visit, after a code or behind a personal link."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.followups.actions import Said
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.portal.appointing import (
    AppointmentPage,
    appointment_page,
    link_doors,
    own_doors,
)
from doorstep_desk.portal.own.session import own_page
from doorstep_desk.portal.views.personal import behind_link, counted
from doorstep_desk.self_service.actions.appoint import book, cancel
from doorstep_desk.self_service.queries import Visit, borrower_actor

_CONFLICT: Final = 409
_TOO_MANY: Final = 429
_DONE: Final = ("booked", "cancelled")


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def appointment(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what can be booked; book it, or move to it what is booked."""
    chosen = request.POST.get("slot", "")[:20]
    return _own(
        request, visit, "booked",
        lambda: book(
            actor=visit.actor, case_id=visit.case_id, chosen=chosen, form="page",
            at=clock.now(), point_id=visit.point_id,
        ),
    )  # fmt: skip


@require_POST
@own_page
def cancel_appointment(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Cancel what is booked."""
    return _own(
        request, visit, "cancelled",
        lambda: cancel(
            actor=visit.actor, case_id=visit.case_id, form="page", at=clock.now(),
            point_id=visit.point_id,
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def personal_appointment(request: HttpRequest, token: str, said: Said) -> HttpResponse:
    """Do the same behind a personal link."""
    actor, chosen = _holder(said), request.POST.get("slot", "")[:20]
    return _linked(
        request, token, said, "booked",
        lambda: book(
            actor=actor, case_id=said.link.case_id, chosen=chosen, form="link", at=said.at
        ),
    )  # fmt: skip


@require_POST
@behind_link
def personal_cancel_appointment(request: HttpRequest, token: str, said: Said) -> HttpResponse:
    """Cancel behind a personal link what is booked."""
    actor = _holder(said)
    return _linked(
        request, token, said, "cancelled",
        lambda: cancel(actor=actor, case_id=said.link.case_id, form="link", at=said.at),
    )  # fmt: skip


def _own(
    request: HttpRequest, visit: Visit, done: str, act: Callable[[], Appointment]
) -> HttpResponse:
    refused = None
    if request.method == "POST":
        try:
            act()
        except Refused as error:
            refused = error
        else:
            return HttpResponseRedirect(f"{own_doors().book}?done={done}")
    page = appointment_page(
        visit.actor, visit.case_id, own_doors(), clock.now(), done=_done(request), refused=refused
    )
    return _render(request, "own/appointment.html", page, _CONFLICT if refused else 200)


def _linked(
    request: HttpRequest, token: str, said: Said, done: str, act: Callable[[], Appointment]
) -> HttpResponse:
    doors, actor, refused, status = link_doors(token), _holder(said), None, 200
    if request.method == "POST":
        code, sentence = counted(said)
        try:
            if code:
                raise Refused(code, sentence)
            with acting_as(actor):
                act()
        except Refused as error:
            refused, status = error, _TOO_MANY if code else _CONFLICT
        else:
            return HttpResponseRedirect(f"{doors.book}?done={done}")
    with acting_as(actor):
        page = appointment_page(
            actor, said.link.case_id, doors, said.at, done=_done(request), refused=refused
        )
        return _render(request, "personal/appointment.html", page, status)


def _holder(said: Said) -> Actor:
    """Return the borrower who proved that the link is theirs, with all that is theirs to do."""
    return borrower_actor(said.link.borrower_id, said.link.agency_id)


def _done(request: HttpRequest) -> str:
    word = request.GET.get("done", "")
    return word if word in _DONE else ""


def _render(
    request: HttpRequest, template: str, page: AppointmentPage, status: int
) -> HttpResponse:
    context = {"page": page, "is_demo": store_is_demo()}
    return render(request, template, context, status=status)
