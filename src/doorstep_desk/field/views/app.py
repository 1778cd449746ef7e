"""The phone's app: its page and its workers. None of them says anything about anybody."""

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from doorstep_desk.field.shell import PERMISSIONS, POLICY, built_file

_ALWAYS_ASK = "no-cache"


@csp(POLICY)
@require_safe
def shell(_request: HttpRequest) -> HttpResponse:
    """Return the page that the app lives in, the same for everybody."""
    page = HttpResponse(built_file("index.html"), content_type="text/html; charset=utf-8")
    page["Cache-Control"] = _ALWAYS_ASK
    page["Permissions-Policy"] = PERMISSIONS
    return page


@require_safe
def script(_request: HttpRequest, name: str) -> HttpResponse:
    """Return a worker; it may answer for the app's address and nothing above it."""
    found = HttpResponse(built_file(name), content_type="text/javascript; charset=utf-8")
    found["Cache-Control"] = _ALWAYS_ASK
    found["Service-Worker-Allowed"] = "/field/app/"
    return found
