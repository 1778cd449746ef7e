"""Courses: one's own list, what is read, the exam and its result; and the team's overview."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep_desk.office.forms.people import typed_of
from doorstep_desk.office.forms.training import need_of, need_starts_on, paper_of
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.people.team_training import team_training_page
from doorstep_desk.office.pages.people.training import (
    course_page,
    exam_page,
    result_page,
    training_page,
)
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.actions.certificates import end_need, need_certificate
from doorstep_desk.training.actions.needs import adopt_proposed_needs
from doorstep_desk.training.actions.sit_exam import sit_exam


@require_safe
def training(request: HttpRequest) -> HttpResponse:
    """Show the reader's own courses."""
    page = training_page(actor_of(request), clock.today())
    return _shown(request, "people/training.html", page)


@require_safe
def course(request: HttpRequest, key: str) -> HttpResponse:
    """Show what is read of a course."""
    page = course_page(actor_of(request), key, clock.today())
    return _shown(request, "people/course.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def exam(request: HttpRequest, key: str) -> HttpResponse:
    """Show an exam, or take it; questions without an answer are pointed at."""
    paper = paper_of(key, typed_of(request.POST))
    page = exam_page(key, paper.answers, was_sent=request.method == "POST")
    if request.method != "POST":
        return _shown(request, "people/exam.html", page)
    if page.missing:
        return _shown(request, "people/exam.html", page, 400)
    kept = sit_exam(actor=actor_of(request), paper=paper, at=clock.now())
    return HttpResponseRedirect(reverse("office:exam_result", args=[kept]))


@require_safe
def result(request: HttpRequest, exam_id: UUID) -> HttpResponse:
    """Show an exam of the reader's own, explained."""
    page = result_page(actor_of(request), exam_id, clock.today())
    return _shown(request, "people/result.html", page)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show who holds what until when."""
    return _overview(request, {}, {}, 200)


@require_POST
def need(request: HttpRequest) -> HttpResponse:
    """Let a kind of contact need a certificate, or take up what the house proposes."""
    actor, typed, errors = actor_of(request), typed_of(request.POST), dict[str, str]()
    from_on = need_starts_on(typed, clock.today(), errors)
    wanted = None if typed.get("proposed") else need_of(typed, errors)
    if errors:
        return _overview(request, typed, errors, 400)
    if wanted is None:
        adopt_proposed_needs(actor=actor, from_on=from_on, at=clock.now())
    else:
        channel, kind = wanted
        need_certificate(actor=actor, kind=kind, channel=channel, from_on=from_on, at=clock.now())
    messages.success(request, say("已登记。", "Written down."))
    return HttpResponseRedirect(reverse("office:team_training"))


@require_POST
def stop_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Let a need end with today."""
    end_need(actor=actor_of(request), need_id=need_id, last_on=clock.today(), at=clock.now())
    messages.success(request, say("明天起不再需要。", "From tomorrow it is not needed."))
    return HttpResponseRedirect(reverse("office:team_training"))


def _overview(
    request: HttpRequest, values: Mapping[str, str], errors: Mapping[str, str], status: int
) -> HttpResponse:
    page = team_training_page(actor_of(request), clock.today(), values, errors)
    return _shown(request, "people/team_training.html", page, status)


def _shown(request: HttpRequest, template: str, page: object, status: int = 200) -> HttpResponse:
    context = {"frame": frame_of(actor_of(request), "training"), "page": page}
    return render(request, template, context, status=status)
