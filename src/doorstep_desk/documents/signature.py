"""Is this the picture of a signature?"""

import io
from typing import Final

from PIL import Image, UnidentifiedImageError

from doorstep_desk.documents.errors import signature_unreadable

MOST_BYTES: Final = 500_000
MOST_PIXELS: Final = 4_000_000
_FORMATS: Final = ("PNG", "JPEG")
_PRINTED: Final = (900, 300)
"""What is printed and kept is no larger than this; more cannot be seen on paper."""

_LEAST_INK: Final = 30
_DARK: Final = 128


def readable_signature(content: bytes) -> bytes:
    """Return a signature drawn anew as a small PNG, without anything that the file carried along.

    Raises:
        Refused: It is too large, no picture, or blank.
    """
    if not content or len(content) > MOST_BYTES:
        raise signature_unreadable()
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise signature_unreadable()
            drawn = _on_white(opened)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise signature_unreadable() from None
    drawn.thumbnail(_PRINTED)
    if sum(drawn.histogram()[:_DARK]) < _LEAST_INK:
        raise signature_unreadable()
    kept = io.BytesIO()
    drawn.save(kept, "PNG")
    return kept.getvalue()


def _on_white(opened: Image.Image) -> Image.Image:
    drawn = opened.convert("RGBA")
    paper = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(paper, drawn).convert("L")
