"""How is a link drawn so that a phone can read it from paper or from a page?"""

import re
from typing import Final

import segno

_MASK: Final = 3
"""Fixed: trying all eight takes four times as long, and every reader reads each of them."""
_DARK: Final = re.compile(rb"\x01+")


def picture_code(text: str, *, scales: bool = False) -> str:
    """Return a QR code as a drawing (SVG), which grows with its box on a page if it ``scales``.

    Each run of dark squares of a row is one stroke; the library's own writer looks at every
    square by itself and takes as long as the code takes to be reckoned.
    """
    rows = segno.make(text, error="m", micro=False, mask=_MASK).matrix
    strokes = "".join(
        f"M{run.start()} {line}.5h{run.end() - run.start()}"
        for line, row in enumerate(rows)
        for run in _DARK.finditer(row)
    )
    side = len(rows)
    size = f'viewBox="0 0 {side} {side}"' if scales else f'width="{side}" height="{side}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} class="segno">'
        f'<path class="qrline" stroke="#000" d="{strokes}"/></svg>\n'
    )
