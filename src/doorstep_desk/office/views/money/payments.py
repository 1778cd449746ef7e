"""Money that waits for a person: the list, one of them, and deciding about it."""

import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.money.payments import payment_page, payments_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.payments.actions import assign_payment, close_payment
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """Show what waits, by reason."""
    actor = actor_of(request)
    page = payments_page(actor, request.GET.dict())
    return render(
        request, "money/payments.html", {"frame": frame_of(actor, "payments"), "page": page}
    )


@require_safe
def payment(request: HttpRequest, waiting_id: uuid.UUID) -> HttpResponse:
    """Show one of them."""
    return _one(request, waiting_id, {}, {})


@require_POST
def settle(request: HttpRequest, waiting_id: uuid.UUID) -> HttpResponse:
    """Assign it to an account, send it back, or mark it as a double."""
    actor, at = actor_of(request), clock.now()
    typed = {name: request.POST.get(name, "").strip()[:300] for name in ("reference", "because")}
    decision, because = request.POST.get("decision", ""), typed["because"]
    try:
        if decision == "assigned":
            assign_payment(
                actor=actor, waiting_id=waiting_id, reference=typed["reference"],
                because=because, at=at,
            )  # fmt: skip
        else:
            close_payment(
                actor=actor, waiting_id=waiting_id, decision=decision, because=because, at=at
            )
    except Refused as refused:
        return _one(request, waiting_id, typed, form_errors(refused), 409)
    messages.success(request, say("已决定。", "Decided."))
    return HttpResponseRedirect(reverse("office:payments"))


def _one(
    request: HttpRequest,
    waiting_id: uuid.UUID,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    page = payment_page(actor, waiting_id, values, errors)
    context = {"frame": frame_of(actor, "payments"), "page": page}
    return render(request, "money/payment.html", context, status=status)
