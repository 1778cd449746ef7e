"""Who is asking through this web request?"""

from django.http import HttpRequest

from doorstep_desk.plumbing.actor import Actor

_SLOT = "doorstep_actor"


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor whom the scope middleware found for a request.

    Raises:
        KeyError: The middleware did not run, so nothing may be shown.
    """
    actor = request.__dict__[_SLOT]
    assert isinstance(actor, Actor)  # noqa: S101 (cannot happen: only set_actor writes it)
    return actor


def set_actor(request: HttpRequest, actor: Actor) -> None:
    """Remember who asks; called once per request by the scope middleware."""
    request.__dict__[_SLOT] = actor


def actor_or_none(request: HttpRequest) -> Actor | None:
    """Return the actor of a request, or None where the scope middleware was not reached."""
    actor = request.__dict__.get(_SLOT)
    return actor if isinstance(actor, Actor) else None
