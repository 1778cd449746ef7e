"""What a borrower said about the times of contact is noted on the page of the case."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from doorstep_desk.cases.errors import times_unusable
from doorstep_desk.cases.queries import case_of
from doorstep_desk.cases.wished import HEARD_BY, wished_time
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.office.views.case import show_case, with_typed
from doorstep_desk.permits.actions import any_time_again, wish_times
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.speech import say

_BAD: Final = 400


@require_POST
def wish(request: HttpRequest, case_id: int) -> HttpResponse:
    """Keep the times that the borrower named, or end their wish."""
    actor, at = actor_of(request), clock.now()
    case_of(actor, case_id)
    if request.POST.get("any"):
        any_time_again(actor=actor, case_id=case_id, at=at)
        return _done(request, case_id, say("已记录：任何允许的时间都可以。", "Noted: any time."))
    days, heard = request.POST.getlist("day"), request.POST.get("heard", "")
    opens, closes = request.POST.get("from", ""), request.POST.get("to", "")
    wished = wished_time(days, opens, closes)
    if wished is None or heard not in HEARD_BY:
        typed = {"days": " ".join(days), "from": opens, "to": closes}
        state = FormState(values=typed, errors=form_errors(times_unusable()))
        return show_case(request, case_id, with_typed("times", state), _BAD)
    withdrawn = wish_times(actor=actor, case_id=case_id, wish=wished, form=heard, at=at)
    return _done(request, case_id, _kept(withdrawn))


def _kept(withdrawn: int) -> str:
    if not withdrawn:
        return say("已记录，立即生效。", "Noted; it holds from now on.")
    return say(
        f"已记录，立即生效；撤回了 {withdrawn} 个其他时间的许可。",
        f"Noted; it holds from now on. Permits at other times withdrawn: {withdrawn}.",
    )


def _done(request: HttpRequest, case_id: int, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(f"{reverse('office:case', args=[case_id])}#times")
