"""Deciding about a file: what its headers mean, publish, give up, take back, mend a row."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from doorstep_desk.followups.jobs import follow_conflicts
from doorstep_desk.intake.actions.mend import mend_row
from doorstep_desk.intake.actions.resume import cancel_import, resume_import
from doorstep_desk.intake.actions.studio import save_profile, settle_columns
from doorstep_desk.intake.actions.undo import undo_import
from doorstep_desk.intake.findings import waiting_row
from doorstep_desk.office.forms.settled import settled_columns
from doorstep_desk.office.pages.files.mend import mend_page
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.office.views.imports import file_shown
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say

_BAD: Final = 400
_CONFLICT: Final = 409
_LONGEST: Final = 300
_CELL: Final = "cell-"


@require_POST
def settle(request: HttpRequest, file_id: int) -> HttpResponse:
    """Check a held file again with what the reader says that its headers mean."""
    posted = request.POST.dict()
    return _acted(
        request, file_id,
        lambda: settle_columns(
            actor=actor_of(request), import_id=file_id, columns=settled_columns(posted),
            kind=posted.get("kind", ""), at=clock.now(),
        ),
        say("已按新的对应关系重新检查。", "Checked again with these columns."), "columns",
    )  # fmt: skip


@require_POST
def save(request: HttpRequest, file_id: int) -> HttpResponse:
    """Save what was settled as the lender's profile."""
    lender = request.POST.get("lender", "").strip()[:_LONGEST]
    return _acted(
        request, file_id,
        lambda: save_profile(
            actor=actor_of(request), import_id=file_id, lender=lender, at=clock.now()
        ),
        say("已保存，下次自动使用。", "Saved; it is used next time."), "lender",
    )  # fmt: skip


@require_POST
def publish(request: HttpRequest, file_id: int) -> HttpResponse:
    """Take the accepted rows of a held file into the store."""
    return _acted(
        request, file_id, lambda: _published(actor_of(request), file_id, clock.now()),
        say("已入库。", "Published."), "file",
    )  # fmt: skip


@require_POST
def cancel(request: HttpRequest, file_id: int) -> HttpResponse:
    """Give a held file up; its bytes and staged rows are dropped."""
    return _acted(
        request, file_id,
        lambda: cancel_import(
            actor=actor_of(request), import_id=file_id, at=clock.now(), because=_because(request)
        ),
        say("已放弃，未入库。", "Given up; nothing was taken."), "file",
    )  # fmt: skip


@require_POST
def undo(request: HttpRequest, file_id: int) -> HttpResponse:
    """Take a published file back while nothing was done on its cases."""
    return _acted(
        request, file_id,
        lambda: undo_import(
            actor=actor_of(request), import_id=file_id, at=clock.now(), because=_because(request)
        ),
        say("已撤回整个导入。", "The whole import was taken back."), "file",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: HttpRequest, row_id: int) -> HttpResponse:
    """Show a row that was not taken, or check and take it after its cells were changed."""
    if request.method != "POST":
        return _row(request, row_id, {}, "", None)
    typed = {
        name.removeprefix(_CELL): text
        for name, text in request.POST.dict().items()
        if name.startswith(_CELL)
    }
    try:
        done = mend_row(actor=actor_of(request), row_id=row_id, cells=typed, at=clock.now())
    except Refused as refused:
        return _row(request, row_id, typed, form_errors(refused).get("", ""), None, _CONFLICT)
    if not done.is_taken:
        error = say("这一行还有问题。", "Something is still wrong with this row.")
        return _row(request, row_id, typed, error, done.problems, _BAD)
    messages.success(request, say("已更正并入库。", "Mended and taken."))
    row = waiting_row(actor_of(request).agency_id, row_id)
    back = row.import_id if row is not None else 0
    return HttpResponseRedirect(reverse("office:import_report", args=[back]))


def _published(actor: Actor, import_id: int, at: datetime) -> None:
    resume_import(actor=actor, import_id=import_id, at=at)
    follow_conflicts(actor=actor, import_id=import_id, at=at)


def _because(request: HttpRequest) -> str:
    return request.POST.get("because", "").strip()[:_LONGEST]


def _acted(
    request: HttpRequest, file_id: int, act: Callable[[], object], done: str, field: str
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        errors = form_errors(refused)
        form = FormState(values=request.POST.dict(), errors={field: next(iter(errors.values()))})
        return file_shown(request, file_id, form, _CONFLICT)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("office:import_report", args=[file_id]))


def _row(
    request: HttpRequest, row_id: int, typed: Mapping[str, str], error: str,
    problems: Any, status: int = 200,
) -> HttpResponse:  # fmt: skip
    actor = actor_of(request)
    row = waiting_row(actor.agency_id, row_id)
    if row is None:
        raise Refused("not-found", say("没有这一行。", "There is no such row."))
    page = mend_page(row, typed, error, problems)
    context = {"frame": frame_of(actor, "imports"), "page": page}
    return render(request, "office/mend.html", context, status=status)
