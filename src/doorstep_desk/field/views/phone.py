"""What the app asks: to register the phone, for the day's papers, and to take its records."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.devices.actions.register import note_told, register_device
from doorstep_desk.field.reading import device_named, registration
from doorstep_desk.fieldwork.actions.give_pack import give_pack
from doorstep_desk.fieldwork.actions.take import take_batch
from doorstep_desk.fieldwork.reading import read_batch
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of


@never_cache
@require_POST
def devices(request: HttpRequest) -> HttpResponse:
    """Register a phone, or greet one that is known."""
    device_id, name, schema = registration(request.body)
    if (gone := _gone(request, device_id)) is not None:
        return gone
    found = register_device(
        actor=actor_of(request), device_id=device_id, name=name, schema=schema, at=clock.now()
    )
    return JsonResponse(found.answer, status=201 if found.is_new else 200)


@never_cache
@require_safe
def pack(request: HttpRequest) -> HttpResponse:
    """Hand over today's papers."""
    device_id = device_named(request.GET.get("device", ""))
    if (gone := _gone(request, device_id)) is not None:
        return gone
    return JsonResponse(
        give_pack(actor=actor_of(request), device_id=device_id, at=clock.now()),
        json_dumps_params={"ensure_ascii": False},
    )


@never_cache
@require_POST
def sync(request: HttpRequest) -> HttpResponse:
    """Take records, each with an answer of its own, and say what changed."""
    batch = read_batch(request.body)
    if (gone := _gone(request, batch.device_id)) is not None:
        return gone
    return JsonResponse(
        take_batch(actor=actor_of(request), batch=batch, at=clock.now()),
        json_dumps_params={"ensure_ascii": False},
    )


def _gone(request: HttpRequest, device_id: uuid.UUID) -> HttpResponse | None:
    """Answer a phone that is out of use; not as a refusal, so that it stays written down."""
    refused = note_told(actor=actor_of(request), device_id=device_id, at=clock.now())
    if refused is None:
        return None
    return JsonResponse(refused.in_both_languages(), status=HTTPStatus.GONE)
