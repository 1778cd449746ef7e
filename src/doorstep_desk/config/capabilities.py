"""Which folders of the desk take part in Django?

A folder does when it holds ``models``, ``templates``, ``templatetags`` or ``locale``; so adding
a capability means adding a folder, and nobody edits a shared list.
"""

import importlib.util
from pathlib import Path
from typing import Final

PACKAGE: Final = "doorstep_desk"
ROOT: Final = Path(__file__).resolve().parent.parent

_SIGNS: Final = ("models.py", "models", "templates", "templatetags", "locale")
_DOORS: Final = {"office": "", "field": "field/", "portal": "portal/", "api": "api/"}


def capability_apps() -> list[str]:
    """Return the dotted names of all capabilities and doors, this package last."""
    found = [
        folder.name
        for folder in sorted(ROOT.iterdir())
        if (folder / "__init__.py").exists() and any((folder / sign).exists() for sign in _SIGNS)
    ]
    found.sort(key=lambda name: name == "config")
    return [f"{PACKAGE}.{name}" for name in found]


def doors() -> dict[str, str]:
    """Return the address prefix and the ``urls`` module of each door that exists."""
    return {
        prefix: f"{PACKAGE}.{door}.urls"
        for door, prefix in _DOORS.items()
        if (ROOT / door / "__init__.py").exists()
        and importlib.util.find_spec(f"{PACKAGE}.{door}.urls") is not None
    }


def locale_folders() -> list[Path]:
    """Return every capability's folder of translations."""
    return sorted([*ROOT.glob("locale"), *ROOT.glob("*/locale")])
