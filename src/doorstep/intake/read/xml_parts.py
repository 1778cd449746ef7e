"""What do the XML parts of a workbook say? Any document type declaration refuses the file."""

from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from doorstep.intake.tables import RefusedFileError

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]

_STEP: Final = 1 << 16


class RootSeenError(Exception):
    """Ends a parse at the root element: a document type declaration stands before it."""


def parse_part(
    content: bytes,
    start: Start,
    end: End | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run over one part, calling back with local names, whatever prefix they carry.

    Raises:
        RefusedFileError: ``unsafe_xml`` for a document type declaration, ``file_corrupt`` for
            XML that is not well formed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(_local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for position in range(0, len(content), _STEP):
            parser.Parse(content[position : position + _STEP], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):
        # The parser's last two are for encodings that do not exist or that it does not know.
        raise RefusedFileError("file_corrupt") from None


def refuse_doctype(content: bytes) -> None:
    """Refuse a part that declares a document type; the rest of it is not looked at.

    Raises:
        RefusedFileError: As ``parse_part``.
    """
    try:
        parse_part(content, _stop)
    except RootSeenError:
        return


def attribute(attributes: Attributes, name: str) -> str:
    """Return an attribute by its local name, or an empty text."""
    for key, value in attributes.items():
        if _local(key) == name:
            return value
    return ""


def whole(raw: str) -> int | None:
    """Return a number of plain digits, or None for anything else."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else None


def is_true(value: str) -> bool:
    """Say whether an XML boolean is true."""
    return value in {"1", "true"}


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse(*_: object) -> None:
    raise RefusedFileError("unsafe_xml")


def _stop(_: str, __: Attributes) -> None:
    raise RootSeenError
