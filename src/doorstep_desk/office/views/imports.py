"""The import page, the report of one file, and what can be downloaded of it."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from doorstep_desk.followups.jobs import follow_conflicts
from doorstep_desk.intake.actions.import_file import Imported, SentFile, import_file
from doorstep_desk.intake.actions.studio import hold_file
from doorstep_desk.intake.queries import imported_file
from doorstep_desk.intake.reading import read_apart
from doorstep_desk.office.forms.upload import Upload, upload_of
from doorstep_desk.office.pages.files.imports import (
    imports_page,
    report_json,
    report_page,
)
from doorstep_desk.office.pages.files.sent_back import as_csv, as_xlsx
from doorstep_desk.office.pages.files.studio import studio_page
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.refusals import form_errors
from doorstep_desk.office.presentation.imports import PastFile
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Show the files so far, or take one: checked as a whole, published as a whole."""
    actor = actor_of(request)
    if request.method != "POST":
        return _imports(request, actor, FormState())
    upload = upload_of(request.POST.dict(), request.FILES.get("file"), clock.today())
    if upload.errors:
        return _imports(request, actor, upload.state, 400)
    try:
        done = _taken(actor, upload)
    except Refused as refused:
        errors = {
            "file" if name == "" else name: text for name, text in form_errors(refused).items()
        }
        return _imports(request, actor, FormState(values=upload.typed, errors=errors), 409)
    if done.file_id is None:
        return _checked(request, actor, upload, done.report)
    repeat = "?repeat=yes" if done.began == "known" else ""
    return HttpResponseRedirect(reverse("office:import_report", args=[done.file_id]) + repeat)


@require_safe
def import_report(request: HttpRequest, file_id: int) -> HttpResponse:
    """Show one file: what was understood, found and would change; findings page by page."""
    return file_shown(request, file_id, FormState())


def file_shown(
    request: HttpRequest, file_id: int, form: FormState, status: int = 200
) -> HttpResponse:
    """Return the page of one file, with what is wrong with a form that came back."""
    actor = actor_of(request)
    page = studio_page(actor, _kept(actor, file_id), request.GET.dict(), form)
    context = {"frame": frame_of(actor, "imports"), "page": page.report, "studio": page}
    return render(request, "office/import_report.html", context, status=status)


@require_safe
def import_rows(request: HttpRequest, file_id: int) -> StreamingHttpResponse:
    """Send the rows that the lender has to correct, in the lender's own columns, as text."""
    row = _kept(actor_of(request), file_id)
    answer = StreamingHttpResponse(as_csv(row.pk), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rows-{file_id}.csv"'
    return answer


@require_safe
def import_rows_xlsx(request: HttpRequest, file_id: int) -> HttpResponse:
    """Send the same rows as a workbook."""
    row = _kept(actor_of(request), file_id)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(as_xlsx(row.pk), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="rows-{file_id}.xlsx"'
    return answer


@require_safe
def import_json(request: HttpRequest, file_id: int) -> HttpResponse:
    """Send the whole report as JSON, personal cells masked."""
    report = json.loads(_kept(actor_of(request), file_id).report)
    return _download(report_json(report), f"report-{file_id}.json", "application/json")


def _taken(actor: Actor, upload: Upload) -> Imported:
    at = clock.now()
    if upload.is_held:
        return hold_file(actor=actor, sent=_sent(upload), at=at)
    done = import_file(
        actor=actor, sent=_sent(upload), at=at, is_dry_run=upload.is_dry_run, read=read_apart
    )
    if done.file_id is not None and done.state == "published":
        follow_conflicts(actor=actor, import_id=done.file_id, at=at)
    return done


def _sent(upload: Upload) -> SentFile:
    return SentFile(upload.name, upload.content, upload.as_of, upload.kind or None)


def _kept(actor: Actor, file_id: int) -> Any:
    row = imported_file(actor.agency_id, file_id)
    if row is None:
        raise Refused("not-found", say("没有这个文件。", "There is no such file."))
    return row


def _imports(
    request: HttpRequest, actor: Actor, state: FormState, status: int = 200
) -> HttpResponse:
    page = imports_page(actor, state, clock.today(), request.GET.get("cursor") or None)
    context = {"frame": frame_of(actor, "imports"), "page": page}
    return render(request, "office/imports.html", context, status=status)


def _checked(
    request: HttpRequest, actor: Actor, upload: Upload, report: dict[str, Any]
) -> HttpResponse:
    """Show the report of a file that was only checked; nothing was taken and nothing is kept."""
    frame = frame_of(actor, "imports")
    rows = report.get("rows") or {}
    file = PastFile(
        0, upload.name, report.get("kind") or "", report["outcome"], upload.as_of,
        rows.get("total", 0), rows.get("accepted", 0),
        frame.person + say("（仅检查，未导入）", " (checked only, not taken)"), frame.now,
    )  # fmt: skip
    page = report_page(file, _sent(upload).digest, report, "", 0, is_repeat=False)
    return render(request, "office/import_report.html", {"frame": frame, "page": page})


def _download(text: str, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
