"""Which cells of a file are personal, and how are they shown?"""

from typing import Final

from doorstep.intake.dictionary import dictionary

_PERSONAL: Final = frozenset({"id", "phone", "name", "address", "email"})
_SHORT: Final = 4
_EDGE: Final = 2


def masked(column: str, text: str) -> str:
    """Return a cell with its middle hidden when its field is about a person."""
    if dictionary().types.get(column, "") not in _PERSONAL or not text:
        return text
    if len(text) <= _SHORT:
        return text[0] + "*" * (len(text) - 1)
    return text[:_EDGE] + "*" * (len(text) - 2 * _EDGE) + text[-_EDGE:]
