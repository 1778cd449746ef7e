"""In which language does the present reader read?

Chinese and English are spoken everywhere. Korean is spoken to borrowers alone, on the pages below
the doors named here; the office would show it half translated.
"""

from typing import Final, Literal

from django.utils.translation import get_language

Language = Literal["zh", "en", "ko"]

BORROWERS_DOORS: Final = ("/portal/", "/r/", "/verify/")
"""Where borrowers and those at their side read."""


def is_for_borrowers(path: str) -> bool:
    """Say whether an address belongs to the pages that also speak Korean."""
    return path.startswith(BORROWERS_DOORS)


def language() -> Language:
    """Return the reader's language; Chinese unless another one was asked for."""
    spoken = get_language() or "zh"
    if spoken.startswith("en"):
        return "en"
    return "ko" if spoken.startswith("ko") else "zh"


def say(zh: str, en: str, ko: str = "") -> str:
    """Return a sentence, or a name, in the reader's language.

    A name without a Korean form is its Chinese one, as it stands on papers. Sentences that reach
    a borrower have a Korean form, or stand in the catalogues.
    """
    match language():
        case "en":
            return en
        case "ko":
            return ko or zh
        case "zh":
            return zh
