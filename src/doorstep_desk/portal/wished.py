"""In which language does a known borrower read, when they chose none on the page?"""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_SPOKEN: Final = {"en": "en", "ko": "ko"}
"""Chinese is what stands on file where nobody asked; it overrules no browser."""


def in_their_language(request: HttpRequest, response: HttpResponse, language: str) -> HttpResponse:
    """Go on in the language on file, unless the reader chose one on the page.

    Args:
        request: What was asked.
        response: The answer; it keeps the language for the pages to come.
        language: Language of the borrower on file.
    """
    if language in _SPOKEN and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, _SPOKEN[language], samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response
