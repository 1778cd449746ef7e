"""A small site of its own, for tests of what surrounds every view."""

from datetime import UTC, datetime

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.door import actor_of
from doorstep_desk.plumbing.refusal import Malformed, Refused

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def _write(request: HttpRequest) -> None:
    record(at=AT, actor=actor_of(request), verb="probe.written", subject="probe:1")


def scope(request: HttpRequest) -> JsonResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('doorstep.organisation')")
        user, organisation = cursor.fetchone()
    return JsonResponse(
        {"user": user, "organisation": organisation, "name": actor_of(request).name}
    )


def write(request: HttpRequest) -> HttpResponse:
    _write(request)
    return HttpResponse("written")


def refuse(request: HttpRequest) -> HttpResponse:
    _write(request)
    code = request.GET.get("code", "case-paused")
    raise Refused(code, "This case is paused.", rule="HP-STOP", next_allowed_at=AT)


def malformed(request: HttpRequest) -> HttpResponse:
    _write(request)
    raise Malformed(["the day is missing", "the sum is negative"])


def crash(request: HttpRequest) -> HttpResponse:
    _write(request)
    raise ZeroDivisionError("13900000001")


class _WhoReads:
    def __str__(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            return cursor.fetchone()[0]


def lazy(request: HttpRequest) -> TemplateResponse:
    page = engines["django"].from_string("{{ who }}")
    return TemplateResponse(request, page, {"who": _WhoReads()})


office = (
    [
        path("", scope, name="board"),
        path("write", write, name="write"),
        path("refuse", refuse, name="refuse"),
        path("malformed", malformed, name="malformed"),
        path("crash", crash, name="crash"),
        path("lazy", lazy, name="lazy"),
        path("forgotten", scope, name="forgotten"),
        path("sign-in", scope, name="sign_in"),
        path("password", scope, name="change_password"),
        path("sign-out", scope, name="sign_out"),
    ],
    "office",
)

urlpatterns = [path("", include(office)), path("unnamed", scope)]

handler404 = "doorstep_desk.config.answers.not_found"
handler500 = "doorstep_desk.config.answers.broken"
