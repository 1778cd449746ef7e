"""Which fields may a message have, and how are they filled?"""

import re
from collections.abc import Mapping
from typing import Final

from doorstep.terms.money import Money

MONEY: Final = frozenset({"amount", "due", "instalment", "paid"})
"""Sums: they come from the books and nowhere else, in fen."""

FIELDS: Final = MONEY | {
    "agency", "case", "code", "complaint", "day", "first", "last", "lender", "minutes", "name",
    "number", "portal", "stop", "until",
}  # fmt: skip
"""Every field that a message may have."""

FOR_OTHERS: Final = frozenset({"agency", "complaint", "stop"})
"""What somebody else than the borrower may be told."""

_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]|https?://", re.IGNORECASE)


class FieldFault(ValueError):
    """A field cannot be filled; says which and why."""


def fields_in(text: str) -> tuple[str, ...]:
    """Return the fields of a text in their order."""
    return tuple(_FIELD.findall(text))


def has_stray_brace(text: str) -> bool:
    """Say whether a brace belongs to no field."""
    rest = _FIELD.sub("", text)
    return "{" in rest or "}" in rest


def without_fields(text: str) -> str:
    """Return the words alone, a space for each field."""
    return _FIELD.sub(" ", text)


def filled(text: str, values: Mapping[str, str | int]) -> str:
    """Return a text with its fields filled; what a value says is never read as a field.

    Args:
        text: The template.
        values: Words by field; sums in fen.

    Raises:
        FieldFault: A value is missing, is of the wrong kind, or would change the message.
    """
    return _FIELD.sub(lambda found: _value(found[1], values), text)


def _value(name: str, values: Mapping[str, str | int]) -> str:
    if name not in FIELDS:
        raise FieldFault(f"there is no field {{{name}}}")
    value = values.get(name)
    if value is None or value == "":
        raise FieldFault(f"nothing is known for {{{name}}}")
    if name in MONEY:
        if not isinstance(value, int):
            raise FieldFault(f"{{{name}}} is a sum in fen, from the books")
        return str(Money(value))
    if not isinstance(value, str):
        raise FieldFault(f"{{{name}}} is a word")
    if _UNSAFE.search(value) and name not in ("portal", "stop"):
        raise FieldFault(f"the value of {{{name}}} holds a line break or an address")
    return value
