"""Numbers and addresses to be verified; writing a proof or a place down."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.cases.actions.prove import NewProof, choose_place
from doorstep_desk.followups.actions import prove_and_follow
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.pages.verification import asked_again, verification_page
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_day

_FIELDS: Final = ("way", "result", "proved_on", "note")
_NOTE: Final = 300


@require_safe
def verification(request: HttpRequest) -> HttpResponse:
    """Show whose points are unverified, stale, bounced or ambiguous."""
    return _page(request, request.GET.dict(), FormState())


@require_POST
def prove(request: HttpRequest, case_id: int, point_id: int) -> HttpResponse:
    """Write down that somebody tried to prove a point."""
    typed = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    try:
        on = typed_day(typed["proved_on"])
    except ValueError:
        error = say("请填写日期，如 2026-11-25。", "Write a day, such as 2026-11-25.")
        return _again(request, point_id, FormState(values=typed, errors={"proved_on": error}), 400)
    proof = NewProof(
        case_id, point_id, typed["way"], typed["result"], on, typed["note"][:_NOTE]
    )  # fmt: skip
    return _acted(
        request, point_id, typed,
        lambda: prove_and_follow(actor=actor_of(request), proof=proof, at=clock.now()),
    )  # fmt: skip


@require_POST
def place(request: HttpRequest, case_id: int, point_id: int) -> HttpResponse:
    """Write down which division a person chose for an ambiguous address."""
    code = request.POST.get("code", "")
    return _acted(
        request, point_id, {"code": code},
        lambda: choose_place(
            actor=actor_of(request), case_id=case_id, point_id=point_id, code=code, at=clock.now()
        ),
    )  # fmt: skip


def _acted(
    request: HttpRequest, point_id: int, typed: dict[str, str], act: Callable[[], object]
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        return _again(request, point_id, FormState(values=typed, errors=form_errors(refused)), 409)
    messages.success(request, say("已记录。", "Written down."))
    back = query(asked_again(request.POST.get("back", "")))
    url = reverse("office:verification")
    return HttpResponseRedirect(f"{url}?{back}" if back else url)


def _again(request: HttpRequest, point_id: int, form: FormState, status: int) -> HttpResponse:
    asked = asked_again(request.POST.get("back", ""))
    return _page(request, asked, form, point_id, status)


def _page(
    request: HttpRequest, asked: dict[str, str], form: FormState, point_id: int = 0,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    actor = actor_of(request)
    page = verification_page(actor, asked, clock.today(), form, point_id)
    context = {"frame": frame_of(actor, "verification"), "page": page}
    return render(request, "office/verification.html", context, status=status)
