"""Working out an arrangement together with the borrower, and proposing it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from doorstep.affordability.arrangement import ArrangementTerms
from doorstep.affordability.content import terms_seal
from doorstep_desk.arrangements.actions import Proposed, propose_arrangement
from doorstep_desk.arrangements.facts import asked_on
from doorstep_desk.office.forms.arranging import Month, month_of_form
from doorstep_desk.office.pages.arranging.arrange import arrange_page, offers_of
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_id


@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show the sheet of a household and what could be offered; nothing is kept yet.

    A sheet is sent and never stands in an address.
    """
    month = month_of_form(request.POST.dict()) if request.method == "POST" else None
    is_bad = month is not None and bool(month.state.errors)
    return _page(request, case_id, month, {}, 400 if is_bad else 200)


@require_POST
def propose(request: HttpRequest, case_id: int) -> HttpResponse:
    """Propose the arrangement that was chosen; the same form sent twice is one proposal."""
    actor = actor_of(request)
    month = month_of_form(request.POST.dict())
    if month.sheet is None:
        return _page(request, case_id, month, {}, 400)
    try:
        terms = _chosen(actor, case_id, month)
        row = propose_arrangement(
            actor=actor,
            proposed=Proposed(
                typed_id(month.state.client_id), case_id, terms, month.sheet,
                month.state.values.get("because", ""), _replaced(month),
            ),
            at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, case_id, month, form_errors(refused), 409)
    waits = say("已提出，等待另一人批准。", "Proposed; somebody else approves it first.")
    ready = say(
        "已提出。借款人同意后请登记。", "Proposed. Write it down when the borrower agrees."
    )
    messages.success(request, waits if row.needs_approval else ready)
    return HttpResponseRedirect(reverse("office:case", args=[case_id]) + "#arrangement")


def _replaced(month: Month) -> uuid.UUID | None:
    typed = month.state.values.get("replaces", "")
    return typed_id(typed) if typed else None


def _chosen(actor: Actor, case_id: int, month: Month) -> ArrangementTerms:
    """Return the terms that the form chose among what may be offered now.

    Raises:
        Refused: It is not among them any more.
    """
    if month.sheet is None:
        raise Refused("offer-gone", "Read the sheet again, then choose.")
    asked = asked_on(actor, case_id, month.sheet, clock.today())
    choice = month.state.values.get("choice", "")
    for offer in offers_of(asked, month.monthly_fen):
        if terms_seal(offer.terms) == choice:
            return offer.terms
    raise Refused("offer-gone", "The debt or the sheet has changed. Look at the offers again.")


def _page(
    request: HttpRequest, case_id: int, month: Month | None, errors: dict[str, str], status: int
) -> HttpResponse:
    actor = actor_of(request)
    page = arrange_page(actor, case_id, month, clock.today(), errors)
    context = {"frame": frame_of(actor, "cases"), "page": page}
    return render(request, "arranging/arrange.html", context, status=status)
