"""The borrower's copy of a visit's record: a page and a paper for whoever proves to be them."""

import uuid
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.cases.queries import case_of
from doorstep_desk.documents.actions import issue_visit_record
from doorstep_desk.documents.codes import LONGEST_TYPED
from doorstep_desk.documents.contents.about import About, Said, about_case
from doorstep_desk.fieldwork.actions.copies import find_copy, prove_reader
from doorstep_desk.fieldwork.copies.finding import FoundCopy, copy_content, copy_of_case
from doorstep_desk.fieldwork.copies.paper import copy_paper
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.speech import language
from doorstep_desk.portal.holding import Holding, address_of, private
from doorstep_desk.portal.own.session import own_page
from doorstep_desk.portal.wished import in_their_language
from doorstep_desk.self_service.queries import Visit

_COOKIE: Final = "copy"
_BAD, _TOO_MANY = 400, 429


@never_cache
@require_safe
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Show the copy to its borrower; say "not here yet" of a code that opens nothing."""
    found = _found(request, code)
    if isinstance(found, HttpResponse):
        return found
    if not _holding(found, code).is_held(request):
        return _page(request, "record/gate.html", {"code": code})
    with acting_as(found.actor):
        _, said = _said(found)
        page = {"blocks": said.blocks, "paper": reverse("record:paper", args=[code])}
        return _page(request, "record/record.html", page)


@never_cache
@require_POST
def hold(request: HttpRequest, code: str) -> HttpResponse:
    """Open the copy for whoever knows the end of the borrower's identity number."""
    found = _found(request, code)
    if isinstance(found, HttpResponse):
        return found
    try:
        with acting_as(found.actor):
            is_right = prove_reader(
                copy=found, typed=request.POST.get("proof", "")[:20], address=address_of(request),
                at=clock.now(),
            )  # fmt: skip
    except Refused as refused:
        page = {"code": code, "refused": (refused.code, refused.message)}
        return _page(request, "record/gate.html", page, _TOO_MANY)
    if not is_right:
        wrong = ("proof-differs", "These are not the characters on file. Look once more.")
        return _page(request, "record/gate.html", {"code": code, "refused": wrong}, _BAD)
    answer = HttpResponseRedirect(reverse("record:record", args=[code]))
    with acting_as(found.actor):
        spoken = case_of(found.actor, found.case_id).borrower.language
    in_their_language(request, answer, spoken)
    return _holding(found, code).hold(answer)


@never_cache
@require_POST
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the copy over as a paper to keep; the same record is the same paper."""
    found = _found(request, code)
    if isinstance(found, HttpResponse):
        return found
    if not _holding(found, code).is_held(request):
        return private(HttpResponseRedirect(reverse("record:record", args=[code])))
    with acting_as(found.actor):
        return _paper(request, found)


@require_safe
@own_page
def own_record(request: HttpRequest, visit: Visit, copy_id: uuid.UUID) -> HttpResponse:
    """Show a copy to the borrower who came by a one-time code."""
    found = _own(visit, copy_id)
    _, said = _said(found)
    address = reverse("portal:visit_paper", args=[copy_id])
    return _page(request, "record/record.html", {"blocks": said.blocks, "paper": address})


@require_POST
@own_page
def own_paper(request: HttpRequest, visit: Visit, copy_id: uuid.UUID) -> HttpResponse:
    """Hand a copy over as a paper to the borrower who came by a one-time code."""
    return _paper(request, _own(visit, copy_id))


def _own(visit: Visit, copy_id: uuid.UUID) -> FoundCopy:
    found = copy_of_case(visit.case_id, copy_id)
    if found is None:
        raise Http404(copy_id)
    return found


def _paper(request: HttpRequest, found: FoundCopy) -> HttpResponse:
    about, said = _said(found)
    row = issue_visit_record(
        actor=found.actor, about=about, said=said, at=clock.now(),
        site=request.build_absolute_uri("/").rstrip("/"),
    )  # fmt: skip
    answer = HttpResponse(bytes(row.content), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{row.number}.pdf"'
    return private(answer)


def _said(found: FoundCopy) -> tuple[About, Said]:
    visit, content = copy_content(found.copy_id)
    about = about_case(found.actor, found.case_id, _spoken(), clock.now())
    return about, copy_paper(about, visit, content)


def _spoken() -> str:
    return "zh" if language().startswith("zh") else language()


def _found(request: HttpRequest, code: str) -> FoundCopy | HttpResponse:
    try:
        found = find_copy(
            actor=actor_of(request), typed=code[:LONGEST_TYPED], address=address_of(request),
            at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        page = {"refused": (refused.code, refused.message)}
        return _page(request, "record/waiting.html", page, _TOO_MANY)
    return found or _page(request, "record/waiting.html", {})


def _holding(found: FoundCopy, code: str) -> Holding:
    salt = f"copy {found.copy_id} of {found.borrower_id}"
    return Holding(_COOKIE, str(found.copy_id), salt, reverse("record:record", args=[code]))


def _page(request: HttpRequest, template: str, page: Any, status: int = 200) -> HttpResponse:
    context = {"page": page, "is_demo": store_is_demo()}
    return private(render(request, template, context, status=status))
