"""What is stated about how the agency works, and stating it."""

from collections.abc import Mapping
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.declarations.actions import Stated, declare, withdraw
from doorstep_desk.declarations.questions import AGENCY, LENDER
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.practice import WITHDRAW, Problem, practice_page
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """Show every question with its answer; those without one first."""
    return _page(request, None)


@require_POST
def declare_answers(request: HttpRequest, about_id: int) -> HttpResponse:
    """Write down what was answered about one organisation, and take back what was chosen so."""
    actor, source = actor_of(request), request.POST.get("source", "").strip()[:300]
    answers = _answers(request.POST, is_agency=about_id == actor.agency_id)
    back = [key for key, answer in answers.items() if answer == WITHDRAW]
    given = {key: answer for key, answer in answers.items() if answer != WITHDRAW}
    problem = partial(Problem, about_id, source=source)
    if not answers:
        return _page(
            request, problem(say("请至少回答一项。", "Answer at least one question.")), 400
        )
    if not source:
        missing = say("请写明依据，例如贷款人来函或出发前检查。",
                      "Say what the answers rest on, such as a letter or a check.")  # fmt: skip
        return _page(request, problem(missing), 400)
    at = clock.now()
    try:
        with transaction.atomic():
            if given:
                stated = Stated(about_id, given, clock.today(), source)
                declare(actor=actor, stated=stated, at=at)
            if back:
                withdraw(actor=actor, about_id=about_id, questions=back, because=source, at=at)
    except Refused as refused:
        return _page(request, problem(form_errors(refused).get("", "")), 409)
    messages.success(request, say("已记录，从今天起生效。", "Written down; it counts from today."))
    return HttpResponseRedirect(reverse("office:practice"))


def _answers(posted: Mapping[str, str], *, is_agency: bool) -> dict[str, str]:
    questions = AGENCY if is_agency else LENDER
    if posted.get("usual"):
        return {question.key: question.usual for question in questions}
    found = {question.key: posted.get(question.key, "") for question in questions}
    return {key: answer for key, answer in found.items() if answer}


def _page(request: HttpRequest, problem: Problem | None, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    page = practice_page(actor, clock.today(), clock.now(), problem)
    context = {"frame": frame_of(actor, "practice"), "page": page}
    return render(request, "office/practice.html", context, status=status)
