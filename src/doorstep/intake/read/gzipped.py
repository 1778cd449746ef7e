"""What text is inside a gzip file?"""

import zlib
from dataclasses import replace

from doorstep.intake.read.container import Container, check_expansion, container_of, is_blank
from doorstep.intake.read.text import read_text
from doorstep.intake.tables import RefusedFileError, Tables

_STEP = 1 << 20


def read_gzip(content: bytes, words: frozenset[str] = frozenset()) -> Tables:
    """Read gzip of delimited text.

    Raises:
        RefusedFileError: ``file_corrupt``, ``expands_too_large``, or what the text raises.
    """
    text = _unpacked(content)
    if is_blank(text):
        raise RefusedFileError("file_empty")
    if container_of(text) is not Container.TEXT:
        raise RefusedFileError("unsupported_type")
    return replace(read_text(text, words), container="csv.gz")


def _unpacked(content: bytes) -> bytes:
    """Unpack step by step, so that a bomb is noticed long before memory is full."""
    pieces: list[bytes] = []
    total, rest = 0, content
    while rest.startswith(b"\x1f\x8b") or not pieces:
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            try:
                piece = member.decompress(rest, _STEP)
            except zlib.error:
                raise RefusedFileError("file_corrupt") from None
            rest = member.unconsumed_tail or member.unused_data
            if not piece and not rest and not member.eof:
                raise RefusedFileError("file_corrupt")
            total += len(piece)
            check_expansion(len(content), total)
            pieces.append(piece)
    return b"".join(pieces)
