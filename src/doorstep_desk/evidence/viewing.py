"""How is a picture shown without what a camera wrote beside it?"""

import io
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from doorstep_desk.evidence.errors import part_unreadable

LONGEST_SIDE: Final = 1600
MOST_PIXELS: Final = 50_000_000
_QUALITY: Final = 82
_FORMATS: Final = ("JPEG", "PNG", "WEBP")


def viewing_copy(original: bytes) -> bytes:
    """Return a picture as a smaller JPEG that holds pixels and nothing else.

    Raises:
        Refused: It is no picture of a kind that is taken, or has too many pixels.
    """
    try:
        with Image.open(io.BytesIO(original), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise part_unreadable()
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise part_unreadable() from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
