"""In which language is a request answered, before anybody is known?"""

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from doorstep_desk.plumbing.speech import is_for_borrowers

KOREAN: Final = "ko"


class LanguageMiddleware(LocaleMiddleware):
    """Speaks the language of cookie or browser; Korean on borrowers' pages alone."""

    def process_request(self, request: HttpRequest) -> None:
        """Choose the language; elsewhere than before borrowers, Korean readers get Chinese."""
        super().process_request(request)
        if request.LANGUAGE_CODE == KOREAN and not is_for_borrowers(request.path_info):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()


def has_chosen(request: HttpRequest) -> bool:
    """Say whether the reader chose a language that is spoken at this address."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen is not None and (chosen != KOREAN or is_for_borrowers(request.path_info))
