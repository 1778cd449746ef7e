"""How does a browser keep a page open that its holder proved to be theirs, and for nobody else?"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SECONDS: Final = 30 * 60
"""For how long a proved page stays open in one browser."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A page behind an address that was handed out.

    Attributes:
        cookie: Name of the cookie.
        key: What was handed out.
        salt: Says for whom and what for the cookie is sealed.
        path: Address below which it is sent.
    """

    cookie: str
    key: str
    salt: str
    path: str

    def is_held(self, request: HttpRequest) -> bool:
        """Say whether this browser has proved it."""
        kept = request.get_signed_cookie(self.cookie, "", salt=self.salt, max_age=SECONDS)
        return kept == self.key

    def hold(self, answer: HttpResponse) -> HttpResponse:
        """Let the browser remember the proof, in a cookie that no script reads."""
        answer.set_signed_cookie(
            self.cookie, self.key, salt=self.salt, max_age=SECONDS, httponly=True,
            samesite="Strict", secure=settings.SESSION_COOKIE_SECURE, path=self.path,
        )  # fmt: skip
        return private(answer)


def private(answer: HttpResponse) -> HttpResponse:
    """Keep the page out of every store, and its address, which opens it, from other sites.

    Not ``no-referrer``: browsers would then hide from our own forms where they were sent from.
    """
    answer["Referrer-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store, private"
    return answer


def address_of(request: HttpRequest) -> str:
    """Return the network address of whoever asks; it is kept as a fingerprint only."""
    return str(request.META.get("REMOTE_ADDR", ""))
