"""Today's board, its re-plan form and the printable day."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doorstep_desk.dayplans.actions.replan import Replanned
from doorstep_desk.dayplans.lists import Run, run_of
from doorstep_desk.dayplans.queries import newest_day
from doorstep_desk.office.pages.board import Wanted, board_of, printed_of
from doorstep_desk.office.pages.empty_board import empty_board
from doorstep_desk.office.pages.frame import frame_of, home_of, local_now
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.pages.run_panel import run_panel
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_day
from doorstep_desk.staff.queries import pair_of_agent
from doorstep_desk.workdays.actions.ask import ask_for_day
from doorstep_desk.workdays.actions.team_day import go_without


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show the board, or lead those who do not plan to their own first page."""
    actor = actor_of(request)
    if not actor.may("day.read"):
        return HttpResponseRedirect(home_of(actor))
    return board(request, actor, Wanted(request.GET.get("pair", ""), local_now()))


def board(request: HttpRequest, actor: Actor, wanted: Wanted, status: int = 200) -> HttpResponse:
    """Answer with the board of the day that was asked for."""
    on, run = _run_asked_for(request, actor)
    panel = run_panel(actor, wanted.now)
    frame = frame_of(actor, "today")
    context: dict[str, object] = {
        "frame": frame,
        "run_panel": panel,
        "may_run": actor.may("day.run") and not (panel is not None and panel.is_open),
    }
    if run is not None:
        page = board_of(actor, run, wanted, waiting=frame.waiting("followups"))
        if page.stops_count:
            return render(request, "office/today.html", context | {"page": page}, status=status)
    context["page"] = empty_board(actor, on, run)
    return render(request, "office/today_empty.html", context, status=status)


@require_POST
def run_day(request: HttpRequest) -> HttpResponse:
    """Set a process to today's run, and show the board, which tells how far it is."""
    ask_for_day(actor=actor_of(request), on=clock.today(), at=clock.now())
    return HttpResponseRedirect(reverse("office:today"))


@require_safe
def day_progress(request: HttpRequest) -> HttpResponse:
    """Show how far the run is; once it has ended, have the whole board read again."""
    panel = run_panel(actor_of(request), local_now())
    answer = render(request, "office/run_panel.html", {"run_panel": panel})
    if panel is None or not panel.is_open:
        answer["HX-Refresh"] = "true"
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def replan(request: HttpRequest) -> HttpResponse:
    """Give the visits of a pair that cannot go on to the others."""
    actor = actor_of(request)
    typed = {name: request.POST.get(name, "").strip()[:120] for name in ("absent", "because")}
    on, _ = _run_asked_for(request, actor)
    errors = {}
    pair = pair_of_agent(int(typed["absent"])) if typed["absent"].isdecimal() else None
    if pair is None or pair.organisation_id != actor.agency_id:
        errors["absent"] = say("请选择不能继续的外访员。", "Choose who cannot go on.")
    if not typed["because"]:
        errors["because"] = say("请写明原因。", "Say why.")
    if errors or pair is None:
        return _board_again(request, actor, FormState(values=typed, errors=errors), 400)
    try:
        done = go_without(
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
    _, run = _run_asked_for(request, actor)
    wanted = Wanted(request.GET.get("pair", ""), local_now())
    frame = frame_of(actor, "today")
    page = None if run is None else printed_of(actor, run, wanted, frame.person)
    if page is None:
        raise Refused("not-found", say("这一天没有这个小组的行程。", "This pair has no such day."))
    return render(request, "office/print_day.html", {"frame": frame, "page": page})


def _run_asked_for(request: HttpRequest, actor: Actor) -> tuple[date, Run | None]:
    """Return the day asked for and its run: today, or the newest day when today was not run."""
    text = request.POST.get("date", "") or request.GET.get("date", "")
    if text:
        try:
            on = typed_day(text)
        except ValueError as error:
            raise Malformed([say("日期格式不对。", "This is not a day.")]) from error
        return on, run_of(actor.agency_id, on)
    on = clock.today()
    run = run_of(actor.agency_id, on)
    newest = newest_day(actor.agency_id) if run is None else None
    return (on, run) if newest is None else (newest, run_of(actor.agency_id, newest))
