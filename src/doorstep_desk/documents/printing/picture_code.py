"""How is a link drawn so that a phone can read it from paper or from a page?"""

import io
from typing import Final

import segno

_MASK: Final = 3
"""Fixed: trying all eight takes four times as long, and every reader reads each of them."""


def picture_code(text: str, *, scales: bool = False) -> str:
    """Return a QR code as a drawing (SVG), which grows with its box on a page if it ``scales``."""
    drawing = io.BytesIO()
    code = segno.make(text, error="m", micro=False, mask=_MASK)
    code.save(drawing, kind="svg", xmldecl=False, border=0, omitsize=scales)
    return drawing.getvalue().decode()
