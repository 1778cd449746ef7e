"""How does somebody in the office ask leave to call, before they dial?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.cases.queries import case_of
from doorstep_desk.decisions.actions.ask_leave import OVER, Leave, ask_leave
from doorstep_desk.office.pages.law import law_of
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.permits.actions.issue import STOPPED
from doorstep_desk.permits.bounds import AWAY, CERTIFICATE
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.speech import say


@require_POST
def ask(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask leave for a call that begins now, and say until when it lasts or what stands against."""
    actor, now = actor_of(request), clock.now()
    case = case_of(actor, case_id)
    leave = ask_leave(actor=actor, asked=case_asked(case, local_day(now), now), at=now)
    if leave.until is None:
        messages.error(request, _against(actor, leave))
    else:
        until = f"{leave.until.astimezone(BEIJING):%H:%M}"
        messages.success(
            request,
            say(f"可以拨打，{until} 前开始。打完请记录。",
                f"You may call; begin before {until}, then write it down."),
        )  # fmt: skip
    return HttpResponseRedirect(reverse("office:case", args=[case_id]) + "#record")


def _against(actor: Actor, leave: Leave) -> str:
    if leave.rule == OVER:
        return say("此案已无在办账户，不能拨打。", "Nothing of this case is worked: do not call.")
    if leave.rule == STOPPED:
        return say("刚刚收到停止联系的要求，不能拨打。", "Contact was just stopped: do not call.")
    if leave.rule == AWAY:
        return say(
            "您今天登记为休假或病假，不能拨打。", "You are noted as away today: do not call."
        )
    if leave.rule == CERTIFICATE:
        return say(
            "所需证书缺少或已过期，不能拨打。", "A certificate is missing or over: do not call."
        )
    sentence = law_of(actor.agency_id, local_day(clock.now())).sentence_of(leave.rule)
    return say(
        f"现在不能拨打：{sentence}（{leave.rule}）。",
        f"Do not call now: {sentence} ({leave.rule}).",
    )
