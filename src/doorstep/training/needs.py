"""Which courses does the house propose for which kinds of contact?"""

from datetime import date
from typing import Final

from doorstep.parameters.dated import dated_value
from doorstep.terms.codes import Channel

_FILE: Final = ("training", "needs.yaml")
_KEYS: Final = frozenset({"visit", "call"})


def proposed_needs(on: date) -> tuple[tuple[Channel, str], ...]:
    """Return channel and kind of certificate of each proposed need, as of a day.

    An agency takes them up or writes down its own; until then none of them holds.

    Raises:
        ParameterError: No value, or more than one, is in force.
    """
    value = dated_value(_FILE, _KEYS, on)
    return tuple((Channel.of(word), kind) for word in sorted(_KEYS) for kind in value[word])
