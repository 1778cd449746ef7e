"""How is a "no" said, to people and to programs?"""

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.speech import is_for_borrowers

_STATUS: Final = {
    "not-permitted": HTTPStatus.FORBIDDEN,
    "not-found": HTTPStatus.NOT_FOUND,
    "not-signed-in": HTTPStatus.UNAUTHORIZED,
    "key-unknown": HTTPStatus.UNAUTHORIZED,
    "not-signed": HTTPStatus.UNAUTHORIZED,
    "signature-wrong": HTTPStatus.UNAUTHORIZED,
    "timestamp-outside": HTTPStatus.UNAUTHORIZED,
    "delivery-unnumbered": HTTPStatus.BAD_REQUEST,
    "length-missing": HTTPStatus.LENGTH_REQUIRED,
    "too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "device_revoked": HTTPStatus.GONE,
    "device_unknown": HTTPStatus.NOT_FOUND,
    "blob_unknown": HTTPStatus.NOT_FOUND,
    "chunk_out_of_place": HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
    "hash_differs": HTTPStatus.UNPROCESSABLE_ENTITY,
    "evidence_too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "evidence_kind_unknown": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
}


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Answer an expected "no": 409, or the narrower status of its code."""
    if _is_phone(request):
        return JsonResponse(refused.in_both_languages(), status=_status(refused))
    body = {
        "code": refused.code,
        "detail": refused.message,
        "rule": refused.rule,
        "next_allowed_at": refused.next_allowed_at,
    }
    return _answer(request, body, _status(refused))


def _status(refused: Refused) -> HTTPStatus:
    return _STATUS.get(refused.code, HTTPStatus.CONFLICT)


def _is_phone(request: HttpRequest) -> bool:
    return request.path.startswith("/field/api/")


def unreadable(request: HttpRequest, malformed: Malformed) -> HttpResponse:
    """Answer a request that cannot be read: 400, with all problems at once."""
    body: dict[str, Any] = {
        "code": "malformed", "detail": str(malformed), "problems": malformed.problems
    }  # fmt: skip
    if _is_phone(request):
        body["say"] = {"zh": "这条请求无法读取。", "en": str(malformed)}
    return _answer(request, body, HTTPStatus.BAD_REQUEST)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what Django could not read."""
    body = {"code": "malformed", "detail": gettext("This request cannot be read.")}
    return _answer(request, body, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what is not permitted."""
    body = {"code": "not-permitted", "detail": gettext("You may not do this.")}
    return _answer(request, body, HTTPStatus.FORBIDDEN)


def forgery_suspected(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without its token: nothing was changed."""
    detail = gettext("This form has expired; nothing was changed. Open the page again.")
    return _answer(request, {"code": "form-expired", "detail": detail}, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for what does not exist, or belongs to someone else: there is no difference."""
    body = {"code": "not-found", "detail": gettext("There is nothing at this address.")}
    return _answer(request, body, HTTPStatus.NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer after an error of ours, without asking the database anything."""
    detail = gettext("Something broke on our side; nothing was changed by this request.")
    return _answer(request, {"code": "broken", "detail": detail}, HTTPStatus.INTERNAL_SERVER_ERROR)


def _answer(request: HttpRequest, body: dict[str, Any], status: HTTPStatus) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(body, status=status)
    page = "portal/refusal.html" if is_for_borrowers(request.path_info) else "refusal.html"
    return render(request, page, {"refusal": body, "status": status}, status=status)


def wants_json(request: HttpRequest) -> bool:
    """Say whether a program asks, rather than a person."""
    if request.path.startswith("/api/") or _is_phone(request):
        return True
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted or request.content_type == "application/json"
