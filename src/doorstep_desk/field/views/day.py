"""The pages of an agent's phone: the day, one stop, its record."""

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from doorstep_desk.field.forms import answers_at_stop, begun_at, form_errors, form_id
from doorstep_desk.field.pages.day import OwnDay, field_day, field_frame, own_day
from doorstep_desk.field.pages.number import number_page
from doorstep_desk.field.pages.stop import record_page, recorded_page, stop_page
from doorstep_desk.field.pages.trail import trail_page
from doorstep_desk.learning.actions import take_in
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.visits.actions.record import record_visit

_BAD = 400
_CONFLICT = 409


@require_safe
def day(request: HttpRequest) -> HttpResponse:
    """Show today's stops in order."""
    own = own_day(actor_of(request), clock.today())
    return _render(request, "field/day.html", own, {"day": field_day(own)})


@require_safe
def stop(request: HttpRequest, stop_id: uuid.UUID) -> HttpResponse:
    """Show what may and may not be done at one stop."""
    own = own_day(actor_of(request), clock.today())
    page = stop_page(own, own.stop_of(stop_id), clock.now())
    return _render(request, "field/stop.html", own, {"page": page})


@never_cache
@require_safe
def number(request: HttpRequest) -> HttpResponse:
    """Show the digits by which whoever is visited can check the pair; they renew themselves."""
    own = own_day(actor_of(request), clock.today())
    page = number_page(own, clock.now(), request.build_absolute_uri(reverse("portal:visitor")))
    return _render(request, "field/number.html", own, {"page": page})


@never_cache
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Show somebody which places are kept of them, and until when; never anybody else's."""
    actor = actor_of(request)
    own = own_day(actor, clock.today())
    return _render(request, "field/trail.html", own, {"page": trail_page(actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, stop_id: uuid.UUID) -> HttpResponse:
    """Show the form, or write down what happened, once however often it is sent."""
    actor = actor_of(request)
    own = own_day(actor, clock.today())
    place = own.stop_of(stop_id)
    if request.method != "POST":
        left = {"asked_to_leave": "yes"} if request.GET.get("left") == "yes" else {}
        return _form(request, own, stop_id, left, {}, 200)
    answers = answers_at_stop(request.POST.dict())
    happened = answers.happened(place.case_id, begun_at(answers, own.on, clock.now()))
    if happened is None:
        return _form(request, own, stop_id, answers.typed, answers.errors, _BAD)
    try:
        record_visit(
            actor=actor, happened=happened.at_stop(stop_id, place.point_id), at=clock.now()
        )
    except Refused as refused:
        return _form(request, own, stop_id, answers.typed, form_errors(refused), _CONFLICT)
    take_in(actor=actor, attempt_id=happened.record_id, at=clock.now())
    return HttpResponseRedirect(reverse("field:recorded", args=[stop_id]))


@require_safe
def recorded(request: HttpRequest, stop_id: uuid.UUID) -> HttpResponse:
    """Show what was taken, and the next stop."""
    own = own_day(actor_of(request), clock.today())
    row = own.row_of(stop_id)
    found = own.records.get(stop_id)
    if found is None:
        return HttpResponseRedirect(reverse("field:stop", args=[stop_id]))
    page = recorded_page(own, found, row)
    return _render(request, "field/recorded.html", own, {"page": page})


def _form(
    request: HttpRequest,
    own: OwnDay,
    stop_id: uuid.UUID,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    status: int,
) -> HttpResponse:
    client_id = values.get("record_id") or str(form_id(clock.now()))
    page = record_page(own, own.stop_of(stop_id), client_id, values, errors)
    return _render(request, "field/record.html", own, {"page": page}, status)


def _render(
    request: HttpRequest, template: str, own: OwnDay, context: dict[str, object], status: int = 200
) -> HttpResponse:
    frame = field_frame(actor_of(request), own)
    return render(request, template, {"frame": frame, **context}, status=status)
