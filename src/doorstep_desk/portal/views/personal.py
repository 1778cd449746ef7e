"""What one borrower does through a link of their own; every page works without a script."""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.affordability.arrangement import ArrangementTerms
from doorstep.affordability.content import terms_seal
from doorstep.affordability.propose import propose
from doorstep.affordability.reminders import Wish
from doorstep.affordability.sheet import Sheet
from doorstep.terms.local_time import local_day
from doorstep_desk.arrangements.actions import Proposed
from doorstep_desk.arrangements.actions.links import prove_holder, refuse_stranger, use_link
from doorstep_desk.arrangements.actions.reminders import About
from doorstep_desk.arrangements.facts import asked_on
from doorstep_desk.arrangements.links import Behind, behind
from doorstep_desk.arrangements.sheet_form import read_sheet_form
from doorstep_desk.cases.queries import case_of
from doorstep_desk.followups.actions import (
    Said,
    cancel_by_borrower,
    contest_by_borrower,
    remind_by_borrower,
    wish_by_borrower,
)
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.typed import typed_id
from doorstep_desk.portal.holding import Holding, address_of, private
from doorstep_desk.portal.own.session import visit_here
from doorstep_desk.portal.personal.page import home_page, in_force_on, sheet_page
from doorstep_desk.portal.views.opinion import rating_of
from doorstep_desk.portal.wished import in_their_language
from doorstep_desk.self_service.actions.rate import rate_contact

COOKIE: Final = "held"
_BAD, _SHUT, _CONFLICT, _TOO_MANY = 400, 410, 409, 429
_View = Callable[[HttpRequest, str, Said], HttpResponse]


def behind_link(view: _View) -> Callable[..., HttpResponse]:
    """Let a view see only a good link that its holder has proved to be theirs.

    Whatever is refused before is answered here and not raised, so that it stays counted.
    """

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        at, address = clock.now(), address_of(request)
        try:
            link = behind(token, at)
        except Refused as refused:
            return private(_shut(request, refused, address, at))
        if not _is_held(request, link, token):
            return private(_gate(request, token))
        return private(view(request, token, Said(link, address, at)))

    return never_cache(opened)


@require_safe
@behind_link
def home(request: HttpRequest, token: str, said: Said) -> HttpResponse:
    """Show what is owed, what is agreed, and what can be done about it."""
    return _home(request, token, said, receipt=request.GET.get("receipt", "")[:8])


@never_cache
@require_POST
def hold(request: HttpRequest, token: str) -> HttpResponse:
    """Open a link for whoever knows the end of the borrower's identity number."""
    at, address = clock.now(), address_of(request)
    try:
        link = behind(token, at)
    except Refused as refused:
        return private(_shut(request, refused, address, at))
    try:
        with acting_as(link.actor):
            is_right = prove_holder(
                actor=link.actor, link=link, typed=request.POST.get("proof", "")[:20],
                address=address, at=at,
            )  # fmt: skip
    except Refused as refused:
        return private(_gate(request, token, (refused.code, refused.message), _TOO_MANY))
    if not is_right:
        wrong = ("proof-differs", "These are not the characters on file. Look once more.")
        return private(_gate(request, token, wrong, _BAD))
    answer = HttpResponseRedirect(reverse("portal:personal", args=[token]))
    with acting_as(link.actor):
        borrower = case_of(link.actor, link.case_id).borrower
    in_their_language(request, answer, borrower.language)
    return _holding(link, token).hold(answer)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def sheet(request: HttpRequest, token: str, said: Said) -> HttpResponse:
    """Show the household's sheet and what could be borne; nothing of it is kept."""
    read = read_sheet_form(request.POST.dict()) if request.method == "POST" else None
    refused = counted(said) if read else ("", "")
    status = _TOO_MANY if refused[0] else _BAD if read and read.errors else 200
    return _sheet(request, token, said, refused=refused, status=status)


@require_POST
@behind_link
def wish(request: HttpRequest, token: str, said: Said) -> HttpResponse:
    """Write down which arrangement the borrower wishes; a person answers."""

    def act() -> str:
        read = read_sheet_form(request.POST.dict())
        if read.sheet is None:
            raise Refused("offer-gone", "Read the sheet again, then choose.")
        terms = _chosen(said, read.sheet, request.POST.get("choice", ""))
        replaced = in_force_on(said.link.case_id)
        because = request.POST.get("because", "").strip()[:500] or "wished by the borrower"
        wanted = Proposed(
            typed_id(request.POST.get("arrangement_id", "")), said.link.case_id, terms,
            read.sheet, because, replaced.row.pk if replaced else None,
        )  # fmt: skip
        return wish_by_borrower(said=said, wish=wanted)

    return _act(request, token, said, act, _sheet)


@require_POST
@behind_link
def contest(request: HttpRequest, token: str, said: Said) -> HttpResponse:
    """Take down: this is not what I agreed."""
    because = request.POST.get("because", "").strip()[:500]
    return _act(
        request, token, said, lambda: contest_by_borrower(said=said, because=because), _home
    )


@require_POST
@behind_link
def cancel(request: HttpRequest, token: str, said: Said) -> HttpResponse:
    """Take an agreement back within the days for thinking it over."""
    return _act(request, token, said, lambda: cancel_by_borrower(said=said), _home)


@require_POST
@behind_link
def remind(request: HttpRequest, token: str, said: Said) -> HttpResponse:
    """Take down whether and how the borrower wants to be reminded."""
    posted = request.POST
    days = posted.get("days_before", "")
    wanted = Wish(
        posted.get("wanted") == "yes", posted.get("channel", "")[:12],
        int(days) if days.isascii() and days.isdecimal() and len(days) < 3 else -1,
    )  # fmt: skip
    about = About(said.link.case_id, _id(posted.get("promise")), _id(posted.get("arrangement")))
    return _act(
        request, token, said,
        lambda: remind_by_borrower(said=said, about=about, wish=wanted), _home,
    )  # fmt: skip


@require_POST
@behind_link
def opinion(request: HttpRequest, token: str, said: Said) -> HttpResponse:
    """Keep how the borrower found a contact, or that they do not want to be asked."""

    def act() -> str:
        rate_contact(
            actor=said.link.actor, case_id=said.link.case_id, rating=rating_of(request), at=said.at
        )
        return "opinion"

    return _act(request, token, said, act, _home)


def _act(
    request: HttpRequest, token: str, said: Said, act: Callable[[], str], again: Callable[..., Any]
) -> HttpResponse:
    """Act in the borrower's own scope, and show the receipt; a refusal stands on the page."""
    refused = counted(said)
    if refused[0]:
        answer: HttpResponse = again(request, token, said, refused=refused, status=_TOO_MANY)
        return answer
    try:
        with acting_as(said.link.actor):
            receipt = act()
    except Refused as error:
        told = (error.code, error.message)
        answer = again(request, token, said, refused=told, status=_CONFLICT)
        return answer
    return HttpResponseRedirect(reverse("portal:personal", args=[token]) + f"?receipt={receipt}")


def counted(said: Said) -> tuple[str, str]:
    """Count what was sent through a link; return why no more is taken, or nothing."""
    try:
        with acting_as(said.link.actor):
            use_link(
                actor=said.link.actor, link=said.link, what="asked", address=said.address,
                at=said.at,
            )  # fmt: skip
    except Refused as refused:
        return refused.code, refused.message
    return "", ""


def _chosen(said: Said, month: Sheet, seal: str) -> ArrangementTerms:
    asked = asked_on(said.link.actor, said.link.case_id, month, local_day(said.at))
    for offer in propose(asked):
        if terms_seal(offer.terms) == seal:
            return offer.terms
    raise Refused("offer-gone", "The debt or the sheet has changed. Look at the offers again.")


def _home(
    request: HttpRequest, token: str, said: Said, receipt: str = "",
    refused: tuple[str, str] = ("", ""), status: int = 200,
) -> HttpResponse:  # fmt: skip
    with acting_as(said.link.actor):
        page = home_page(said.link, token, said.at, receipt, refused)
        return _page(request, "personal/home.html", page, status)


def _sheet(
    request: HttpRequest, token: str, said: Said, refused: tuple[str, str] = ("", ""),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    read = read_sheet_form(request.POST.dict()) if request.method == "POST" else None
    with acting_as(said.link.actor):
        try:
            page = sheet_page(said.link, token, read, said.at, refused)
        except Refused as error:
            told = (error.code, error.message)
            page, status = sheet_page(said.link, token, read, said.at, told), _CONFLICT
        return _page(request, "personal/sheet.html", page, status)


def _gate(
    request: HttpRequest, token: str, refused: tuple[str, str] = ("", ""), status: int = 200
) -> HttpResponse:
    return _page(request, "personal/gate.html", {"token": token, "refused": refused}, status)


def _shut(request: HttpRequest, refused: Refused, address: str, at: datetime) -> HttpResponse:
    status, shown = _SHUT, refused
    try:
        refuse_stranger(actor=actor_of(request), address=address, at=at)
    except Refused as too_many:
        status, shown = _TOO_MANY, too_many
    page = {"refused": (shown.code, shown.message)}
    return _page(request, "personal/shut.html", page, status)


def _page(request: HttpRequest, template: str, page: object, status: int) -> HttpResponse:
    context = {"page": page, "is_demo": store_is_demo()}
    return render(request, template, context, status=status)


def _is_held(request: HttpRequest, link: Behind, token: str) -> bool:
    """Say whether its holder has shown that it is theirs, by digits or by coming with a code."""
    if _holding(link, token).is_held(request):
        return True
    visit = visit_here(request)
    return (
        visit is not None and visit.is_person_sure and visit.actor.borrower_id == link.borrower_id
    )


def _holding(link: Behind, token: str) -> Holding:
    salt = f"personal link {link.link_id} of {link.borrower_id}"
    return Holding(COOKIE, str(link.link_id), salt, reverse("portal:personal", args=[token]))


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
