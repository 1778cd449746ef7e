"""A lender's system sends word of payments."""

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from doorstep_desk.api.reading import read_payments
from doorstep_desk.api.signature import number_of, sender_of
from doorstep_desk.payments.actions.deliver import actor_of_sender, take_delivery
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

LARGEST_BODY: Final = 1024 * 1024


@never_cache
@csrf_exempt
@require_POST
def payments(request: HttpRequest) -> HttpResponse:
    """Take one signed message; each item in it gets an answer of its own."""
    body = _body(request)
    at = clock.now()
    sender = sender_of(request, body, at)
    sent = read_payments(body)
    actor = actor_of_sender(sender)
    with acting_as(actor):
        answer = take_delivery(
            actor=actor, sender=sender, number=number_of(request), body=body, sent=sent, at=at
        )
    return JsonResponse(answer)


def _body(request: HttpRequest) -> bytes:
    """Return the body, read only where its length is stated and not too large.

    Raises:
        Refused: It is too large, or nobody said how large it is.
    """
    stated = request.headers.get("Content-Length", "")
    if not (stated.isascii() and stated.isdecimal()):
        raise Refused("length-missing", "State the length of the body in Content-Length.")
    if int(stated[:12]) > LARGEST_BODY:
        raise Refused("too-large", "A message has at most 1 MiB and 1,000 payments. Send several.")
    return request.body
