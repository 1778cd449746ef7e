"""Which cells of a file are personal, and how are they shown?"""

from functools import cache
from typing import Final

from doorstep.intake.dictionary import dictionary
from doorstep_desk.plumbing.speech import say

_PERSONAL: Final = frozenset({"id", "phone", "name", "address", "email"})
_SHORT: Final = 4
_EDGE: Final = 2


@cache
def _chinese_words() -> dict[str, str]:
    """Return the usual Chinese header word of each field: the first that lenders write."""
    found: dict[str, str] = {}
    for words in dictionary().words.values():
        for word, field in words.items():
            if not word.isascii():
                found.setdefault(field, word)
    return found


def field_name(column: str) -> str:
    """Return a field of the importer as its reader calls it."""
    plain = column.replace("_", " ")
    return say(_chinese_words().get(column, plain), plain)


def masked(column: str, text: str) -> str:
    """Return a cell with its middle hidden when its field is about a person."""
    if dictionary().types.get(column, "") not in _PERSONAL or not text:
        return text
    if len(text) <= _SHORT:
        return text[0] + "*" * (len(text) - 1)
    return text[:_EDGE] + "*" * (len(text) - 2 * _EDGE) + text[-_EDGE:]
