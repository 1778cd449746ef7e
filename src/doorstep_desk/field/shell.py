"""Which files are the phone's app, and what may they do in a browser?"""

from pathlib import Path
from typing import Final

from csp.constants import NONE, SELF

BUILT: Final = Path(__file__).resolve().parent.parent / "static" / "build" / "app"
"""Where ``npm run build`` puts the app."""

POLICY: Final = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "blob:", "data:"],
    "media-src": [SELF, "blob:"],
    "connect-src": [SELF],
    "worker-src": [SELF],
    "manifest-src": [SELF],
    "font-src": [NONE],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["default"],
}
"""Nothing inline, nothing from elsewhere; text never becomes a script."""

PERMISSIONS: Final = "camera=(self), microphone=(self), geolocation=(self)"
"""What the app may ask the person for; every other page of the desk asks for none of it."""


def built_file(name: str) -> bytes:
    """Return one of the app's files as it was built.

    Raises:
        FileNotFoundError: The app was not built; ``make install`` builds it.
    """
    return (BUILT / name).read_bytes()
