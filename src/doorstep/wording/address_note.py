"""How long may a note about the danger of an address hold, and may it say what it says?

Such a note protects the two who go there. It is about the place and about what happened at it,
never about a person: its kinds are a closed list, and its words are looked at as others are.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from doorstep.parameters.dated import dated_value
from doorstep.wording.check import characters_hidden
from doorstep.wording.draft import Objection
from doorstep.wording.phrases import word_list
from doorstep.wording.plain import has_unseen, plain, squeezed

KINDS: Final = ("animal", "building", "way", "site", "attack")
"""An animal; stairs, light or walls; the road; works, gas or fire; visitors were hurt there."""
SOURCES: Final = ("seen", "told", "public", "incident")
"""Seen by the visitors, told by whoever lives there, a public notice, a report of an incident."""

LONGEST: Final = 200
"""Characters; it is read in front of the door."""
_FILE: Final = ("safety", "address-notes.yaml")
_KEYS: Final = frozenset({"days", "soon_days"})
_NUMBER: Final = re.compile(r"\d{6,}")


@dataclass(frozen=True, slots=True)
class NoteTerms:
    """What the house says on a day.

    Attributes:
        days: For how long a note may hold, by kind.
        soon: A note that ends within this time is shown as ending soon.
    """

    days: dict[str, int]
    soon: timedelta

    def last_day(self, kind: str, on: date) -> date:
        """Return the last day that a note of a kind may name when it is written on a day."""
        return on + timedelta(days=self.days[kind])


def note_terms(on: date) -> NoteTerms:
    """Return how long notes may hold that are written on a day.

    Raises:
        ParameterError: The file breaks its schema, or nothing is in force.
    """
    value = dated_value(_FILE, _KEYS, on)
    return NoteTerms(
        {kind: int(value["days"][kind]) for kind in KINDS}, timedelta(days=value["soon_days"])
    )


def examine_note(words: str, on: date) -> tuple[Objection, ...]:
    """Return everything that is said against the words of a note; nothing means that it may be.

    It is read on the way and at the door, so nothing of a debt may stand in it either.
    """
    lists, text = word_list(on), squeezed(words)
    said = (each.objection(text) for each in (*lists.notes, lists.debt))
    found = [objection for objection in said if objection is not None]
    if number := _NUMBER.search(plain(words)):
        found.append(_number_written(number[0]))
    if has_unseen(words):
        found.append(characters_hidden())
    return tuple(found)


def _number_written(number: str) -> Objection:
    return Objection(
        "number-written", "CN-PI-09",
        "It holds a long number, such as a telephone's or an identity card's.",
        "含有电话或证件一类的长号码。", number,
    )  # fmt: skip
