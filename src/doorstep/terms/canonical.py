"""In which bytes is a record hashed, so that phone and office come to the same hash?"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

_LARGEST: Final = 2**53 - 1


def canonical(value: Any) -> bytes:
    """Return JSON with sorted keys and no blanks, as RFC 8785 writes it for the types we use.

    Fractions are refused: two languages may write them differently, so coordinates, sums and
    accuracies travel as whole numbers. ``web/field/core/canonical.ts`` writes the same bytes.

    Raises:
        ValueError: It holds a fraction, a number that the phone cannot hold, half a character, or
            something else than text, whole numbers, truth values, lists and objects.
    """
    return _text(value).encode("utf-8")


def hash_of(value: Any) -> str:
    """Return the lower-case hexadecimal SHA-256 of a record's canonical bytes.

    Raises:
        ValueError: As for ``canonical``.
    """
    return hashlib.sha256(canonical(value)).hexdigest()


def _text(value: Any) -> str:
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError(f"{value} is no whole number that both sides can hold")
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_text, value)) + "]"
    if isinstance(value, Mapping):
        names = sorted(map(_name, value), key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{_quoted(name)}:{_text(value[name])}" for name in names) + "}"
    raise ValueError(f"{type(value).__name__} has no canonical form")


def _name(name: Any) -> str:
    if not isinstance(name, str):
        raise ValueError("the name of a field is a text")
    _quoted(name)
    return name


def _quoted(text: str) -> str:
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError("a text holds half a character")
    return json.dumps(text, ensure_ascii=False)
