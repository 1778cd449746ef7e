"""By which words does a person know a phone that names itself as browsers do?"""

import re
from typing import Final

_SYSTEMS: Final = (
    (re.compile(r"Android (\d+)"), "Android {}"),
    (re.compile(r"(?:iPhone|iPad).*? OS (\d+)"), "iOS {}"),
    (re.compile(r"OpenHarmony (\d+)"), "OpenHarmony {}"),
    (re.compile(r"Windows NT"), "Windows"),
    (re.compile(r"Mac OS X"), "macOS"),
    (re.compile(r"Linux"), "Linux"),
)
_BROWSERS: Final = (
    (re.compile(r"MicroMessenger/(\d+)"), "WeChat {}"),
    (re.compile(r"EdgA?/(\d+)"), "Edge {}"),
    (re.compile(r"Firefox/(\d+)"), "Firefox {}"),
    (re.compile(r"(?:Headless)?Chrome/(\d+)"), "Chrome {}"),
    (re.compile(r"Version/(\d+).* Safari"), "Safari {}"),
)


def phone_name(told: str) -> str:
    """Return system and browser of a browser's name for itself; any other name as it is.

    >>> phone_name("Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/128.0.0.0")
    'Android 14 · Chrome 128'
    >>> phone_name("Lan's phone")
    "Lan's phone"
    """
    if not told.startswith("Mozilla/"):
        return told
    parts = [_first(told, _SYSTEMS), _first(told, _BROWSERS)]
    return " · ".join(part for part in parts if part) or told


def _first(told: str, known: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, words in known:
        if (found := pattern.search(told)) is not None:
            return words.format(*found.groups())
    return ""
