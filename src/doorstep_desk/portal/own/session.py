"""Which borrower sits before the page? Kept apart from the sessions of staff."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import ANONYMOUS
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.self_service.presence import still_here
from doorstep_desk.self_service.queries import LONGEST, Visit, visit_of

_COOKIE: Final = "doorstep_own"
_SALT: Final = "doorstep.portal.own"

OwnView = Callable[..., HttpResponse]


def begin(response: HttpResponse, sign_in_id: uuid.UUID) -> HttpResponse:
    """Let the browser remember the sign-in, in a cookie that no script reads."""
    response.set_signed_cookie(
        _COOKIE, str(sign_in_id), salt=_SALT, max_age=int(LONGEST.total_seconds()),
        httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, path="/portal/",
    )  # fmt: skip
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Let the browser forget it."""
    response.delete_cookie(_COOKIE, path="/portal/", samesite="Lax")
    return response


def visit_here(request: HttpRequest) -> Visit | None:
    """Return the borrower before the page, or None."""
    kept = request.get_signed_cookie(_COOKIE, default="", salt=_SALT, max_age=LONGEST)
    if not kept:
        return None
    with acting_as(ANONYMOUS):
        return visit_of(uuid.UUID(kept), clock.now())


def own_page(view: OwnView) -> OwnView:
    """Show a page to the borrower it is about, in their name; others begin at the code."""

    @never_cache
    @wraps(view)
    def shown(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        visit = visit_here(request)
        if visit is None:
            return forget(HttpResponseRedirect(reverse("portal:home")))
        if not visit.is_person_sure:
            return HttpResponseRedirect(reverse("portal:person"))
        still_here(visit.sign_in_id, clock.now())
        with acting_as(visit.actor):
            return view(request, visit, *args, **kwargs)

    return shown
