"""A borrower says at which hours and on which days of the week they wish to be contacted."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from doorstep_desk.cases.errors import times_unusable
from doorstep_desk.cases.times_form import TypedTimes
from doorstep_desk.cases.wished import wished_time
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.permits.actions import any_time_again, wish_times
from doorstep_desk.plumbing import clock
from doorstep_desk.portal.own.session import own_page
from doorstep_desk.portal.own.wishes import wishes_page
from doorstep_desk.portal.refusals import told
from doorstep_desk.self_service.queries import Visit

_BAD: Final = 400
_IN_CHINESE: Final = {"times-unusable": "请至少选择一天，并且结束时间要晚于开始时间。"}


@require_POST
@own_page
def wished_times(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep the times, or end the wish, and show the page again with what holds now."""
    at = clock.now()
    if request.POST.get("any"):
        any_time_again(actor=visit.actor, case_id=visit.case_id, at=at)
        return HttpResponseRedirect(reverse("portal:wishes") + "?kept=any#times")
    days = request.POST.getlist("day")
    opens, closes = request.POST.get("from", ""), request.POST.get("to", "")
    wish = wished_time(days, opens, closes)
    if wish is None:
        typed = TypedTimes(days, opens, closes, told(times_unusable(), _IN_CHINESE))
        context = {**wishes_page(visit, at, typed=typed), "is_demo": store_is_demo()}
        return render(request, "own/wishes.html", context, status=_BAD)
    wish_times(actor=visit.actor, case_id=visit.case_id, wish=wish, form="page", at=at)
    return HttpResponseRedirect(reverse("portal:wishes") + "?kept=times#times")
