"""Which cells of a file are personal, and how are they shown?"""

from typing import Final

from doorstep.intake.dictionary import dictionary

_PERSONAL: Final = frozenset({"id", "phone", "name", "address", "email"})
_SHORT: Final = 4
_EDGE: Final = 2
_MOST_STARS: Final = 14
"""As many as hide an identity number; a long address is told by no row of stars."""


def is_personal(column: str) -> bool:
    """Say whether a field of the importer is about a person."""
    return dictionary().types.get(column, "") in _PERSONAL


def masked(column: str, text: str) -> str:
    """Return a cell with its middle hidden when its field is about a person."""
    return hidden(text) if is_personal(column) else text


def hidden(text: str) -> str:
    """Return a text with its middle hidden."""
    if not text:
        return text
    if len(text) <= _SHORT:
        return text[0] + "*" * (len(text) - 1)
    stars = min(len(text) - 2 * _EDGE, _MOST_STARS)
    return text[:_EDGE] + "*" * stars + text[-_EDGE:]
