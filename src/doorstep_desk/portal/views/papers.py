"""Is this paper genuine, and is my file unchanged? Anyone may ask."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from doorstep.terms.local_time import BEIJING
from doorstep_desk.documents.actions import check_document, compare_file
from doorstep_desk.documents.codes import LONGEST_TYPED
from doorstep_desk.documents.queries import Genuine
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.portal.holding import address_of
from doorstep_desk.portal.presentation import PaperPage, PaperSeen
from doorstep_desk.portal.refusals import told

_TOO_MANY = 429
_BAD = 400
_IN_CHINESE: Final = {
    "too-many-checks": "这里查得太多了，请过十分钟再试。",
    "document-file-too-large": "我们的文件都小于 5 MB，请选择收到的 PDF 文件。",
}
_UNREADABLE: Final = 5_000_001
"""So much is read of a file at most; one that long is refused."""


@never_cache
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a paper, or go to the paper of the code that was typed."""
    if typed := request.GET.get("code", "").strip()[:LONGEST_TYPED].replace("/", ""):
        return HttpResponseRedirect(reverse("verify:paper", args=[typed]))
    return _page(request, PaperPage())


@never_cache
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a paper was issued here, and nothing that does not stand on it."""
    typed = code[:LONGEST_TYPED]
    try:
        found = check_document(
            actor=actor_of(request), typed=typed, address=address_of(request), at=clock.now()
        )
    except Refused as refused:
        return _refused(request, typed, refused)
    return _page(request, PaperPage(typed, _seen(found), "unknown" if found is None else ""))


@never_cache
@require_POST
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a file is the paper, unchanged; the file is not kept."""
    typed, sent = code[:LONGEST_TYPED], request.FILES.get("file")
    if sent is None:
        return HttpResponseRedirect(reverse("verify:paper", args=[typed]))
    try:
        found = compare_file(
            actor=actor_of(request), typed=typed, content=sent.read(_UNREADABLE),
            address=address_of(request), at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _refused(request, typed, refused)
    if found.paper is None:
        return _page(request, PaperPage(typed, None, "unknown"))
    answer = "same" if found.is_same else "different"
    return _page(request, PaperPage(typed, _seen(found.paper), answer))


def _seen(found: Genuine | None) -> PaperSeen | None:
    if found is None:
        return None
    lender = say(found.lender, found.lender_en or found.lender)
    issued_on = found.issued_at.astimezone(BEIJING).date()
    return PaperSeen(found.kind, lender, issued_on, found.digest)


def _refused(request: HttpRequest, typed: str, refused: Refused) -> HttpResponse:
    status = _TOO_MANY if refused.code == "too-many-checks" else _BAD
    sentence = told(refused, _IN_CHINESE)
    return _page(request, PaperPage(typed, error=sentence), status)


def _page(request: HttpRequest, page: PaperPage, status: int = 200) -> HttpResponse:
    context = {"page": page, "is_demo": store_is_demo()}
    return render(request, "portal/paper.html", context, status=status)
