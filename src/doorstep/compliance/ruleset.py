"""Which rulebook does somebody mean by a word: a day, a folder, or "now"?

- ``2025-06-30``: the law in force on that day, as it was known on that day.
- a folder: the parameters in it, such as an edited copy of those that are shipped.
- ``now``: what is shipped, each contact by the law of its own day.
- the first letters (at least eight) of a rulebook's digest: what is shipped, if it is that.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from doorstep.compliance.rulebook import FOLDERS, Rulebook, rulebook_on
from doorstep.terms.local_time import day_number

NOW: Final = "now"
_SHORTEST_DIGEST: Final = 8


class UnknownRulesetError(ValueError):
    """A word names no rulebook; the message says which words would."""


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A choice of rules, for any jurisdiction.

    Attributes:
        name: The word that named it.
        law_on: Judge by the law of this day; None is the day of each contact.
        parameters: Folder of parameters; None is the shipped one.
    """

    name: str
    law_on: date | None = None
    parameters: Path | None = None

    def law_day(self) -> int | None:
        """Return the fixed day as a day number, or None."""
        return None if self.law_on is None else day_number(self.law_on)

    def rulebook(self, jurisdiction: str, day: date, known_on: date | None = None) -> Rulebook:
        """Open its rulebook for one jurisdiction.

        Args:
            jurisdiction: Key of ``rulebook.FOLDERS``.
            day: Day of the contact.
            known_on: What was known then; the ruleset's own day when not given.

        Raises:
            KeyError: The jurisdiction is not one that this product can judge.
            ParameterError: The folder is not in order.
        """
        known = known_on or self.law_on
        return rulebook_on(self.law_on or day, jurisdiction, known, self.parameters)


SHIPPED: Final = Ruleset(NOW)
"""What is shipped, each contact by the law of its own day."""


def ruleset_of(word: str) -> Ruleset:
    """Return the rules that a word names.

    Raises:
        UnknownRulesetError: It names none.
    """
    if word == NOW:
        return SHIPPED
    if word and Path(word, "house").is_dir():
        return Ruleset(word, parameters=Path(word))
    try:
        return Ruleset(word, law_on=date.fromisoformat(word))
    except ValueError:
        if _is_shipped(word):
            return Ruleset(word)
    raise UnknownRulesetError(
        f"{word!r} is no day (2025-06-30), no folder of parameters, not 'now', and not the"
        " digest of a rulebook that is shipped"
    )


def _is_shipped(word: str) -> bool:
    """Say whether a word begins the digest of one of the shipped rulebooks."""
    if len(word) < _SHORTEST_DIGEST:
        return False
    today = date(1970, 1, 1)
    return any(rulebook_on(today, place).digest.startswith(word) for place in FOLDERS)
