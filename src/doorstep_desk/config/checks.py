"""May the desk start: has every address a line in the table of permissions?"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from doorstep_desk.staff.roles import PERMISSIONS
from doorstep_desk.staff.routes import PUBLIC, ROUTES


@register
def every_route_has_a_permission(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a route that nobody decided about."""
    return [
        Error(
            f"The route {name or pattern!r} has no line in staff/routes.py, ROUTES.",
            hint="Write which permission it needs, or PUBLIC.",
            id="doorstep.E001",
        )
        for name, pattern in routes(get_resolver().url_patterns)
        if name not in ROUTES
    ]


@register
def every_permission_is_held_by_someone(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a route whose permission word no role holds."""
    held = frozenset().union(*PERMISSIONS.values())
    return [
        Error(f"No role holds {word!r}, which {name!r} needs.", id="doorstep.E002")
        for name, word in ROUTES.items()
        if word != PUBLIC and word not in held
    ]


def routes(
    patterns: Sequence[URLPattern | URLResolver], space: str = "", prefix: str = ""
) -> Iterator[tuple[str, str]]:
    """Walk all addresses and give the full name (empty when unnamed) and pattern of each."""
    for entry in patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry.url_patterns, inner, address)
        else:
            yield (f"{space}{entry.name}" if entry.name else "", address)
