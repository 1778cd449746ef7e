"""How are the fields of the importer called?"""

from functools import cache
from typing import Final

from doorstep.intake.dictionary import dictionary
from doorstep_desk.plumbing.speech import say

_IN_FULL: Final = {
    "dpd": "days past due", "uscc": "business registration number",
    "id_number": "identity number", "id_type": "kind of identity paper",
}  # fmt: skip
"""Names of fields that nobody outside this trade would read right."""


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
    return say(chinese_name(column), _IN_FULL.get(column, column.replace("_", " ")))


def chinese_name(column: str) -> str:
    """Return a field of the importer as lenders call it."""
    return _chinese_words().get(column, column.replace("_", " "))
