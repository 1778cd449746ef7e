"""The legal changelog; consequences of a change are reckoned when somebody asks."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep.compliance.lawbook.register import PLACES
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.lawbook.changes import ChangesWanted, changes_page
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Show what changed and what comes."""
    actor, place = actor_of(request), request.GET.get("place", "")
    wanted = ChangesWanted(
        place=place if place in (*PLACES, "all") else "",
        on=_day(request.GET.get("on", "")),
        with_day=request.GET.get("day", "") == "1",
    )
    page = changes_page(actor, clock.today(), wanted)
    context = {"frame": frame_of(actor, "law"), "page": page, "here": "changes"}
    return render(request, "lawbook/changes.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
