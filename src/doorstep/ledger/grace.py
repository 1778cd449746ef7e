"""For how many days after the promised day does money still keep a promise?"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from doorstep.parameters.strict_yaml import ParameterError, mapping, parsed

_FILE: Final = "promise_grace.yaml"
_KEYS: Final = frozenset({"question", "unit", "values"})
_VALUE_KEYS: Final = frozenset({"from", "days", "source"})


class NoGraceInForceError(LookupError):
    """No number of days is set for that day."""


def grace_days(on: date) -> int:
    """Return the days of grace in force on a day.

    Raises:
        NoGraceInForceError: The day lies before the first value. Nothing is assumed.
    """
    return _in_force(_values(), on)


def _in_force(values: Sequence[tuple[date, int]], on: date) -> int:
    """Return the days of the newest of the values, oldest first, that has begun."""
    for begins_on, days in reversed(values):
        if begins_on <= on:
            return days
    raise NoGraceInForceError(f"no days of grace are set for {on}")


@cache
def _values() -> tuple[tuple[date, int], ...]:
    text = (files(__package__) / _FILE).read_text(encoding="utf-8")
    content = mapping(parsed(text, _FILE), _FILE, _KEYS)
    return tuple(sorted(_value(each) for each in content["values"]))


def _value(entry: object) -> tuple[date, int]:
    value = mapping(entry, _FILE, _VALUE_KEYS)
    begins_on, days = value["from"], value["days"]
    if not isinstance(begins_on, date) or not isinstance(days, int) or days < 0:
        raise ParameterError(f"{_FILE}: from must be a date and days a whole number from 0")
    return begins_on, days
