"""The team of a day: who goes with whom, who never does, and somebody new."""

import secrets
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.dayplans.queries import latest_run
from doorstep_desk.office.forms.people import couples_of, typed_of
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.people.team import team_page, typed_couples
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.presentation.people.team import TeamPage
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_day
from doorstep_desk.staff.actions import NewStaff, add_staff
from doorstep_desk.staff.actions.import_staff import PASSWORD_BYTES
from doorstep_desk.staff.actions.pairing import exclude_pair, lift_exclusion
from doorstep_desk.staff.roles import PERMISSIONS
from doorstep_desk.workdays.actions.team_day import approve_pairs


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Show the team of a day; today's when none is asked for."""
    actor, on = actor_of(request), _day(request.GET.get("on", ""))
    is_choosing = request.GET.get("choose") == "yes"
    page = team_page(actor, on, {}, {}, is_choosing=is_choosing)
    return _shown(request, page, 200)


@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """Let the chosen pairs go on a day."""
    actor, typed = actor_of(request), typed_of(request.POST)
    on = _day(typed.get("on", ""))
    errors: dict[str, str] = {}
    couples = couples_of(typed_couples(typed), errors)
    if errors:
        return _page(request, on, typed, errors, 400)
    try:
        approve_pairs(actor=actor, on=on, couples=couples, at=clock.now())
    except Refused as refused:
        errors = form_errors(refused)
        return _page(request, on, typed, {"pairs": errors.get("", "")} | errors, 409)
    sentence = say(f"已确定 {len(couples)} 个小组。", f"{len(couples)} pairs go that day.")
    messages.success(request, sentence)
    was_run = on == clock.today() and latest_run(actor.agency_id, on) is not None
    again = "&again=yes" if was_run and actor.may("day.run") else ""
    return HttpResponseRedirect(f"{reverse('office:team')}?on={on.isoformat()}{again}")


@require_POST
def exclude(request: HttpRequest) -> HttpResponse:
    """Never send two people together."""
    typed = typed_of(request.POST)
    keys = [typed.get(name, "") for name in ("never_first", "never_second")]
    if not all(each.isdecimal() for each in keys):
        wrong = {"never": say("请选择两个人。", "Choose two people.")}
        return _page(request, clock.today(), typed, wrong, 400)
    try:
        exclude_pair(
            actor=actor_of(request), first_id=int(keys[0]), second_id=int(keys[1]),
            because=typed.get("because", ""), at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        found = form_errors(refused)
        return _page(request, clock.today(), typed, {"never": found.get("", "")} | found, 409)
    messages.success(
        request, say("今后不再把这两人编在一组。", "These two are never sent together.")
    )
    return HttpResponseRedirect(reverse("office:team"))


@require_POST
def lift(request: HttpRequest, exclusion_id: UUID) -> HttpResponse:
    """Let two people go together again."""
    lift_exclusion(actor=actor_of(request), exclusion_id=exclusion_id, at=clock.now())
    messages.success(request, say("已解除。", "They may go together again."))
    return HttpResponseRedirect(reverse("office:team"))


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add somebody with a password for one use, which is shown once and kept nowhere."""
    actor, typed = actor_of(request), typed_of(request.POST)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    new = NewStaff(
        username=typed.get("username", "").lower(), display_name=typed.get("name", ""),
        role=typed.get("role", ""), organisation_id=actor.agency_id, password=password,
        must_change_password=True,
    )  # fmt: skip
    try:
        person = add_staff(actor=actor, new=new, at=clock.now())
    except Malformed as malformed:
        return _page(request, clock.today(), typed, {"add": "; ".join(malformed.problems)}, 400)
    except Refused as refused:
        found = form_errors(refused)
        return _page(request, clock.today(), typed, {"add": found.get("", "")} | found, 409)
    context = {"frame": frame_of(actor, "team"), "person": person, "password": password}
    answer = render(request, "people/added.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _day(text: str) -> date:
    if not text:
        return clock.today()
    try:
        return typed_day(text)
    except ValueError as error:
        raise Malformed([say("日期格式不对。", "This is not a day.")]) from error


def _page(
    request: HttpRequest, on: date, values: Mapping[str, str], errors: Mapping[str, str],
    status: int,
) -> HttpResponse:  # fmt: skip
    return _shown(request, team_page(actor_of(request), on, values, errors), status)


def _shown(request: HttpRequest, page: TeamPage, status: int) -> HttpResponse:
    frame = frame_of(actor_of(request), "team")
    is_plan_old = request.GET.get("again") == "yes" and page.on == clock.today()
    context = {
        "frame": frame, "page": page, "roles": tuple(PERMISSIONS), "is_plan_old": is_plan_old,
    }  # fmt: skip
    return render(request, "people/team.html", context, status=status)
