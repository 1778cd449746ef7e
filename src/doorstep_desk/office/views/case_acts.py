"""What can be written down on the page of a case: contacts, pauses, corrections."""

from collections.abc import Mapping
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from doorstep.terms.codes import Channel
from doorstep_desk.attempts.actions import correct_attempt
from doorstep_desk.attempts.queries import history_of
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.cases.actions.reveal import reveal_point
from doorstep_desk.cases.queries import case_of
from doorstep_desk.complaints.actions import end_pauses, pause_case
from doorstep_desk.complaints.queries import running_pauses
from doorstep_desk.learning.actions import take_in
from doorstep_desk.office.forms.case_acts import correction_of, pause_of
from doorstep_desk.office.pages.frame import local_now
from doorstep_desk.office.pages.one_case.forms import correct_form
from doorstep_desk.office.pages.one_case.page import CaseWanted
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.office.views.case import show_case, with_typed
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import display_names
from doorstep_desk.visits.actions.record import record_call, record_visit
from doorstep_desk.visits.answers import answers_of

_BAD: Final = 400
_CONFLICT: Final = 409


@require_POST
def record_contact(request: HttpRequest, case_id: int) -> HttpResponse:
    """Write down a call or a visit, once however often the form is sent."""
    actor = actor_of(request)
    case_of(actor, case_id)
    answers = answers_of(request.POST.dict())
    happened = answers.happened(case_id)
    if happened is None:
        return _record_again(request, case_id, answers.typed, answers.errors, _BAD)
    record = record_visit if happened.channel is Channel.VISIT else record_call
    try:
        record(actor=actor, happened=happened, at=clock.now())
    except Refused as refused:
        return _record_again(request, case_id, answers.typed, form_errors(refused), _CONFLICT)
    take_in(actor=actor, attempt_id=happened.record_id, at=clock.now())
    return _done(request, case_id, say("已记录。", "Written down."))


@require_POST
def pause(request: HttpRequest, case_id: int) -> HttpResponse:
    """Stop all contact on a case at once; the same form sent twice is one pause."""
    actor = actor_of(request)
    lock_case(actor, case_id)
    wish = pause_of(request.POST.dict())
    if wish.errors:
        return show_case(request, case_id, with_typed("pause", wish.state), _BAD)
    running = running_pauses(actor.agency_id, clock.today()).filter(case_id=case_id)
    if running.filter(reason=wish.reason).exists():
        return _done(request, case_id, say("已暂停联系。", "Contact is paused."))
    try:
        pause_case(
            actor=actor, case_id=case_id, reason=wish.reason, note=wish.note,
            until_on=wish.until_on, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        state = FormState(values=wish.typed, errors=form_errors(refused))
        return show_case(request, case_id, with_typed("pause", state), _CONFLICT)
    return _done(request, case_id, say("已暂停联系。", "Contact is paused."))


@require_POST
def resume(request: HttpRequest, case_id: int) -> HttpResponse:
    """End the pauses of a case."""
    actor = actor_of(request)
    case_of(actor, case_id)
    end_pauses(
        actor=actor, case_id=case_id, note=request.POST.get("note", "")[:300], at=clock.now()
    )
    return _done(request, case_id, say("暂停已结束。", "The pause has ended."))


@require_POST
def correct(request: HttpRequest, case_id: int) -> HttpResponse:
    """Correct a wrong record by a new entry."""
    actor = actor_of(request)
    posted = request.POST.dict()
    attempts = history_of(case_of(actor, case_id).borrower_id)
    names = display_names(actor.agency_id)
    form = correct_form(actor, attempts, names, posted.get("record", ""), None)
    if form is None:
        raise Refused("record-not-correctable", _no_record())
    wish = correction_of(posted, [option.value for option in form.outcomes])
    if wish.attempt_id is None or wish.disposition is None or wish.errors:
        return show_case(request, case_id, with_typed("correct", wish.state, wish.record), _BAD)
    try:
        correct_attempt(
            actor=actor, attempt_id=wish.attempt_id, disposition=wish.disposition,
            note=wish.because, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        state = FormState(values=wish.typed, errors=form_errors(refused))
        return show_case(request, case_id, with_typed("correct", state, wish.record), _CONFLICT)
    return _done(request, case_id, say("已更正；原记录保留。", "Corrected; the old entry stays."))


@require_POST
def reveal(request: HttpRequest, case_id: int, point_id: int) -> HttpResponse:
    """Show one number or address in full to whoever says what for."""
    shown = reveal_point(
        actor=actor_of(request), case_id=case_id, point_id=point_id,
        purpose=request.POST.get("purpose", ""), at=clock.now(),
    )  # fmt: skip
    answer = show_case(request, case_id, CaseWanted(local_now(), shown={point_id: shown}))
    answer["Cache-Control"] = "no-store"
    return answer


def _no_record() -> str:
    return say(
        "此案没有这条记录，或已更正过。请重新打开案件。",
        "This case has no such record, or it was corrected already. Open the case again.",
    )


def _record_again(
    request: HttpRequest,
    case_id: int,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    status: int,
) -> HttpResponse:
    state = FormState(typed.get("record_id", ""), typed, errors)
    return show_case(request, case_id, with_typed("record", state), status)


def _done(request: HttpRequest, case_id: int, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("office:case", args=[case_id]))
