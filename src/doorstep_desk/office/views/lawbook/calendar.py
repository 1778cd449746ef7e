"""The calendar: a year at a glance, and the days that the organisation adds."""

import uuid
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.calendars.actions import approve_day, propose_day, withdraw_day
from doorstep_desk.office.forms.calendar import day_of
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.lawbook.calendar import calendar_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.presentation.lawbook.calendar import CalendarPage
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say

_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2100


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a year."""
    page = calendar_page(actor_of(request), clock.today(), _year(request.GET.get("year", "")))
    return _answer(request, page)


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a day; it changes nothing until another person approves it."""
    actor, today, wish = actor_of(request), clock.today(), day_of(request.POST.dict())
    year = today.year if wish.on is None else wish.on.year
    if wish.state.errors or wish.on is None:
        return _answer(request, calendar_page(actor, today, year, wish.state), 400)
    try:
        propose_day(actor=actor, on=wish.on, kind=wish.kind, source=wish.source, at=clock.now())
    except Refused as refused:
        state = FormState(values=wish.state.values, errors=form_errors(refused))
        return _answer(request, calendar_page(actor, today, year, state), 409)
    done = say("已提出，等待另一人批准。", "Proposed; another person approves it.")
    return _done(request, year, done)


@require_POST
def approve(request: HttpRequest, day_id: uuid.UUID) -> HttpResponse:
    """Approve a day that somebody else proposed."""
    try:
        row = approve_day(actor=actor_of(request), day_id=day_id, at=clock.now())
    except Refused as refused:
        return _refused(request, day_id, refused)
    return _done(request, row.on.year, say("已批准，现在起生效。", "Approved; it counts now."))


@require_POST
def withdraw(request: HttpRequest, day_id: uuid.UUID) -> HttpResponse:
    """Take back a day that nobody approved yet."""
    try:
        row = withdraw_day(actor=actor_of(request), day_id=day_id, at=clock.now())
    except Refused as refused:
        return _refused(request, day_id, refused)
    return _done(request, row.on.year, say("已撤回。", "Taken back."))


def _year(text: str) -> int:
    is_year = text.isascii() and text.isdecimal() and len(text) == 4
    year = int(text) if is_year else clock.today().year
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else clock.today().year


def _refused(request: HttpRequest, day_id: uuid.UUID, refused: Refused) -> HttpResponse:
    sentence = form_errors(refused).get("", "")
    today = clock.today()
    year = _year(request.POST.get("year", ""))
    page = calendar_page(actor_of(request), today, year, errors={str(day_id): sentence})
    return _answer(request, page, 409)


def _answer(request: HttpRequest, page: CalendarPage, status: int = 200) -> HttpResponse:
    frame = frame_of(actor_of(request), "law")
    context = {"frame": frame, "page": page, "here": "calendar"}
    return render(request, "lawbook/calendar.html", context, status=status)


def _done(request: HttpRequest, year: int, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(f"{reverse('office:calendar')}?year={year}")
