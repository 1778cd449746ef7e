"""The papers of a case: the list, issuing, opening and signing one; letters asked for by tasks."""

import base64
import binascii
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.documents.actions import issue_document, read_document, sign_document
from doorstep_desk.documents.contents.compose import Wanted
from doorstep_desk.documents.signature import MOST_BYTES
from doorstep_desk.followups.actions import issue_closing_letter
from doorstep_desk.office.pages.frame import frame_of, local_now
from doorstep_desk.office.pages.papers.page import papers_page
from doorstep_desk.office.pages.refusals import form_errors, reader_sentence
from doorstep_desk.office.views.followups import followup_list
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say

_DRAWN: Final = "data:image/png;base64,"


@require_safe
def papers(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show the papers of a case, and who opened them."""
    return _page(request, case_id, {"wanted": request.GET.get("wanted", "")[:60]}, {})


@require_POST
def issue(request: HttpRequest, case_id: int) -> HttpResponse:
    """Issue a paper."""
    typed = {
        name: request.POST.get(name, "").strip()[:60] for name in ("wanted", "language", "as_of")
    }
    kind, _, about = typed["wanted"].partition(":")
    try:
        as_of = _day(typed["as_of"]) if kind == "statement" else None
    except ValueError:
        error = say("请填写日期，如 2026-11-25。", "Give a day, such as 2026-11-25.")
        return _page(request, case_id, typed, {"as_of": error}, status=400)
    try:
        row = issue_document(
            actor=actor_of(request), case_id=case_id, site=_site(request), at=clock.now(),
            wanted=Wanted(kind, typed["language"], about, as_of),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, case_id, typed, form_errors(refused), status=409)
    return _done(request, case_id, row.pk, say("已出具。", "Issued."))


@require_POST
def open_paper(request: HttpRequest, paper_id: uuid.UUID) -> HttpResponse:
    """Answer with a paper's file; who opened it is written down."""
    opened = read_document(actor=actor_of(request), document_id=paper_id, at=clock.now())
    answer = HttpResponse(opened.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{opened.file_name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def sign(request: HttpRequest, case_id: int, paper_id: uuid.UUID) -> HttpResponse:
    """Take the borrower's signature, drawn on the page or attached as a picture."""
    try:
        row = sign_document(
            actor=actor_of(request), document_id=paper_id, image=_signature(request),
            site=_site(request), at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        errors = {"signature": reader_sentence(refused)}
        return _page(request, case_id, {}, errors, str(paper_id), status=409)
    return _done(request, case_id, row.pk, say("已签字。", "Signed."))


@require_POST
def letter(request: HttpRequest, followup_id: uuid.UUID) -> HttpResponse:
    """Issue the closing letter that a task asks for."""
    try:
        issue_closing_letter(
            actor=actor_of(request), followup_id=followup_id, site=_site(request),
            language=request.POST.get("language", "zh"), at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return followup_list(request, (str(followup_id), form_errors(refused).get("", "")), 409)
    messages.success(
        request,
        say("结清证明已出具。", "The closing letter is issued."),
    )
    return HttpResponseRedirect(reverse("office:followups"))


def _day(typed: str) -> date | None:
    return date.fromisoformat(typed) if typed else None


def _signature(request: HttpRequest) -> bytes:
    if (sent := request.FILES.get("picture")) is not None:
        return bytes(sent.read(MOST_BYTES + 1))
    drawn = request.POST.get("drawn", "")
    try:
        return base64.b64decode(drawn.removeprefix(_DRAWN), validate=True)
    except binascii.Error:
        return b""


def _site(request: HttpRequest) -> str:
    return settings.DOORSTEP_SITE or request.build_absolute_uri("/")


def _done(request: HttpRequest, case_id: int, paper_id: uuid.UUID, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("office:papers", args=[case_id]) + f"#paper-{paper_id}")


def _page(
    request: HttpRequest, case_id: int, values: Mapping[str, str], errors: Mapping[str, str],
    signing: str = "", *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    actor = actor_of(request)
    page = papers_page(actor, case_id, local_now(), values, errors, signing)
    context = {"frame": frame_of(actor, "cases"), "page": page}
    return render(request, "money/papers.html", context, status=status)
