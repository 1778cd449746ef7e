"""The import page, the report of one file, and what can be downloaded of it."""

import csv
import io
import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from doorstep_desk.intake.actions.import_file import SentFile, import_file
from doorstep_desk.intake.queries import imported_file
from doorstep_desk.office.forms.upload import Upload, upload_of
from doorstep_desk.office.pages.frame import frame_of
from doorstep_desk.office.pages.imports import (
    imports_page,
    past_file,
    rejected_rows_csv,
    report_json,
    report_page,
)
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
        done = import_file(
            actor=actor, sent=_sent(upload), at=clock.now(), is_dry_run=upload.is_dry_run
        )
    except Refused as refused:
        errors = {
            "file" if name == "" else name: text for name, text in form_errors(refused).items()
        }
        return _imports(request, actor, FormState(values=upload.typed, errors=errors), 409)
    if done.file_id is None:
        return _checked(request, actor, upload, done.report)
    repeat = "" if done.changed or done.report["outcome"] == "refused" else "?repeat=yes"
    return HttpResponseRedirect(reverse("office:import_report", args=[done.file_id]) + repeat)


@require_safe
def import_report(request: HttpRequest, file_id: int) -> HttpResponse:
    """Show the report of one file, its findings page by page."""
    actor = actor_of(request)
    row, report = _kept(actor, file_id)
    start = request.GET.get("start", "0")
    page = report_page(
        past_file(row), row.digest, report, request.GET.get("rule", ""),
        int(start) if start.isdecimal() else 0, is_repeat="repeat" in request.GET,
    )  # fmt: skip
    return render(
        request, "office/import_report.html", {"frame": frame_of(actor, "imports"), "page": page}
    )


@require_safe
def import_rows(request: HttpRequest, file_id: int) -> HttpResponse:
    """Send the rows that the sender has to correct, as a CSV file."""
    _, report = _kept(actor_of(request), file_id)
    text = io.StringIO()
    csv.writer(text).writerows(rejected_rows_csv(report))
    return _download("\ufeff" + text.getvalue(), f"rows-{file_id}.csv", "text/csv; charset=utf-8")


@require_safe
def import_json(request: HttpRequest, file_id: int) -> HttpResponse:
    """Send the whole report as JSON, personal cells masked."""
    _, report = _kept(actor_of(request), file_id)
    return _download(report_json(report), f"report-{file_id}.json", "application/json")


def _sent(upload: Upload) -> SentFile:
    return SentFile(upload.name, upload.content, upload.as_of, upload.kind or None)


def _kept(actor: Actor, file_id: int) -> tuple[Any, dict[str, Any]]:
    row = imported_file(actor.agency_id, file_id)
    if row is None:
        raise Refused("not-found", say("没有这个文件。", "There is no such file."))
    return row, json.loads(row.report)


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
