"""The page of one case."""

import re
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorstep_desk.office.pages.frame import frame_of, local_now
from doorstep_desk.office.pages.one_case.history import FILTERS
from doorstep_desk.office.pages.one_case.page import CaseWanted, case_page
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing.door import actor_of

_COUNT: Final = re.compile("[0-9]{1,6}")


@require_safe
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show everything about one case."""
    history, skipped = request.GET.get("history", "all"), request.GET.get("skip", "")
    wanted = CaseWanted(
        now=local_now(),
        history=history if history in FILTERS else "all",
        skipped=int(skipped) if _COUNT.fullmatch(skipped) else 0,
        correct=request.GET.get("correct", ""),
    )
    return show_case(request, case_id, wanted)


def show_case(
    request: HttpRequest, case_id: int, wanted: CaseWanted, status: int = 200
) -> HttpResponse:
    """Answer with the page of a case."""
    actor = actor_of(request)
    context = {"frame": frame_of(actor, "cases"), "page": case_page(actor, case_id, wanted)}
    return render(request, "office/case.html", context, status=status)


def with_typed(form: str, state: FormState, correct: str = "") -> CaseWanted:
    """Return the page of a case with a form as it was typed, and what is wrong with it."""
    return CaseWanted(now=local_now(), correct=correct, typed={form: state})
