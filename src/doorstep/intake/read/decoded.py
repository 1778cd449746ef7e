"""Text out of bytes, piece by piece, so that a large file never stands in memory as text."""

import codecs
from collections.abc import Iterator
from typing import Final

STEP: Final = 1 << 20
"""Bytes decoded at a time."""


def pieces_of(content: bytes, encoding: str) -> Iterator[str]:
    """Yield the text of the bytes in pieces, without its byte order mark.

    Raises:
        UnicodeDecodeError: The bytes are no text in this encoding.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    view = memoryview(content)
    for start in range(0, len(view), STEP):
        piece = decoder.decode(bytes(view[start : start + STEP]), start + STEP >= len(view))
        if piece:
            yield piece


def beginning_of(content: bytes, encoding: str, characters: int) -> str | None:
    """Decode everything, and return the beginning from the first filled character's piece on.

    Returns:
        At least ``characters`` characters where the text has so many; an empty text when it is
        blank; None when the bytes are no text in this encoding.
    """
    head: list[str] = []
    missing = characters
    try:
        for piece in pieces_of(content, encoding):
            if missing > 0 and (head or piece.strip()):
                head.append(piece)
                missing -= len(piece)
    except UnicodeDecodeError:
        return None
    return "".join(head)
