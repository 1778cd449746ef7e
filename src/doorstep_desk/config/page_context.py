"""What does every page know without asking?"""

from django.http import HttpRequest

from doorstep_desk.plumbing.actor import ANONYMOUS, Actor
from doorstep_desk.plumbing.door import actor_or_none


def page_context(request: HttpRequest) -> dict[str, Actor]:
    """Give templates the ``actor``, so that a page offers only what its reader may do."""
    return {"actor": actor_or_none(request) or ANONYMOUS}
