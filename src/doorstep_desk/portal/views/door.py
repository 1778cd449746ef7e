"""How does a borrower come to their own page? By a code to the number on file, and no password."""

import uuid
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from doorstep_desk.cases.queries import case_of
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import ANONYMOUS
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.speech import language, say
from doorstep_desk.portal.holding import address_of
from doorstep_desk.portal.own.building import covered
from doorstep_desk.portal.own.pages import DoorPage, PersonPage
from doorstep_desk.portal.own.session import begin, forget, visit_here
from doorstep_desk.portal.refusals import told, wrong_code
from doorstep_desk.portal.wished import in_their_language
from doorstep_desk.self_service.actions.sign_in import ask_code, enter_code
from doorstep_desk.self_service.actions.stay import (
    asks_for_digits,
    end_visit,
    is_not_me,
    show_person,
)

_TOO_MANY = 429
_BAD = 400
_IN_CHINESE: Final = {
    "contact-unreadable": "请输入 11 位手机号，或者电子邮箱。",
    "too-many-codes": "要验证码的次数太多了，请过十分钟再试。",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Ask for number or address; answer the same whether anybody knows it or not."""
    if request.method != "POST":
        if visit_here(request) is not None:
            return HttpResponseRedirect(reverse("portal:account"))
        return _door(request, DoorPage())
    typed = request.POST.get("contact", "")[:200]
    try:
        with acting_as(ANONYMOUS):
            sign_in = ask_code(
                actor=ANONYMOUS, typed=typed, address=address_of(request),
                language=language(), at=clock.now(),
            )  # fmt: skip
    except Refused as refused:
        status = _TOO_MANY if refused.code == "too-many-codes" else _BAD
        sentence = told(refused, _IN_CHINESE)
        return _door(request, DoorPage(typed=typed, error=sentence), status)
    return _door(request, DoorPage(sign_in=str(sign_in)))


@never_cache
@require_POST
def code(request: HttpRequest) -> HttpResponse:
    """Take a code; say nothing about why a wrong one is wrong."""
    try:
        sign_in = uuid.UUID(request.POST.get("sign_in", ""))
    except ValueError:
        return HttpResponseRedirect(reverse("portal:home"))
    with acting_as(ANONYMOUS):
        is_in = enter_code(
            actor=ANONYMOUS, sign_in_id=sign_in, code=request.POST.get("code", "")[:20],
            at=clock.now(),
        )  # fmt: skip
    if is_in:
        return begin(HttpResponseRedirect(reverse("portal:person")), sign_in)
    return _door(request, DoorPage(sign_in=str(sign_in), error=wrong_code()), _BAD)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    """Ask whether it is the borrower who has the number, before anything is shown."""
    visit = visit_here(request)
    if visit is None:
        return forget(HttpResponseRedirect(reverse("portal:home")))
    if visit.is_person_sure:
        return HttpResponseRedirect(reverse("portal:account"))
    error = ""
    with acting_as(visit.actor):
        borrower = case_of(visit.actor, visit.case_id).borrower
        if request.method == "POST":
            if show_person(
                visit=visit, last_four=request.POST.get("last_four", "")[:8], at=clock.now()
            ):
                answer = HttpResponseRedirect(reverse("portal:account"))
                return in_their_language(request, answer, borrower.language)
            error = say(
                "与档案不符，请再看一看。",
                "This is not what we have; please look again.",
                "등록된 내용과 다릅니다. 다시 확인해 주십시오.",
            )
        hint = covered(borrower.name)
        page = PersonPage(hint, asks_for_digits(visit), error)
        return _render(request, "own/person.html", page, _BAD if error else 200)


@never_cache
@require_POST
def not_me(request: HttpRequest) -> HttpResponse:
    """Take the word of whoever has the number now; show nothing, close the number."""
    visit = visit_here(request)
    if visit is not None:
        with acting_as(visit.actor):
            is_not_me(visit=visit, at=clock.now())
    return forget(render(request, "own/not_me.html", {"is_demo": store_is_demo()}))


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave; the cookie and the sign-in are worth nothing afterwards."""
    visit = visit_here(request)
    if visit is not None:
        with acting_as(visit.actor):
            end_visit(actor=visit.actor, sign_in_id=visit.sign_in_id, at=clock.now())
    return forget(HttpResponseRedirect(reverse("portal:home")))


def _door(request: HttpRequest, page: DoorPage, status: int = 200) -> HttpResponse:
    return _render(request, "own/door.html", page, status)


def _render(request: HttpRequest, name: str, page: object, status: int = 200) -> HttpResponse:
    return render(request, name, {"page": page, "is_demo": store_is_demo()}, status=status)
