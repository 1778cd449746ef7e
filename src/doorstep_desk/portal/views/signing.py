"""The papers of a borrower on their own page: read one, open its file, sign it by a code."""

import uuid
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.documents.actions import read_document
from doorstep_desk.followups.actions import sign_agreement
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.portal.own.building import lender_of
from doorstep_desk.portal.own.papers import paper_page, papers_of
from doorstep_desk.portal.own.session import OwnView, own_page
from doorstep_desk.portal.refusals import told, wrong_code
from doorstep_desk.self_service.actions.sign_paper import ask_signing_code
from doorstep_desk.self_service.queries import Visit

_BAD, _CONFLICT = 400, 409
_IN_CHINESE: Final = {
    "approval-missing": "协议里有减免，需要先由另一位同事批准；批准后会请您再来签。",
    "arrangement-active": "已有另一份协议在履行，请先联系我们。",
    "code-not-sent": "暂时无法给您发送验证码。请稍后再试，或与我们当面在纸上签署。",
    "document-not-agreed": "这份协议已不再有效，无需签署。",
    "document-not-for-signing": "这份文件不需要签署。",
    "document-signed": "这份协议已经签署。",
    "signing-needs-proof": "档案里没有您的身份证号，无法确认是您本人。请与我们当面在纸上签署。",
    "too-many-codes": "验证码要得太多了，请过十分钟再试。",
}


_View = Callable[[HttpRequest, Visit, uuid.UUID], HttpResponse]


def _own_paper(view: _View) -> OwnView:
    """Show a page about a paper to the borrower whose it is; for others there is none."""

    @wraps(view)
    def shown(request: HttpRequest, visit: Visit, paper_id: uuid.UUID) -> HttpResponse:
        try:
            return view(request, visit, paper_id)
        except Refused as refused:
            if refused.code != "document-unknown":
                raise
            raise Http404(paper_id) from refused

    return own_page(shown)


@require_safe
@own_page
def papers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """List the papers, those that wait for a signature first."""
    context = {"lender": lender_of(visit), "papers": papers_of(visit)}
    return _render(request, "own/papers.html", context)


@require_safe
@_own_paper
def paper(request: HttpRequest, visit: Visit, paper_id: uuid.UUID) -> HttpResponse:
    """Show what a paper says, and how it can be signed."""
    return _paper(request, visit, paper_id)


@require_POST
@_own_paper
def file(request: HttpRequest, visit: Visit, paper_id: uuid.UUID) -> HttpResponse:
    """Answer with a paper's file; that it was opened is written down."""
    opened = read_document(actor=visit.actor, document_id=paper_id, at=clock.now())
    answer = HttpResponse(opened.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{opened.file_name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@_own_paper
def ask(request: HttpRequest, visit: Visit, paper_id: uuid.UUID) -> HttpResponse:
    """Send a code that signs this paper and nothing else."""
    try:
        ask_signing_code(visit=visit, document_id=paper_id, at=clock.now())
    except Refused as refused:
        return _refused(request, visit, paper_id, refused)
    return HttpResponseRedirect(reverse("portal:paper", args=[paper_id]) + "#sign")


@require_POST
@_own_paper
def sign(request: HttpRequest, visit: Visit, paper_id: uuid.UUID) -> HttpResponse:
    """Sign by the code that was typed; a wrong one says nothing about why it is wrong."""
    try:
        signed = sign_agreement(
            visit=visit, document_id=paper_id, code=request.POST.get("code", "")[:20],
            site=settings.DOORSTEP_SITE or request.build_absolute_uri("/"), at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _refused(request, visit, paper_id, refused)
    if signed is None:
        return _paper(request, visit, paper_id, wrong_code(), _BAD)
    return HttpResponseRedirect(reverse("portal:paper", args=[signed]) + "?signed=1")


def _refused(
    request: HttpRequest, visit: Visit, paper_id: uuid.UUID, refused: Refused
) -> HttpResponse:
    if refused.code == "document-unknown":
        raise refused
    return _paper(request, visit, paper_id, told(refused, _IN_CHINESE), _CONFLICT)


def _paper(
    request: HttpRequest, visit: Visit, paper_id: uuid.UUID, error: str = "", status: int = 200
) -> HttpResponse:
    is_done = request.GET.get("signed") == "1"
    page = paper_page(visit, paper_id, clock.now(), error, is_done=is_done)
    return _render(request, "own/paper.html", {"lender": lender_of(visit), "page": page}, status)


def _render(
    request: HttpRequest, name: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    return render(request, name, {**context, "is_demo": store_is_demo()}, status=status)
