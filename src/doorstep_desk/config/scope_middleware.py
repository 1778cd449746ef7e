"""Who asks, may they, and whose rows do they see?

Deny by default: a route without a line in ``staff/routes.py`` is answered with 403 even if the
start-up check was skipped. Each view runs as one transaction in the actor's scope; the page is
rendered inside it, so a lazily read row is read under the same row-level security. A refusal
rolls back and becomes a plain answer; any other error rolls back and crashes loudly.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlencode

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from doorstep_desk.config.answers import refusal, unreadable, wants_json
from doorstep_desk.config.language_middleware import has_chosen
from doorstep_desk.plumbing.actor import ANONYMOUS, Actor
from doorstep_desk.plumbing.door import actor_or_none, set_actor
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.tables.once import one_page
from doorstep_desk.plumbing.tables.plans import plans_kept
from doorstep_desk.staff.queries import actor_of_session
from doorstep_desk.staff.routes import PASSWORD_ROUTES, PUBLIC, ROUTES, SIGN_IN_ROUTE

_LOG: Final = structlog.get_logger("doorstep")
_LANGUAGES: Final = {"zh": "zh-hans", "en": "en"}
_READING: Final = frozenset({"GET", "HEAD"})
_View = Callable[..., HttpResponseBase]


class ScopeMiddleware:
    """Authorises each request and runs its view inside the actor's scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and log one line without personal data."""
        began = time.perf_counter()
        response = self.get_response(request)
        actor = actor_or_none(request) or ANONYMOUS
        _LOG.info(
            "answered",
            route=request.resolver_match.view_name if request.resolver_match else None,
            status=response.status_code,
            milliseconds=round(1000 * (time.perf_counter() - began)),
            staff_id=actor.staff_id,
        )
        return response

    def process_view(
        self, request: HttpRequest, view: _View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase:
        """Run the view, or say why not."""
        seen = actor_of_session(request.user)
        set_actor(request, seen.actor)
        _speak(request, seen.language)
        try:
            if (
                answer := _turned_away(request, seen.actor, seen.must_change_password)
            ) is not None:
                return answer
            with _manner_of(request), acting_as(seen.actor):
                response = view(request, *args, **kwargs)
                if isinstance(response, SimpleTemplateResponse):
                    response = response.render()
            return response
        except Refused as refused:
            return refusal(request, refused)
        except Malformed as malformed:
            return unreadable(request, malformed)


@contextmanager
def _manner_of(request: HttpRequest) -> Iterator[None]:
    """Put the questions of a page so that each is planned, and asked, as seldom as can be."""
    if request.method not in _READING:
        yield
        return
    with plans_kept(), one_page():
        yield


def _speak(request: HttpRequest, preferred: str | None) -> None:
    """Speak the language that the reader chose in the page, else the one of their account."""
    if preferred is not None and not has_chosen(request):
        translation.activate(_LANGUAGES[preferred])
        request.LANGUAGE_CODE = translation.get_language()


def _turned_away(
    request: HttpRequest, actor: Actor, must_change_password: bool
) -> HttpResponse | None:
    route = request.resolver_match.view_name if request.resolver_match else ""
    permission = ROUTES.get(route)
    if permission == PUBLIC:
        return None
    if actor is ANONYMOUS:
        return _to_sign_in(request)
    if permission is None:
        raise Refused("not-permitted", "Nobody may use this address: no permission names it.")
    if must_change_password and route not in PASSWORD_ROUTES:
        return HttpResponseRedirect(reverse(PASSWORD_ROUTES[0]))
    actor.require(permission)
    return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    refused = Refused("not-signed-in", "Sign in first.")
    if wants_json(request):
        return refusal(request, refused)
    try:
        address = reverse(SIGN_IN_ROUTE)
    except NoReverseMatch:
        return refusal(request, refused)
    return HttpResponseRedirect(f"{address}?{urlencode({'next': request.get_full_path()})}")
