"""Are the people at my door really sent? Anyone may ask."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.portal.holding import address_of
from doorstep_desk.portal.presentation import VisitorPage
from doorstep_desk.portal.refusals import told
from doorstep_desk.visits.actions.check_visitor import LONGEST_NOTE, check_visitor, report_visitor

_TOO_MANY = 429
_BAD = 400
_IN_CHINESE: Final = {
    "number-unreadable": "请输入来的人给您看的 8 位数字。",
    "too-many-checks": "这里试得太多了，请过十分钟再试。这段时间您不用开门。",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def visitor(request: HttpRequest) -> HttpResponse:
    """Ask for the number, or say whether it is genuine and nothing else."""
    if request.method != "POST":
        return _page(request, VisitorPage())
    typed = request.POST.get("number", "")[:40]
    try:
        is_genuine = check_visitor(
            actor=actor_of(request), typed=typed, address=address_of(request), at=clock.now()
        )
    except Refused as refused:
        return _refused(request, VisitorPage(typed=typed), refused)
    answer = "genuine" if is_genuine else "unknown"
    return _page(request, VisitorPage(typed=typed, answer=answer))


@never_cache
@require_http_methods(["POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Take down that the people at the door are not those whom the number belongs to."""
    typed = request.POST.get("number", "")[:40]
    note = request.POST.get("note", "")[:LONGEST_NOTE]
    try:
        report_visitor(
            actor=actor_of(request), typed=typed, note=note, address=address_of(request),
            at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return _refused(request, VisitorPage(typed=typed, note=note), refused)
    return _page(request, VisitorPage(answer="reported"))


def _refused(request: HttpRequest, page: VisitorPage, refused: Refused) -> HttpResponse:
    status = _TOO_MANY if refused.code == "too-many-checks" else _BAD
    sentence = told(refused, _IN_CHINESE)
    shown = VisitorPage(typed=page.typed, note=page.note, error=sentence)
    return _page(request, shown, status)


def _page(request: HttpRequest, page: VisitorPage, status: int = 200) -> HttpResponse:
    context = {"page": page, "is_demo": store_is_demo()}
    return render(request, "portal/visitor.html", context, status=status)
