"""In which language does the present reader read?"""

from typing import Literal

from django.utils.translation import get_language

Language = Literal["zh", "en"]


def language() -> Language:
    """Return the reader's language; Chinese unless English was asked for."""
    return "en" if (get_language() or "zh").startswith("en") else "zh"


def say(zh: str, en: str) -> str:
    """Return a sentence in the reader's language."""
    return en if language() == "en" else zh
