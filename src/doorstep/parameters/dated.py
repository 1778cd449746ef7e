"""Which of the dated values of a small house file is in force on a day?

The file says one question and its values, each with its days, its source and the day by which
somebody looks at it again. An unknown or missing key is an error.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from doorstep.parameters.strict_yaml import ParameterError, mapping, parsed

_ALWAYS: Final = frozenset({"from", "to", "source", "review_by"})


def dated_value(place: tuple[str, ...], keys: frozenset[str], on: date) -> Mapping[str, Any]:
    """Return the value in force on a day.

    Args:
        place: Folders and file below the parameters, such as ``("odds", "lots.yaml")``.
        keys: What each value says beside its days and its source.
        on: The day.

    Raises:
        ParameterError: The file breaks the schema, or no value or more than one is in force.
    """
    name = "/".join(place)
    in_force = [
        value
        for value in _values(place, keys)
        if value["from"] <= on and (value["to"] is None or on <= value["to"])
    ]
    if len(in_force) != 1:
        raise ParameterError(f"{name}: {len(in_force)} values are in force on {on}; one must be")
    return in_force[0]


@cache
def _values(place: tuple[str, ...], keys: frozenset[str]) -> tuple[Mapping[str, Any], ...]:
    name = "/".join(place)
    text = files("doorstep.parameters").joinpath(*place).read_text(encoding="utf-8")
    whole = mapping(parsed(text, name), name, frozenset({"question", "values"}))
    values = tuple(mapping(each, name, _ALWAYS | keys) for each in whole["values"])
    for value in values:
        if not isinstance(value["from"], date) or not str(value["source"]).strip():
            raise ParameterError(f"{name}: a value needs its first day and its source")
    return values
