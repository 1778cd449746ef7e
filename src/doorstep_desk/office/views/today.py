"""Today's board, its re-plan form and the printable day."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.dayplans.actions.replan import Replanned, drop_pair
from doorstep_desk.dayplans.lists import run_of
from doorstep_desk.dayplans.queries import newest_day
from doorstep_desk.office.pages.board import Wanted, board_of, printed_of
from doorstep_desk.office.pages.empty_board import empty_board
from doorstep_desk.office.pages.frame import frame_of, home_of, local_now
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_day
from doorstep_desk.staff.queries import pair_of_agent


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show the board, or lead those who do not plan to their own first page."""
    actor = actor_of(request)
    if not actor.may("day.read"):
        return HttpResponseRedirect(home_of(actor))
    return board(request, actor, Wanted(request.GET.get("pair", ""), local_now()))


def board(request: HttpRequest, actor: Actor, wanted: Wanted, status: int = 200) -> HttpResponse:
    """Answer with the board of the day that was asked for."""
    on = _day(request, actor)
    run = run_of(actor.agency_id, on)
    context: dict[str, object] = {"frame": frame_of(actor, "today")}
    if run is not None:
        page = board_of(actor, run, wanted)
        if page.stops_count:
            return render(request, "office/today.html", context | {"page": page}, status=status)
    context["page"] = empty_board(actor, on, run)
    return render(request, "office/today_empty.html", context, status=status)


@require_POST
def replan(request: HttpRequest) -> HttpResponse:
    """Give the visits of a pair that cannot go on to the others."""
    actor = actor_of(request)
    typed = {name: request.POST.get(name, "").strip()[:120] for name in ("absent", "because")}
    on = _day(request, actor)
    errors = {}
    pair = pair_of_agent(int(typed["absent"])) if typed["absent"].isdecimal() else None
    if pair is None or pair.organisation_id != actor.agency_id:
        errors["absent"] = say("请选择不能继续的外访员。", "Choose who cannot go on.")
    if not typed["because"]:
        errors["because"] = say("请写明原因。", "Say why.")
    if errors or pair is None:
        return _board_again(request, actor, FormState(values=typed, errors=errors), 400)
    try:
        done = drop_pair(
            actor=actor, on=on, pair_id=pair.id, because=typed["because"], at=clock.now()
        )
    except Refused as refused:
        state = FormState(values=typed, errors=form_errors(refused))
        return _board_again(request, actor, state, 409)
    messages.success(request, _replanned(done))
    return HttpResponseRedirect(f"{reverse('office:today')}?date={on.isoformat()}")


def _board_again(
    request: HttpRequest, actor: Actor, state: FormState, status: int
) -> HttpResponse:
    return board(request, actor, Wanted("", local_now(), state), status)


def _replanned(done: Replanned) -> str:
    return say(
        f"已重新排程：{done.moved} 站改由其他小组，{done.shifted} 站推迟，"
        f"{done.unplaced} 站今日不再上门。",
        f"Planned again: {done.moved} stops moved to other pairs, {done.shifted} later, "
        f"{done.unplaced} not visited any more today.",
    )


@require_safe
def print_day(request: HttpRequest) -> HttpResponse:
    """Show one pair's plan as a sheet of paper."""
    actor = actor_of(request)
    on = _day(request, actor)
    run = run_of(actor.agency_id, on)
    wanted = Wanted(request.GET.get("pair", ""), local_now())
    frame = frame_of(actor, "today")
    page = None if run is None else printed_of(actor, run, wanted, frame.person)
    if page is None:
        raise Refused("not-found", say("这一天没有这个小组的行程。", "This pair has no such day."))
    return render(request, "office/print_day.html", {"frame": frame, "page": page})


def _day(request: HttpRequest, actor: Actor) -> date:
    """Return the day asked for: today, or the newest day that was run when today was not."""
    text = request.POST.get("date", "") or request.GET.get("date", "")
    if text:
        try:
            return typed_day(text)
        except ValueError as error:
            raise Malformed([say("日期格式不对。", "This is not a day.")]) from error
    on = clock.today()
    if run_of(actor.agency_id, on) is None:
        return newest_day(actor.agency_id) or on
    return on
